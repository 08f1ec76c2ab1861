// What a letter says, in both of its forms.

#include "mail/content.h"

#include "mail/test_mail.h"

namespace allmende::mail {
namespace {

using testing::AllOf;
using testing::HasSubstr;

Content const kContent{"Flut & Ebbe",
                       {"Good day,", Content::Link{html::Url::external("https://hafenblatt.example/a?b=1&c=2").value()},
                        Content::Facts{{"Amount", "1 < 2"}, {"On", "Friday"}}, "Hafenblatt"}};

Message made() { return message_of(kContent, mailbox("Hafenblatt <redaktion@hafenblatt.example>"), mailbox("ada@hafenblatt.example"), Language::english()); }

TEST(Contents, are_plain_text_with_a_blank_line_between_their_parts) {
  EXPECT_EQ(made().text, "Good day,\n\nhttps://hafenblatt.example/a?b=1&c=2\n\nAmount: 1 < 2\nOn: Friday\n\nHafenblatt\n");
}

TEST(Contents, are_a_page_that_says_the_same) {
  std::string page = std::string(made().page.value().bytes());
  EXPECT_THAT(page, AllOf(HasSubstr("<html lang=\"en\">"), HasSubstr("<title>Flut &amp; Ebbe</title>"), HasSubstr("<p>Good day,</p>"),
                          HasSubstr("<a href=\"https://hafenblatt.example/a?b=1&amp;c=2\">https://hafenblatt.example/a?b=1&amp;c=2</a>"),
                          HasSubstr("<tr><th scope=\"row\">Amount</th><td>1 &lt; 2</td></tr>")));
}

TEST(Contents, are_a_letter_that_no_machine_answers) {
  std::string read = read_by_python(letter(made()).bytes);
  EXPECT_THAT(read, AllOf(HasSubstr("Auto-Submitted: auto-generated"), HasSubstr("Subject: Flut & Ebbe"), HasSubstr("Amount: 1 < 2")));
}

}  // namespace
}  // namespace allmende::mail
