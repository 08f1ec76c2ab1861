// Letters that are due by what happened.

#include "giving/letters.h"

#include "giving/test_giving.h"

namespace allmende::giving {
namespace {

using namespace giving::test;

class Letters : public GivingTest {
 protected:
  /// A debit of the first agreement that is at the bank.
  contributions::AttemptId at_the_bank(std::string_view collection = "2026-12-01", std::string_view sealed_at = "2026-11-26T07:00:00Z") {
    auto run = plan(collection);
    write_letters();
    letters();
    now = moment(sealed_at);
    return write([&](auto& tx) {
      EXPECT_TRUE(contributions::seal(tx, ilse, till, run, now));
      return contributions::attempts_of(tx, ilse, AgreementId(1)).value().front().id;
    });
  }
  void settle(contributions::AttemptId id) {
    write([&](auto& tx) { return contributions::settle(tx, Actor::clock(), till, id, {{"bank-entry", "e1", "1"}, euros(10), day("2026-12-01")}, now).value(); });
  }
  void come_back(contributions::AttemptId id, std::string const& code) {
    settle(id);
    write_letters();
    letters();
    write([&](auto& tx) {
      return contributions::take_back(tx, Actor::clock(), till, id, {{"bank-entry", "r1", "1"}, code, euros(10), Money::cents(0), day("2026-12-04")}, now).value();
    });
  }
  std::string due_letter() {
    write_letters();
    EXPECT_THAT(reported, IsEmpty());
    std::string it = letter();
    write_letters();
    EXPECT_THAT(letters(), IsEmpty()) << "each letter is posted once";
    return it;
  }
};
ALLMENDE_ON_BOTH_ENGINES(Letters);

TEST_P(Letters, tell_before_a_debit_what_the_scheme_asks_for) {
  give();
  plan("2026-12-01");
  std::string const it = due_letter();
  EXPECT_THAT(it, AllOf(HasSubstr("Amount: €10.00"), HasSubstr("On: 1 December 2026"), HasSubstr("Mandate reference: " + stored().mandate->reference.text()),
                        HasSubstr("Creditor identifier: DE98ZZZ09999999999"), HasSubstr("Creditor: Hafenblatt eG"), HasSubstr("From the account: …2051")));
  EXPECT_THAT(page(link_in(it)), HasSubstr("announced"));
}

TEST_P(Letters, tell_anew_when_an_announced_debit_is_changed) {
  std::string const own = give();
  plan("2026-12-01");
  due_letter();
  post(own + "/1", {{"was", "betrag"}, {"betrag", "12"}});
  plan("2026-12-01");
  EXPECT_THAT(due_letter(), HasSubstr("Amount: €12.00"));
}

TEST_P(Letters, thank_when_money_has_settled) {
  give();
  settle(at_the_bank());
  EXPECT_THAT(due_letter(), AllOf(HasSubstr("Your contribution has arrived."), HasSubstr("Received: €10.00"), HasSubstr("On: 1 December 2026"),
                                  HasSubstr("This letter is your receipt.")));
}

TEST_P(Letters, ask_for_another_account_when_the_bank_says_it_is_no_good) {
  give();
  come_back(at_the_bank(), "AC01");
  EXPECT_THAT(due_letter(), HasSubstr("enter the new one on your page."));
}

TEST_P(Letters, of_every_template_are_in_the_givers_language_and_have_a_link_and_no_account_number) {
  give();
  auto id = at_the_bank();
  auto attempt = read([&](auto& tx) { return contributions::attempt(tx, id); });
  contributions::Message message{.id = contributions::MessageId(1), .event = "attempt-1", .template_name = "", .agreement = AgreementId(1),
                                 .attempt = id, .since = now, .money = euros(10), .day = day("2026-12-01")};
  Giving::House house{.database = database, .settings = settings, .clock = [this] { return now; },
                      .german = words::Words::make(Language::german(), "Europe/Berlin").value(),
                      .english = words::Words::make(Language::english(), "Europe/Berlin").value()};
  auto giver = *read([&](auto& tx) { return contributions::giver(tx, till, stored().giver); });
  std::map<std::string, std::pair<std::string, std::string>> const said{
      {"debit-notice", {"per Lastschrift", "by direct debit"}},
      {"thanks", {"Beitrag", "Your contribution has arrived."}},
      {"asks-for-account", {"Konto", "could not debit your account"}},
      {"asks-to-go-on", {"pausiert", "we have paused your contribution"}},
      {"came-back", {"zurückgegeben", "You owe us nothing for it"}},
      {"came-back-allow-us", {"DE98ZZZ09999999999", "DE98ZZZ09999999999"}},
      {"mandate-expires", {"Mandat", "Mandates that are not used for three years expire"}}};
  for (auto const& [name, words] : said) {
    message.template_name = name;
    std::vector<std::string> subjects;
    for (auto const& language : {Language::german(), Language::english()}) {
      giver.data.language = language;
      auto link = contributions::Link{giver.id, Secret(std::string(43, 't'))};
      Letter it = message_letter(house, giver, stored(), message, attempt, link);
      EXPECT_EQ(it.email, kEmail);
      auto written = mail::message_of(it.content, outbox->from(), mail::Mailbox::of(it.name, it.email).value(), it.language);
      EXPECT_THAT(written.text, AllOf(HasSubstr(language == Language::german() ? words.first : words.second), HasSubstr("Jürgen Groß,"),
                                      HasSubstr("https://blatt.example/beitrag/mein/" + std::string(43, 't')))) << name;
      EXPECT_THAT(written.text, AllOf(Not(HasSubstr(kIban)), Not(HasSubstr("DE02")), Not(HasSubstr("{")))) << name;
      EXPECT_THAT(written.subject, HasSubstr("Hafenblatt"));
      subjects.push_back(written.subject);
    }
    EXPECT_NE(subjects[0], subjects[1]) << name << " is said in both languages";
  }
}

TEST_P(Letters, that_nobody_can_write_are_told_without_a_name_and_keep_no_other_back) {
  give();
  write([&](auto& tx) {  // on paper, with an address to which no letter can be posted
    contributions::Gift gift{.amount = euros(5), .interval = contributions::Interval::monthly, .way = contributions::Way::direct_debit,
                             .first = day("2026-12-01"), .giver = {.name = "Jörg Łoś", .email = "jörg@kai.example"},
                             .account = contributions::Account{"Joerg Los", sepa::Iban::parse("DE75512108001245126199").value()},
                             .evidence = contributions::MandateEvidence{"Ordner 3", "2026-11"}};
    return contributions::enter_gift(tx, ilse, till, gift, now).value();
  });
  plan("2026-12-01");
  write_letters();
  EXPECT_THAT(letters(), SizeIs(1));
  EXPECT_THAT(reported, ElementsAre(AllOf(HasSubstr("debit-notice"), Not(HasSubstr("kai")), Not(HasSubstr("Jörg")), Not(HasSubstr("DE75")))));
}

}  // namespace
}  // namespace allmende::giving
