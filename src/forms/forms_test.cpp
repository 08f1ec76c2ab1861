#include "forms/forms.h"

#include <gmock/gmock.h>

namespace allmende::forms {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST(Forms, name_a_field_by_its_label) {
  std::string it = field({.name = "email", .label = "E-mail", .type = "email", .value = "a\"<b>", .autocomplete = "email"}).bytes();
  EXPECT_THAT(it, AllOf(HasSubstr("<label for=\"feld-email\">E-mail</label>"), HasSubstr("id=\"feld-email\" name=\"email\" type=\"email\""),
                        HasSubstr("autocomplete=\"email\""), HasSubstr(" required"), HasSubstr("a&quot;&lt;b")));
  EXPECT_THAT(it, AllOf(Not(HasSubstr("aria-")), Not(HasSubstr("inputmode")), Not(HasSubstr("list=")), Not(HasSubstr("class=\"hint\""))));
}

TEST(Forms, say_what_is_wrong_with_a_field_to_those_who_do_not_see_it) {
  std::string it = field({.name = "iban", .label = "IBAN", .hint = "Of any account", .wrong = "A slip", .required = false}).bytes();
  EXPECT_THAT(it, AllOf(HasSubstr("aria-invalid=\"true\" aria-describedby=\"feld-iban-falsch feld-iban-hinweis\""),
                        HasSubstr("<p class=\"wrong\" id=\"feld-iban-falsch\">A slip</p><p class=\"hint\" id=\"feld-iban-hinweis\">Of any account</p>"),
                        Not(HasSubstr("required"))));
}

TEST(Forms, describe_a_field_by_its_hint_alone_when_nothing_is_wrong) {
  std::string it = text_field({.name = "notiz", .label = "Note", .value = "\nfirst", .hint = "Short"}).bytes();
  EXPECT_THAT(it, AllOf(HasSubstr("aria-describedby=\"feld-notiz-hinweis\""), Not(HasSubstr("aria-invalid")), HasSubstr(">\n\nfirst</textarea>")));
}

TEST(Forms, have_an_id_of_their_own_where_a_page_has_the_name_twice) {
  EXPECT_THAT(field({.name = "email", .label = "E-mail", .wrong = "A slip", .id = "other"}).bytes(),
              AllOf(HasSubstr("<label for=\"other\">"), HasSubstr("id=\"other\" name=\"email\""), HasSubstr("id=\"other-falsch\"")));
}

TEST(Forms, have_proposals_and_keys_where_they_are_named) {
  EXPECT_THAT(field({.name = "betrag", .label = "Amount", .list = "proposals", .inputmode = "decimal"}).bytes(),
              AllOf(HasSubstr("inputmode=\"decimal\""), HasSubstr("list=\"proposals\"")));
}

TEST(Forms, escape_what_they_hide_and_what_they_tell) {
  EXPECT_EQ(hidden("was", "a\"b").bytes(), "<input type=\"hidden\" name=\"was\" value=\"a&quot;b\">");
  EXPECT_THAT(complaint("1 < 2").bytes(), AllOf(HasSubstr("role=\"alert\""), HasSubstr("1 &lt; 2")));
  EXPECT_THAT(notice("1 < 2").bytes(), AllOf(HasSubstr("role=\"status\""), HasSubstr("1 &lt; 2")));
}

}  // namespace
}  // namespace allmende::forms
