// A transfer with a reference of one's own.

#include "giving/test_giving.h"

namespace allmende::giving {
namespace {

using namespace giving::test;

class Transfers : public GivingTest {
 protected:
  using Fields = std::vector<std::pair<std::string, std::string>>;
  Fields filled(std::string const& once) const {
    return {{"betrag", "12,50"}, {"rhythmus", "monatlich"}, {"email", "aimee@kai.example"}, {"einmal", once}};
  }
  std::string once() { return field_value(page("/beitrag?betrag=12,50&rhythmus=monatlich"), "einmal"); }
};
ALLMENDE_ON_BOTH_ENGINES(Transfers);

TEST_P(Transfers, get_a_reference_of_their_own_on_the_page_and_in_a_letter) {
  auto answer = post("/beitrag/ueberweisung", filled(once()));
  ASSERT_EQ(status(answer), 200);
  std::string const reference = stored().reference.printed();
  EXPECT_NE(reference, settings.reference->printed());
  EXPECT_THAT(text(answer), AllOf(HasSubstr(reference), HasSubstr("Set up a standing order with these data: monthly"), HasSubstr("€12.50 monthly"),
                                  HasSubstr("GiroCode: €12.50")));
  EXPECT_EQ(stored().state, AgreementState::active) << "nothing is taken from anybody";
  std::string sent_letter = letter();
  EXPECT_THAT(sent_letter, AllOf(HasSubstr("Reference: " + reference), HasSubstr("Amount: €12.50"), HasSubstr("IBAN: DE89 3704 0044 0532 0130 00")));
  EXPECT_THAT(page(link_in(sent_letter)), HasSubstr(reference));
}

TEST_P(Transfers, begin_once_however_often_the_button_is_pressed) {
  std::string const number = once();
  std::string const first = text(post("/beitrag/ueberweisung", filled(number)));
  EXPECT_EQ(text(post("/beitrag/ueberweisung", filled(number))), first);
  EXPECT_THAT(letters(), SizeIs(1));
  EXPECT_FALSE(is_there(2));
}

TEST_P(Transfers, are_other_ones_when_something_was_corrected_in_the_form) {
  std::string const number = once();
  post("/beitrag/ueberweisung", filled(number));
  EXPECT_EQ(status(post("/beitrag/ueberweisung", with(filled(number), "email", "aimee@kai-neu.example"))), 200);
  EXPECT_EQ(status(post("/beitrag/ueberweisung", with(filled(number), "betrag", "20"))), 200);
  EXPECT_THAT(letters(), SizeIs(3)) << "who mistyped their address, went back and corrected it, gets the letter";
}

TEST_P(Transfers, are_taken_only_from_the_papers_own_form) {
  for (std::string number : {std::string(), std::string("x"), std::string(33, 'a'), std::string(100'000, 'a')}) {
    EXPECT_EQ(status(post("/beitrag/ueberweisung", filled(number))), 403) << "two people without a number would be taken for one";
  }
  EXPECT_FALSE(is_there(1));
}

TEST_P(Transfers, are_told_at_the_field_what_is_wrong_and_keep_what_was_typed) {
  auto answer = post("/beitrag/ueberweisung", with(filled(once()), "email", "aimee@"));
  EXPECT_EQ(status(answer), 422);
  std::string const details = found(text(answer), "(<form[^>]*action=\"/beitrag/ueberweisung\"[^]*?</form>)");
  EXPECT_EQ(wrong_at(details, "ueberweisung-email"), "This is no e-mail address.");
  EXPECT_EQ(field_value(details, "email"), "aimee@");
  EXPECT_EQ(field_value(details, "rhythmus"), "monatlich");
  EXPECT_THAT(text(answer), HasSubstr("<details class=\"more\" open>")) << "it is seen";
  EXPECT_EQ(status(post("/beitrag/ueberweisung", with(filled(once()), "betrag", "0,10"))), 422);
  EXPECT_FALSE(is_there(1));
}

TEST_P(Transfers, are_once_when_nothing_else_was_chosen) {
  auto answer = post("/beitrag/ueberweisung", {{"betrag", "7"}, {"email", "aimee@kai.example"}, {"einmal", once()}});
  EXPECT_THAT(text(answer), AllOf(HasSubstr("With these data you give €7."), Not(HasSubstr("standing order with these data"))));
  EXPECT_EQ(stored().schedule.interval, contributions::Interval::once);
}

}  // namespace
}  // namespace allmende::giving
