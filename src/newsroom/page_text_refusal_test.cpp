#include <gmock/gmock.h>

#include "newsroom/page_text.h"
#include "newsroom/page_text_samples.h"

namespace allmende::newsroom {
namespace {

using page_text::kSamplePage;
using page_text::replaced;
using testing::HasSubstr;

Refusal refusal(std::string_view text) {
  auto page = read_page_text(text, {});
  if (!page) return page.error();
  ADD_FAILURE() << "was read";
  return {};
}

TEST(PageText, refuses_what_is_no_page_and_names_the_line) {
  EXPECT_THAT(refusal("").message, HasSubstr("empty"));
  EXPECT_THAT(refusal("\ufeff \r\n\t\n\u00a0").message, HasSubstr("empty"));
  EXPECT_THAT(refusal(std::string("Titel\n\nText\0Text", 16)).message, HasSubstr("no text"));
  EXPECT_EQ(refusal(std::string("Titel\n\nText\0Text", 16)).where, "line 3");
  EXPECT_THAT(refusal("\x7f"
                      "ELF\x02\x01\x01")
                  .message,
              HasSubstr("no text"));
  EXPECT_THAT(refusal("\xff\xfeT\0").message, HasSubstr("UTF-16"));
  EXPECT_THAT(refusal("Titel\r\nUnterzeile\r\n\r\nBr\xfcssel. Die").message,
              HasSubstr("not UTF-8"));
  EXPECT_EQ(refusal("Titel\r\nUnterzeile\r\n\r\nBr\xfcssel. Die").where, "line 4");
  EXPECT_EQ(refusal("Titel\rUnterzeile\r\rBr\xfcssel. Die").where, "line 4");
  EXPECT_EQ(refusal(std::string(kLongestPageText + 1, 'a')).code, Code::limit);
  EXPECT_EQ(refusal("Titel\n\n" + replaced(std::string(2500, 'a'), "a", "A.\n\n")).code,
            Code::limit);
  EXPECT_THAT(refusal("Werbung\n").message, HasSubstr("no headline"));
  EXPECT_THAT(refusal("Hafenkran steht still\n").message, HasSubstr("no text beneath"));
  EXPECT_THAT(
      refusal("Berlin. Der Kran steht still, und niemand weiß, warum das so ist.\n").message,
      HasSubstr("no headline"));
  EXPECT_EQ(refusal(std::string(1300, 'a') + "\n\nText.\n\nLesedauer: 1 Min.\n\nText.").where,
            "line 1");
}

TEST(PageText, refuses_two_pages_in_a_row) {
  std::string const page = kSamplePage;
  EXPECT_THAT(refusal(page + page).message, HasSubstr("second page"));
  EXPECT_EQ(refusal("Eins\n\nKiel. Ein Satz. dpa\n\nZwei\n\nBern. Noch ein Satz. AFP\n").where,
            "line 5");
  EXPECT_EQ(refusal("Eins\n\nEin Satz. dpa\n\nZwei\n\nBern. Noch ein Satz.\n").where, "line 5");
  EXPECT_EQ(
      refusal("Eins\n\nLesezeit: 1 Minute\n\nEin Satz.\n\nZwei\n\nLesezeit: 1 Minute\n\nSatz.")
          .where,
      "line 9");
}

TEST(PageText, refuses_a_paragraph_that_no_article_takes) {
  std::string text = "Titel\n\nKiel. ";
  for (int i = 0; i < 80'000; ++i) text += "Satz. ";
  EXPECT_EQ(refusal(text).code, Code::limit);
  EXPECT_EQ(refusal(text).where, "line 3");
}

}  // namespace
}  // namespace allmende::newsroom
