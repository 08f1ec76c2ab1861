// What somebody gives, and what they may do with it.

#include "giving/test_giving.h"
#include "json/json.h"

namespace allmende::giving {
namespace {

using namespace giving::test;

class OwnPages : public GivingTest {
 protected:
  using Fields = std::vector<std::pair<std::string, std::string>>;
  /// Done, and what the own page says of it.
  std::string done(std::string const& own, Fields const& form) {
    auto answer = post(own + "/1", form);
    EXPECT_EQ(status(answer), 303) << text(answer);
    return found(page(location(answer)), "<p class=\"notice\" role=\"status\">([^<]*)<");
  }
  /// The sentence with which it is refused, on a page that has the forms still.
  std::string refused(std::string const& own, Fields const& form) {
    auto answer = post(own + "/1", form);
    EXPECT_EQ(status(answer), 422);
    return found(text(answer), "<p class=\"(?:complaint\" role=\"alert|wrong\" id=\"[a-z-]*)\">([^<]*)<");
  }
  std::string next_shown(std::string const& own) { return found(page(own), "<dt>Next time</dt><dd>([^<]*)</dd>"); }
  contributions::Next next() {
    return *read([&](auto& tx) { return contributions::next_collection(tx, till, AgreementId(1), now); });
  }
};
ALLMENDE_ON_BOTH_ENGINES(OwnPages);

TEST_P(OwnPages, show_the_next_day_and_amount_as_the_one_function_says) {
  std::string const own = give();
  words::Words const words = words::Words::make(Language::english(), "Europe/Berlin").value();
  auto said = [&] { return words.money(next().amount) + " on " + words.date(next().day); };
  EXPECT_EQ(next_shown(own), said());
  plan(next().day.iso8601());
  EXPECT_EQ(next_shown(own), said() + ", announced");
  done(own, {{"was", "betrag"}, {"betrag", "12,50"}});
  EXPECT_EQ(next_shown(own), said());
  EXPECT_THAT(next_shown(own), HasSubstr("€12.50"));
}

TEST_P(OwnPages, show_state_reference_account_and_mandate) {
  std::string it = page(give());
  EXPECT_THAT(it, AllOf(HasSubstr("€10 monthly, by direct debit"), HasSubstr("Runs"), HasSubstr(stored().reference.printed()), HasSubstr("…2051"),
                        HasSubstr(stored().mandate->reference.text())));
}

TEST_P(OwnPages, show_all_that_is_given_under_the_address_whatever_its_case) {
  std::string const own = give();
  post("/beitrag/ueberweisung", {{"betrag", "5"}, {"email", "JUERGEN@Kai.example"}, {"einmal", std::string(32, 'a')}});
  EXPECT_THAT(page(own), AllOf(HasSubstr("€10 monthly, by direct debit"), HasSubstr("€5, by transfer")));
  EXPECT_EQ(status(get(own + "/2")), 200);
}

TEST_P(OwnPages, change_the_amount) {
  std::string const own = give();
  EXPECT_THAT(page(own + "/1"), HasSubstr("name=\"betrag\" type=\"text\" value=\"10.00\""));
  EXPECT_THAT(done(own, {{"was", "betrag"}, {"betrag", "12,50"}}), HasSubstr("It is changed."));
  EXPECT_EQ(stored().amount, Money::cents(1250));
  for (auto const* typed : {"viel", "", "0,50", "99999", "-3"}) {
    EXPECT_FALSE(refused(own, {{"was", "betrag"}, {"betrag", typed}}).empty()) << typed;
    EXPECT_EQ(stored().amount, Money::cents(1250));
  }
}

TEST_P(OwnPages, tell_what_is_wrong_with_a_change_at_its_field_and_keep_what_was_typed) {
  std::string const own = give();
  std::string it = text(post(own + "/1", {{"was", "betrag"}, {"betrag", "viel"}}));
  EXPECT_EQ(field_value(it, "betrag"), "viel");
  EXPECT_EQ(wrong_at(it, "betrag"), "This is no amount. Please write it like 12 or 12,50.");
  it = text(post(own + "/1", {{"was", "rhythmus"}, {"rhythmus", "yearly"}, {"naechste", "2026-02-30"}}));
  EXPECT_FALSE(wrong_at(it, "naechste").empty());
  EXPECT_THAT(it, HasSubstr("<option value=\"yearly\" selected"));
  it = text(post(own + "/1", {{"was", "konto"}, {"name", "Greta Groß"}, {"iban", "DE00 1203"}}));
  EXPECT_FALSE(wrong_at(it, "iban").empty());
  EXPECT_EQ(field_value(it, "iban"), "DE00 1203");
  EXPECT_EQ(field_value(it, "name"), "Greta Groß");
  it = text(post(own + "/1", {{"was", "konto"}, {"name", ""}, {"iban", "DE75512108001245126199"}}));
  EXPECT_FALSE(wrong_at(it, "name").empty());
  it = text(post(own + "/1", {{"was", "konto"}, {"name", "Greta Groß"}, {"iban", "CH93 0076 2011 6238 5295 7"}}));
  EXPECT_FALSE(wrong_at(it, "iban").empty());
}

TEST_P(OwnPages, change_interval_and_day) {
  std::string const own = give();
  done(own, {{"was", "rhythmus"}, {"rhythmus", "quarterly"}, {"naechste", "2027-01-15"}});
  EXPECT_EQ(stored().schedule.interval, contributions::Interval::quarterly);
  EXPECT_EQ(next().nominal, day("2027-01-15"));
  for (auto const* date : {"2026-11-09", "2029-01-01", "", "gestern", "2027-02-30"}) {
    EXPECT_FALSE(refused(own, {{"was", "rhythmus"}, {"rhythmus", "monthly"}, {"naechste", date}}).empty()) << date;
  }
  EXPECT_FALSE(refused(own, {{"was", "rhythmus"}, {"rhythmus", "stuendlich"}, {"naechste", "2027-01-15"}}).empty());
  EXPECT_EQ(stored().schedule.interval, contributions::Interval::quarterly);
}

TEST_P(OwnPages, take_another_account_with_the_mandate_that_is_shown) {
  std::string const own = give();
  EXPECT_THAT(page(own + "/1"), HasSubstr("I authorise Hafenblatt eG"));
  done(own, {{"was", "konto"}, {"name", "Jürgen Groß"}, {"iban", "DE75 5121 0800 1245 1261 99"}});
  EXPECT_EQ(stored().mandate->account_end, "6199");
  EXPECT_THAT(page(own), HasSubstr("…6199"));
  EXPECT_FALSE(refused(own, {{"was", "konto"}, {"name", "Jürgen Groß"}, {"iban", "DE76 5121 0800 1245 1261 99"}}).empty());
  EXPECT_FALSE(refused(own, {{"was", "konto"}, {"name", "Jürgen Groß"}, {"iban", "CH93 0076 2011 6238 5295 7"}}).empty());
  EXPECT_EQ(stored().mandate->account_end, "6199");
}

TEST_P(OwnPages, pause_and_go_on) {
  std::string const own = give();
  EXPECT_THAT(done(own, {{"was", "pause"}}), HasSubstr("It is paused"));
  EXPECT_EQ(stored().state, AgreementState::paused);
  EXPECT_EQ(next_shown(own), "nothing");
  EXPECT_FALSE(refused(own, {{"was", "pause"}}).empty()) << "it is paused already";
  EXPECT_THAT(done(own, {{"was", "weiter"}}), HasSubstr("It goes on."));
  EXPECT_EQ(stored().state, AgreementState::active);
}

TEST_P(OwnPages, end_it_at_once_and_say_so_in_one_letter) {
  std::string const own = give();
  EXPECT_THAT(done(own, {{"was", "ende"}}), HasSubstr("It has ended."));
  EXPECT_EQ(stored().state, AgreementState::ended);
  EXPECT_EQ(status(post(own + "/1", {{"was", "ende"}})), 303) << "a second time it is the same";
  EXPECT_THAT(letter(), AllOf(HasSubstr("(reference " + stored().reference.printed() + ") ended on"), HasSubstr("Nothing is debited any more.")));
  EXPECT_THAT(page(own), AllOf(HasSubstr("Ended on 10 November 2026"), Not(HasSubstr("Change, pause or end"))));
  EXPECT_THAT(page(own + "/1"), Not(HasSubstr("<form")));
  EXPECT_EQ(refused(own, {{"was", "betrag"}, {"betrag", "5"}}), "It has ended meanwhile.");
}

TEST_P(OwnPages, refuse_a_form_that_there_is_not) {
  std::string const own = give();
  EXPECT_EQ(status(post(own + "/1", {{"was", "geschenk"}})), 422);
  EXPECT_EQ(status(post(own + "/1", {})), 422);
  EXPECT_EQ(stored().state, AgreementState::active);
}

TEST_P(OwnPages, give_everything_as_json) {
  auto answer = get(give() + "/alles.json");
  EXPECT_EQ(status(answer), 200);
  EXPECT_EQ(answer.header("Content-Type"), "application/json");
  EXPECT_THAT(std::string(answer.header("Content-Disposition").value_or("")), HasSubstr("attachment"));
  auto all = json::parse(text(answer)).value().as_object();
  auto const& giver = all.at("given_as").as_array().at(0).as_object();
  EXPECT_EQ(giver.at("email").as_string(), kEmail);
  EXPECT_EQ(giver.at("agreements").as_array().at(0).as_object().at("reference").as_string(), stored().reference.compact());
}

TEST_P(OwnPages, are_forgotten_when_that_is_wished) {
  std::string const own = give();
  EXPECT_THAT(page(own + "/vergessen"), HasSubstr("What you give ends at once."));
  EXPECT_EQ(stored().state, AgreementState::active);
  EXPECT_THAT(text(post(own + "/vergessen")), HasSubstr("Nothing that would lead to you is left."));
  EXPECT_EQ(stored().state, AgreementState::ended);
  EXPECT_TRUE(read([&](auto& tx) { return contributions::giver(tx, till, stored().giver)->erased; }));
  EXPECT_EQ(status(get(own)), 404) << "their link is gone";
  EXPECT_EQ(status(post(own + "/vergessen")), 404);
}

TEST_P(OwnPages, say_how_long_the_proof_of_a_mandate_is_kept) {
  std::string const own = give();
  auto run = plan("2026-12-01");
  write_letters();
  now = moment("2026-11-26T07:00:00Z");
  std::string const link = link_in(letter());
  ASSERT_TRUE(write([&](auto& tx) { return contributions::seal(tx, ilse, till, run, now); }));
  EXPECT_THAT(next_shown(link), HasSubstr("it is at the bank already"));
  EXPECT_THAT(text(post(link + "/vergessen")), HasSubstr("What proves the mandate is erased on 2 February 2028."));
}

TEST_P(OwnPages, end_while_a_debit_is_at_the_bank_and_say_what_comes_still) {
  give();
  auto run = plan("2026-12-01");
  write_letters();
  now = moment("2026-11-26T07:00:00Z");
  std::string const own = link_in(letter());
  ASSERT_TRUE(write([&](auto& tx) { return contributions::seal(tx, ilse, till, run, now); }));
  done(own, {{"was", "ende"}});
  EXPECT_THAT(letter(), HasSubstr("One debit is at the bank already and cannot be stopped: €10.00 on 1 December 2026."));
}

TEST_P(OwnPages, show_what_has_come_and_gone) {
  std::string const own = give();
  write([&](auto& tx) {
    return contributions::credit(tx, Actor::clock(), till, AgreementId(1), {{"bank-entry", "e1", "1"}, euros(10), day("2026-11-10")}, now).value();
  });
  EXPECT_THAT(page(own), AllOf(HasSubstr("What has come"), HasSubstr("<td class=\"number\">€10.00</td><td>received</td>")));
}

TEST_P(OwnPages, of_somebody_else_are_not_found) {
  std::string const mine = give();
  give_by_transfer();
  for (auto const* number : {"2", "0", "-1", "99", "x", "1x", "99999999999999999999"}) {
    EXPECT_EQ(status(get(mine + "/" + number)), 404) << number;
    EXPECT_EQ(status(post(mine + "/" + number, {{"was", "ende"}})), 404) << number;
  }
  EXPECT_EQ(stored(2).state, AgreementState::active);
}

TEST_P(OwnPages, are_behind_links_that_are_good_for_a_week) {
  std::string const own = give();
  now = moment("2026-11-17T08:59:59Z");
  EXPECT_EQ(status(get(own)), 200);
  now = moment("2026-11-17T09:00:00Z");
  std::string const invented = "/beitrag/mein/" + std::string(43, 'x');
  for (auto const& link : {own, invented}) {
    for (auto const* below : {"", "/1", "/alles.json", "/vergessen"}) {
      auto answer = get(link + below);
      EXPECT_EQ(status(answer), 404) << below;
      EXPECT_THAT(text(answer), AllOf(HasSubstr("This link is good no longer"), HasSubstr("href=\"/beitrag/link\"")));
    }
    EXPECT_EQ(status(post(link + "/1", {{"was", "ende"}})), 404);
    EXPECT_EQ(status(post(link + "/vergessen")), 404);
  }
  EXPECT_EQ(stored().state, AgreementState::active);
}

}  // namespace
}  // namespace allmende::giving
