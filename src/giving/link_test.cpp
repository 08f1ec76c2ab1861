// Links by letter, the end without a link, and how many letters strangers may cause.

#include "giving/letter_limit.h"
#include "giving/once.h"
#include "giving/test_giving.h"

namespace allmende::giving {
namespace {

using namespace giving::test;

class Links : public GivingTest {};
ALLMENDE_ON_BOTH_ENGINES(Links);

TEST_P(Links, go_to_the_address_that_gives) {
  give();
  EXPECT_EQ(status(post("/beitrag/link", {{"email", " Juergen@KAI.example "}})), 200);
  std::string const link = link_in(letter());
  EXPECT_THAT(page(link), HasSubstr("€10 monthly, by direct debit"));
}

TEST_P(Links, are_answered_the_same_whether_somebody_gives_or_not) {
  give();
  auto of_a_giver = post("/beitrag/link", {{"email", kEmail}});
  auto of_nobody = post("/beitrag/link", {{"email", "niemand@kai.example"}});
  EXPECT_EQ(status(of_a_giver), status(of_nobody));
  EXPECT_EQ(text(of_a_giver), text(of_nobody));
  EXPECT_THAT(letters(), SizeIs(1));
}

TEST_P(Links, are_refused_at_the_field_to_what_is_no_address) {
  auto answer = post("/beitrag/link", {{"email", "juergen"}});
  EXPECT_EQ(status(answer), 422);
  EXPECT_EQ(wrong_at(text(answer), "email"), "This is no e-mail address.");
  EXPECT_EQ(field_value(text(answer), "email"), "juergen");
}

TEST_P(Links, are_throttled_for_each_address_alike) {
  give();
  for (std::string email : {std::string(kEmail), std::string("niemand@kai.example")}) {
    int good = 0;
    for (int i = 0; i < LetterLimit::kToOne + 2; ++i) good += status(post("/beitrag/link", {{"email", email}})) == 200 ? 1 : 0;
    EXPECT_EQ(status(post("/beitrag/link", {{"email", email}})), 429);
    EXPECT_EQ(good, email == kEmail ? LetterLimit::kToOne - 1 : LetterLimit::kToOne) << "giving caused one";
  }
  EXPECT_EQ(status(post("/beitrag/link", {{"email", "JUERGEN@kai.example"}})), 429) << "it is one address in any case";
  EXPECT_THAT(letters(), SizeIs(LetterLimit::kToOne - 1));
  now = moment("2026-11-10T10:00:01Z");
  EXPECT_EQ(status(post("/beitrag/link", {{"email", kEmail}})), 200);
}

TEST_P(Links, are_not_the_only_letters_that_are_throttled) {
  for (int i = 0; i < LetterLimit::kToOne; ++i) EXPECT_EQ(status(post("/beitrag/link", {{"email", kEmail}})), 200);
  EXPECT_EQ(status(post("/beitrag/geben", {{"angaben", sealed_form()}})), 429);
  EXPECT_EQ(status(post("/beitrag/ueberweisung", {{"betrag", "5"}, {"email", kEmail}, {"einmal", std::string(32, 'a')}})), 429);
  EXPECT_FALSE(is_there(1));
  EXPECT_THAT(letters(), IsEmpty());
}

TEST_P(Links, are_not_needed_to_end_a_contribution) {
  give();
  auto answer = post("/beitrag/beenden", {{"email", "Juergen@Kai.example"}, {"referenz", stored().reference.printed()}});
  EXPECT_EQ(status(answer), 200);
  EXPECT_THAT(text(answer), AllOf(HasSubstr("It has ended"), HasSubstr(stored().reference.printed()), HasSubstr("Nothing is debited any more.")));
  EXPECT_EQ(stored().state, AgreementState::ended);
  EXPECT_THAT(letter(), HasSubstr("To: =?UTF-8?Q?J=C3=BCrgen"));
}

TEST_P(Links, are_not_needed_and_one_letter_is_posted_however_often_it_is_ended) {
  give();
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(status(post("/beitrag/beenden", {{"email", kEmail}, {"referenz", stored().reference.printed()}})), 200);
  }
  EXPECT_THAT(letters(), SizeIs(1));
}

TEST_P(Links, are_not_needed_but_address_and_reference_are) {
  give();
  give_by_transfer();
  auto refused = [&](std::string const& email, std::string const& reference, std::string const& field) {
    auto answer = post("/beitrag/beenden", {{"email", email}, {"referenz", reference}});
    EXPECT_EQ(status(answer), 422);
    EXPECT_EQ(field_value(text(answer), "referenz"), reference) << "what was typed is kept";
    EXPECT_EQ(field_value(text(answer), "email"), email);
    return wrong_at(text(answer), field);
  };
  std::string const reference = stored().reference.printed();
  EXPECT_EQ(refused(kEmail, "RF00 1", "referenz"), "This reference has a slip in it: please compare it.");
  EXPECT_EQ(refused("juergen", reference, "email"), "This is no e-mail address.");
  EXPECT_EQ(refused(kEmail, stored(2).reference.printed(), "referenz"), "Address and reference do not belong together.");
  EXPECT_EQ(refused("niemand@kai.example", reference, "referenz"), "Address and reference do not belong together.");
  EXPECT_EQ(refused(kEmail, settings.reference->printed(), "referenz"), "Address and reference do not belong together.");
  EXPECT_EQ(stored().state, AgreementState::active);
  EXPECT_EQ(stored(2).state, AgreementState::active);
}

TEST(LetterLimits, are_for_one_and_for_all_within_an_hour) {
  LetterLimit limit;
  Instant const begin = moment("2026-11-10T09:00:00Z");
  for (int i = 0; i < LetterLimit::kToOne; ++i) EXPECT_TRUE(limit.take("a", begin));
  EXPECT_FALSE(limit.take("a", moment("2026-11-10T09:59:59Z")));
  for (int i = LetterLimit::kToOne; i < LetterLimit::kToAll; ++i) EXPECT_TRUE(limit.take(std::to_string(i), begin));
  EXPECT_FALSE(limit.take("b", moment("2026-11-10T09:59:59Z")));
  EXPECT_TRUE(limit.take("b", moment("2026-11-10T10:00:00Z")));
  EXPECT_TRUE(limit.take("a", moment("2026-11-10T10:00:00Z")));
}

TEST(Once, answers_the_newest_forms_the_same) {
  Once once;
  once.of("first")->result = "done";
  for (std::size_t i = 1; i < Once::kMost; ++i) once.of(std::to_string(i));
  EXPECT_EQ(once.of("first")->result, "done");
  once.of("one more");
  EXPECT_EQ(once.of("first")->result, "") << "the oldest is forgotten";
}

}  // namespace
}  // namespace allmende::giving
