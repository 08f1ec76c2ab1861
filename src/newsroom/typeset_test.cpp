#include "newsroom/typeset.h"

#include <gtest/gtest.h>

#include "newsroom/test_articles.h"

namespace allmende::newsroom {
namespace {

text::Typography const kGerman{Language::german()};

TEST(Typeset, sets_every_text_and_leaves_names_and_addresses) {
  Article article = test::full();
  article.headline = "\"Nein\" sagt sie";
  article.authors = {{"Sean O'Neill"}};
  article.body.blocks = {
      {"a", Paragraph{{{"Er sagte \"Das ist "}, {"nicht", true}, {" wahr\"."},
                       {"https://example.org/a--b", false, false, "https://example.org/a--b"}}}},
      {"b", InfoBox{"\"Kasten\"", {{"c", List{List::Order::bullets, {{{"\"x\""}}}}}}}}};
  typeset(article, kGerman);
  EXPECT_EQ(article.headline, "»Nein« sagt sie");
  EXPECT_EQ(article.authors[0].name, "Sean O'Neill");
  auto const& runs = std::get<Paragraph>(article.body.blocks[0].content).text;
  EXPECT_EQ(runs[0].text, "Er sagte »Das ist ");
  EXPECT_EQ(runs[2].text, " wahr«.");
  EXPECT_EQ(runs[3].text, "https://example.org/a--b");
  EXPECT_EQ(std::get<InfoBox>(article.body.blocks[1].content).title, "»Kasten«");
}

TEST(Typeset, done_twice_changes_nothing_and_keeps_the_star) {
  Article once = test::full();
  typeset(once, kGerman);
  Article twice = once;
  typeset(twice, kGerman);
  EXPECT_EQ(once, twice);
  EXPECT_EQ(plain_text(std::get<Paragraph>(once.body.blocks[0].content).text), "Leser*innen und Autor*innen");
}

}  // namespace
}  // namespace allmende::newsroom
