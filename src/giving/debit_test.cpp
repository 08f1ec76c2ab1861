// A direct debit, from the form to the proof.

#include <thread>

#include "giving/test_giving.h"

namespace allmende::giving {
namespace {

using namespace giving::test;

class Debits : public GivingTest {
 protected:
  std::string refused(std::string const& field, std::string const& value) {
    auto answer = post("/beitrag/lastschrift", with(debit_form(), field, value));
    EXPECT_EQ(status(answer), 422) << field << " " << value;
    std::string it = text(answer);
    for (auto const& [name, typed] : with(debit_form(), field, value)) {
      if (name == "name" || name == "email" || name == "iban") EXPECT_EQ(field_value(it, name), typed) << "what was typed is kept";
    }
    return wrong_at(it, field);
  }
};
ALLMENDE_ON_BOTH_ENGINES(Debits);

TEST_P(Debits, are_told_at_each_field_what_is_wrong_with_it) {
  EXPECT_EQ(refused("name", ""), "A debit needs the name of whoever has the account.");
  EXPECT_THAT(refused("name", std::string(100, 'a')), HasSubstr("70 characters"));
  EXPECT_EQ(refused("email", "juergen"), "This is no e-mail address.");
  EXPECT_EQ(refused("email", ""), "This is no e-mail address.");
  std::string const slip = "This account number (IBAN) has a slip in it: please compare it, figure by figure.";
  EXPECT_EQ(refused("iban", "DE03 1203 0000 0000 2020 51"), slip) << "check digits";
  EXPECT_EQ(refused("iban", "DE02 1203 0000 0000 2020 5"), slip) << "too short for Germany";
  EXPECT_EQ(refused("iban", "DE02 1203 0000 0000 2020 510"), slip) << "too long";
  EXPECT_EQ(refused("iban", "XX02 1203 0000 0000 2020 51"), slip) << "no country";
  EXPECT_EQ(refused("iban", ""), slip);
  EXPECT_THAT(refused("iban", "CH93 0076 2011 6238 5295 7"), HasSubstr("For an account in this country the bank wants an address"));
  EXPECT_THAT(letters(), IsEmpty());
}

TEST_P(Debits, are_told_of_all_fields_at_once) {
  auto answer = post("/beitrag/lastschrift", {{"betrag", "10"}});
  std::string it = text(answer);
  EXPECT_FALSE(wrong_at(it, "name").empty());
  EXPECT_FALSE(wrong_at(it, "email").empty());
  EXPECT_FALSE(wrong_at(it, "iban").empty());
}

TEST_P(Debits, come_from_any_country_of_the_economic_area) {
  for (auto const* iban : {"AT61 1904 3002 3457 3201", "nl91abna0417164300", "FR14 2004 1010 0505 0001 3M02 606"}) {
    EXPECT_EQ(status(post("/beitrag/lastschrift", debit_form(iban))), 200) << iban;
  }
}

TEST_P(Debits, need_an_amount_and_keep_what_was_typed_without_one) {
  auto answer = post("/beitrag/lastschrift", with(debit_form(), "betrag", "viel"));
  EXPECT_EQ(status(answer), 422);
  EXPECT_THAT(text(answer), HasSubstr("This is no amount."));
}

TEST_P(Debits, are_shown_once_more_with_the_mandate_and_without_the_account_number) {
  auto answer = post("/beitrag/lastschrift", debit_form());
  ASSERT_EQ(status(answer), 200);
  std::string it = text(answer);
  EXPECT_THAT(it, AllOf(HasSubstr("I authorise Hafenblatt eG (creditor identifier DE98ZZZ09999999999) to collect €10 monthly"),
                        HasSubstr("Within eight weeks"), HasSubstr("Jürgen Groß"), HasSubstr(kEmail), HasSubstr("…2051"), HasSubstr("Give €10 monthly")));
  EXPECT_THAT(it, AllOf(Not(HasSubstr(kIban)), Not(HasSubstr(kPrintedIban)), Not(HasSubstr("0000202051"))));
  EXPECT_THAT(it, HasSubstr("href=\"/beitrag?betrag=10&amp;rhythmus=monatlich&amp;aufruf=bleibt&amp;tag=2026-11-09\""));
  EXPECT_FALSE(is_there(1)) << "nothing is stored of who goes away here";
  EXPECT_THAT(letters(), IsEmpty());
}

TEST_P(Debits, begin_by_the_last_button_and_await_the_letters_proof) {
  auto answer = post("/beitrag/geben", {{"angaben", sealed_form()}});
  ASSERT_EQ(status(answer), 200);
  EXPECT_THAT(text(answer), HasSubstr("One step is left"));
  Agreement it = stored();
  EXPECT_EQ(it.state, AgreementState::awaiting);
  EXPECT_EQ(it.amount, euros(10));
  EXPECT_EQ(it.schedule.interval, contributions::Interval::monthly);
  EXPECT_EQ(it.appeal, "bleibt");
  std::string sent_letter = letter();
  EXPECT_THAT(sent_letter, AllOf(HasSubstr("To: =?UTF-8?Q?J=C3=BCrgen_Gro=C3=9F?= <juergen@kai.example>") , HasSubstr("€10 monthly by direct debit"))) << sent_letter;
}

TEST_P(Debits, begin_once_however_often_the_last_button_is_pressed) {
  std::string form = sealed_form();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(status(post("/beitrag/geben", {{"angaben", form}})), 200);
  EXPECT_THAT(letters(), SizeIs(1));
  EXPECT_FALSE(is_there(2));
}

TEST_P(Debits, begin_once_when_the_last_button_is_pressed_at_the_same_time) {
  std::string const body = test::form({{"angaben", sealed_form()}});
  std::atomic<int> good = 0;
  {
    std::vector<std::jthread> hands;
    for (int i = 0; i < 6; ++i) {
      hands.emplace_back([&] {
        http::Fields headers{{"Host", "blatt.example"}, {"Content-Type", "application/x-www-form-urlencoded"}, {"Origin", kAddress}};
        if (status(router.answer(http::Request::make(Method::post, "/beitrag/geben", headers, body).value())) == 200) ++good;
      });
    }
  }
  EXPECT_EQ(good, 6);
  EXPECT_THAT(letters(), SizeIs(1));
  EXPECT_FALSE(is_there(2));
}

TEST_P(Debits, of_two_forms_are_two) {
  for (int i = 0; i < 2; ++i) post("/beitrag/geben", {{"angaben", sealed_form()}});
  EXPECT_THAT(letters(), SizeIs(2));
  EXPECT_TRUE(is_there(2));
}

TEST_P(Debits, are_refused_with_a_page_when_the_form_was_altered_or_is_too_old_or_another_papers) {
  auto stale = [&](std::string const& form) {
    auto answer = post("/beitrag/geben", {{"angaben", form}});
    EXPECT_EQ(status(answer), 403);
    EXPECT_THAT(text(answer), AllOf(HasSubstr("Nothing was done"), HasSubstr("href=\"/beitrag\"")));
  };
  std::string const form = sealed_form();
  for (std::size_t at : {std::size_t(0), form.size() / 3, form.size() / 2, form.size() - 3}) {
    std::string altered = form;
    altered[at] = altered[at] == 'A' ? 'B' : 'A';
    stale(altered);
  }
  for (auto const& it : {std::string(), std::string("x"), form.substr(0, form.size() / 2), std::string(5'000, 'A'), std::string("\xff\xfe")}) stale(it);

  settings.till = make_till('h');
  open();
  stale(form);
  settings.till = till;
  open();
  now = moment("2026-11-10T11:00:00.000001Z");
  stale(form);
  now = moment("2026-11-10T11:00:00Z");
  EXPECT_EQ(status(post("/beitrag/geben", {{"angaben", form}})), 200) << "two hours it is good";
}

TEST_P(Debits, begin_by_the_letters_link_only_when_its_button_is_pressed) {
  post("/beitrag/geben", {{"angaben", sealed_form()}});
  std::string const link = link_in(letter());
  ASSERT_THAT(link, HasSubstr("/beitrag/bestaetigen/"));
  for (int i = 0; i < 2; ++i) EXPECT_THAT(page(link), HasSubstr("<form class=\"form\" method=\"post\">"));
  EXPECT_EQ(stored().state, AgreementState::awaiting) << "programs look into letters";
  auto proved = post(link);
  EXPECT_EQ(status(proved), 303);
  EXPECT_THAT(location(proved), AllOf(HasSubstr("/beitrag/mein/"), HasSubstr("?getan=begonnen")));
  EXPECT_EQ(stored().state, AgreementState::active);
  EXPECT_THAT(page(location(proved)), HasSubstr("Your contribution has begun."));
  EXPECT_EQ(status(post(link)), 303) << "a second time it is the same";
}

TEST_P(Debits, are_not_proved_by_an_old_or_invented_link) {
  post("/beitrag/geben", {{"angaben", sealed_form()}});
  std::string const link = link_in(letter());
  auto gone = post("/beitrag/bestaetigen/" + std::string(43, 'x'));
  EXPECT_EQ(status(gone), 404);
  EXPECT_THAT(text(gone), HasSubstr("This link is good no longer"));
  now = moment("2026-11-24T09:00:00Z");
  EXPECT_EQ(status(post(link)), 404);
  EXPECT_EQ(stored().state, AgreementState::awaiting);
}

TEST_P(Debits, are_proved_by_a_link_that_opens_nothing_for_ever) {
  post("/beitrag/geben", {{"angaben", sealed_form()}});
  std::string const link = link_in(letter());
  EXPECT_EQ(status(post(link)), 303);
  now = moment("2026-11-17T08:59:59Z");
  EXPECT_EQ(status(post(link)), 303);
  now = moment("2026-11-17T09:00:01Z");
  EXPECT_EQ(status(post(link)), 404) << "no link to what somebody gives is good for more than a week";
}

TEST_P(Debits, that_were_ended_before_are_not_proved) {
  post("/beitrag/geben", {{"angaben", sealed_form()}});
  std::string const link = link_in(letter());
  post("/beitrag/beenden", {{"email", kEmail}, {"referenz", stored().reference.printed()}});
  EXPECT_EQ(status(post(link)), 404);
}

TEST_P(Debits, leave_the_account_number_in_no_page_and_no_letter) {
  std::string const own = give();
  page(own);
  page(own + "/1");
  post(own + "/1", {{"was", "konto"}, {"name", "Jürgen Groß"}, {"iban", "DE75512108001245126199"}});
  page(own + "/1");
  plan("2026-12-01");
  write_letters();
  post(own + "/1", {{"was", "ende"}});
  EXPECT_THAT(letters(), SizeIs(2));
  for (auto const* number : {kIban, kPrintedIban, "0000202051", "DE75512108001245126199", "DE75 5121", "1245126199"}) {
    EXPECT_THAT(shown, Not(HasSubstr(number)));
    EXPECT_THAT(sent, Not(HasSubstr(number)));
  }
}

}  // namespace
}  // namespace allmende::giving
