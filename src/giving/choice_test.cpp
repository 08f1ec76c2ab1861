// The page of giving: how much, how often, in which way.

#include "giving/test_giving.h"

namespace allmende::giving {
namespace {

using namespace giving::test;

class Choosing : public GivingTest {
 protected:
  /// The links of a list that are marked as chosen.
  static std::vector<std::string> chosen(std::string const& page) {
    std::vector<std::string> all;
    std::regex const pattern("<a href=\"[^\"]*\" aria-current=\"true\">([^<]*)</a>");
    for (std::sregex_iterator it(page.begin(), page.end(), pattern), end; it != end; ++it) all.push_back((*it)[1]);
    return all;
  }
};
ALLMENDE_ON_BOTH_ENGINES(Choosing);

TEST_P(Choosing, begins_with_the_smallest_step_and_nothing_else) {
  std::string it = page("/beitrag");
  EXPECT_THAT(chosen(it), ElementsAre("€5", "once"));
  EXPECT_THAT(it, HasSubstr("€5: on to the summary"));
  EXPECT_THAT(it, Not(HasSubstr("checked")));
  EXPECT_EQ(field_value(it, "email"), "");
}

TEST_P(Choosing, says_amount_and_interval_on_the_button) {
  EXPECT_THAT(page("/beitrag?betrag=10&rhythmus=monatlich"), AllOf(HasSubstr("€10 monthly: on to the summary"), HasSubstr("Give €10 monthly by transfer")));
  EXPECT_THAT(page("/beitrag?betrag=12,50&rhythmus=vierteljaehrlich"), HasSubstr("€12.50 quarterly: on to the summary"));
  EXPECT_THAT(page("/beitrag?betrag=60&rhythmus=jaehrlich"), HasSubstr("€60 yearly: on to the summary"));
  EXPECT_THAT(page("/beitrag?betrag=60"), HasSubstr("€60: on to the summary"));
}

TEST_P(Choosing, carries_the_choice_and_whose_appeal_it_was_in_every_link_and_form) {
  std::string it = page("/beitrag?betrag=12,50&rhythmus=monatlich&aufruf=das-blatt-bleibt&tag=2026-11-09");
  EXPECT_THAT(it, HasSubstr("href=\"/beitrag?betrag=25&amp;rhythmus=monatlich&amp;aufruf=das-blatt-bleibt&amp;tag=2026-11-09\""));
  EXPECT_THAT(it, HasSubstr("href=\"/beitrag?betrag=12.50&amp;rhythmus=jaehrlich&amp;aufruf=das-blatt-bleibt&amp;tag=2026-11-09\""));
  std::string debit = found(it, "(<form class=\"form\" method=\"post\" action=\"/beitrag/lastschrift\">[^]*?</form>)");
  EXPECT_EQ(field_value(debit, "betrag"), "12.50");
  EXPECT_EQ(field_value(debit, "rhythmus"), "monatlich");
  EXPECT_EQ(field_value(debit, "aufruf"), "das-blatt-bleibt");
  EXPECT_EQ(field_value(debit, "tag"), "2026-11-09");
}

TEST_P(Choosing, ignores_what_is_no_choice) {
  std::string it = page("/beitrag?rhythmus=stuendlich&aufruf=%3Cb%3E&tag=gestern&wer=jo&betrag=");
  EXPECT_THAT(chosen(it), ElementsAre("€5", "once"));
  EXPECT_THAT(it, AllOf(Not(HasSubstr("stuendlich")), Not(HasSubstr("gestern")), Not(HasSubstr("aufruf")), Not(HasSubstr("wer"))));
  EXPECT_THAT(page("/beitrag?aufruf=bleibt"), Not(HasSubstr("aufruf"))) << "an appeal is carried with its day, or not at all";
}

TEST_P(Choosing, tells_at_the_field_what_is_wrong_with_an_amount_and_offers_no_way_then) {
  for (std::string typed : {"viel", "-5", "0", "0,99", "12,505", "10000,01", "9999999999999", "1,2,3"}) {
    auto answer = get("/beitrag?betrag=" + escaped(typed));
    EXPECT_EQ(status(answer), 400) << typed;
    std::string it = text(answer);
    EXPECT_EQ(field_value(it, "betrag"), typed);
    EXPECT_FALSE(found(it, "id=\"anderer-falsch\">([^<]+)<").empty()) << typed;
    EXPECT_THAT(it, AllOf(HasSubstr("aria-invalid=\"true\""), Not(HasSubstr("/beitrag/lastschrift")), Not(HasSubstr("/beitrag/ueberweisung"))));
    EXPECT_THAT(chosen(it), ElementsAre("once")) << "no amount is taken for granted";
  }
  EXPECT_THAT(page("/beitrag?betrag=1"), HasSubstr("€1: on"));
  EXPECT_THAT(page("/beitrag?betrag=10000"), HasSubstr("€10,000: on"));
}

TEST_P(Choosing, shows_the_account_with_the_reference_of_the_paper) {
  std::string it = page("/beitrag?betrag=10");
  EXPECT_THAT(it, AllOf(HasSubstr("DE89 3704 0044 0532 0130 00"), HasSubstr(settings.reference->printed()), HasSubstr("GiroCode: €10.00 to Hafenblatt eG")));
}

TEST_P(Choosing, in_a_paper_without_account_is_told_so) {
  settings.account.reset();
  settings.till.reset();
  open();
  std::string it = page("/beitrag?betrag=10");
  EXPECT_THAT(it, AllOf(HasSubstr("Hafenblatt does not take contributions here yet."), Not(HasSubstr("<form"))));
  for (auto const* path : {"/beitrag/lastschrift", "/beitrag/geben", "/beitrag/ueberweisung", "/beitrag/link", "/beitrag/beenden",
                           "/beitrag/mein/x", "/beitrag/mein/x/1", "/beitrag/mein/x/vergessen", "/beitrag/bestaetigen/x"}) {
    EXPECT_EQ(status(post(path, debit_form())), path == std::string("/beitrag/mein/x") ? 405 : 404) << path;
  }
  for (auto const* path : {"/beitrag/link", "/beitrag/beenden", "/beitrag/mein/x", "/beitrag/mein/x/alles.json", "/beitrag/bestaetigen/x"}) {
    EXPECT_EQ(status(get(path)), 404) << path;
  }
  EXPECT_NO_THROW(write_letters());
}

TEST_P(Choosing, in_a_paper_without_creditor_is_offered_transfers_alone) {
  settings.till->rules.creditor.reset();
  open();
  std::string it = page("/beitrag?betrag=10");
  EXPECT_THAT(it, AllOf(Not(HasSubstr("/beitrag/lastschrift")), HasSubstr("/beitrag/ueberweisung"), HasSubstr("/beitrag/link")));
  EXPECT_EQ(status(post("/beitrag/lastschrift", debit_form())), 404);
  EXPECT_EQ(status(post("/beitrag/geben", {{"angaben", "x"}})), 404);
}

TEST_P(Choosing, in_a_paper_without_mail_is_offered_transfers_without_a_name) {
  settings.outbox.reset();
  open();
  std::string it = page("/beitrag?betrag=10");
  EXPECT_THAT(it, AllOf(HasSubstr("DE89 3704"), Not(HasSubstr("/beitrag/lastschrift")), Not(HasSubstr("/beitrag/ueberweisung")), Not(HasSubstr("/beitrag/link"))));
  EXPECT_EQ(status(post("/beitrag/ueberweisung", debit_form())), 404);
  EXPECT_EQ(status(get("/beitrag/beenden")), 404);
}

}  // namespace
}  // namespace allmende::giving
