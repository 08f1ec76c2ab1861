// What other programs are given: two of them, hledger and beancount, work out every balance anew.

#include "ledger/test_exports.h"

namespace allmende::ledger {
namespace {

using namespace ledger::test;
using testing::HasSubstr;

class Exports : public ExportsTest {};
ALLMENDE_ON_BOTH_ENGINES(Exports);

TEST_P(Exports, are_worked_out_anew_by_hledger_with_every_balance_the_same) {
  if (!is_installed("hledger")) GTEST_SKIP();
  keep_books_at_random(20261128, 150);
  std::string file = file_of("books.journal", hledger_journal());
  Said said = run("hledger -f " + file + " balance --flat -N --layout=bare -O csv");
  ASSERT_TRUE(said.well) << said.text;
  Balances theirs;
  for (std::string const& line : split(said.text, "\n")) {
    auto cells = split(line, "\",\"");
    if (cells.size() == 3 && cells[0] != "\"account")
      theirs[cells[0].substr(1) + " " + cells[1]] = cells[2].substr(0, cells[2].size() - 1);
  }
  EXPECT_EQ(theirs, our_balances());
  Said stats = run("hledger -f " + file + " check");
  EXPECT_TRUE(stats.well) << stats.text;
}

TEST_P(Exports, are_worked_out_anew_by_beancount_with_every_balance_the_same) {
  if (!is_installed("bean-check")) GTEST_SKIP();
  keep_books_at_random(20261129, 150);
  std::string file = file_of("books.beancount", beancount_journal());
  Said checked = run("bean-check " + file);
  ASSERT_TRUE(checked.well) << checked.text;
  Said said = run("bean-query -f csv " + file +
                  " 'SELECT account, currency, sum(number) GROUP BY account, currency ORDER BY account'");
  ASSERT_TRUE(said.well) << said.text;
  Balances theirs;
  for (std::string const& line : split(said.text, "\n")) {
    std::string row = line;
    std::erase_if(row, [](char c) { return c == ' ' || c == '\r'; });  // it sets numbers in columns
    auto cells = split(row, ",");
    if (cells.size() != 3 || cells[0] == "account" || cells[2] == "0.00") continue;
    theirs[cells[0] + " " + cells[1]] = cells[2];
  }
  EXPECT_EQ(theirs, our_balances());
}

TEST_P(Exports, carry_assertions_that_find_an_altered_amount) {
  booked(gift("1", euros(5)));
  booked(gift("2", euros(7)));
  auto altered = [](std::string text) {
    for (std::string_view amount : {"  5.00", "  -5.00"}) {
      std::size_t at = text.find(amount);
      text.replace(at, amount.size(), amount.front() == ' ' && amount[2] == '-' ? "  -6.00" : "  6.00");
    }
    return text;
  };
  if (is_installed("hledger")) {
    EXPECT_TRUE(run("hledger check -f " + file_of("a.journal", hledger_journal())).well);
    EXPECT_FALSE(run("hledger check -f " + file_of("b.journal", altered(hledger_journal()))).well);
  }
  if (is_installed("bean-check")) {
    EXPECT_TRUE(run("bean-check " + file_of("a.beancount", beancount_journal())).well);
    EXPECT_FALSE(run("bean-check " + file_of("b.beancount", altered(beancount_journal()))).well);
  }
}

TEST_P(Exports, say_to_which_day_a_late_fact_belongs_and_what_a_correction_corrects) {
  close("2026-10").value();
  TransactionId id = booked(gift("1", euros(5), day("2026-09-17")));
  propose({id, "Irrtum"}, ilse).value();
  for (std::string const& text : {hledger_journal(), beancount_journal()}) {
    EXPECT_THAT(text, HasSubstr("2026-11-01"));
    EXPECT_THAT(text, testing::ContainsRegex("belongs[a-z ]*: 2026-09-17"));
    EXPECT_THAT(text, testing::ContainsRegex("corrects: \"?1"));
  }
  EXPECT_THAT(csv(), HasSubstr("1,1,2026-11-01,2026-09-17,2026-09-17,1200,\"Bank\",asset,EUR,5.00,\"Beitrag\","
                               "\"statement-line\",\"1\",\"credit\",,"));
  EXPECT_THAT(datev(), HasSubstr("\"Nachgebucht zum\";\"2026-09-17\""));
  EXPECT_THAT(datev(), HasSubstr("\"Berichtigt Buchung\";\"1\""));
}

TEST_P(Exports, keep_every_text_whole_in_plain_text_journals) {
  Booking booking = gift("a;b", euros(5));
  booking.fact.text = "\"Gruß\"; Kuß \\";
  booked(booking);
  EXPECT_THAT(hledger_journal(), HasSubstr("* (1) \"Gruß\", Kuß \\\n    ; source: statement-line a,b credit\n"));
  EXPECT_THAT(beancount_journal(), HasSubstr("* \"\\\"Gruß\\\"; Kuß \\\\\"\n"));
  if (is_installed("bean-check")) {
    Said said =
        run("bean-query -f csv " + file_of("a.beancount", beancount_journal()) + " 'SELECT DISTINCT narration'");
    EXPECT_THAT(said.text, HasSubstr("\"\"Gruß\"\"; Kuß \\"));
  }
}

TEST_P(Exports, as_lines_have_what_was_booked_and_no_formula) {
  Booking booking = gift("1", euros(5));
  booking.fact.text = "=1+\"2\"";
  booked(booking);
  auto lines = split(csv(), "\r\n");
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_EQ(split(lines[0], ",").size(), 17u);
  EXPECT_EQ(lines[2],
            "1,2,2026-11-03,2026-11-03,2026-11-03,4000,\"Einmalige Beiträge von Leser*innen\",income,EUR,-5.00,"
            "\"'=1+\"\"2\"\"\",\"statement-line\",\"1\",\"credit\",,2026-11-28T09:00:00Z,\"clock\"");
}

TEST_P(Exports, are_for_the_till) {
  auto tx = database.read();
  Period all{day("2026-01-01"), day("2026-12-31")};
  auto nothing = [](std::string_view) { ADD_FAILURE(); };
  EXPECT_EQ(code_of(export_csv(tx, ada, all, nothing)), Code::forbidden);
  EXPECT_EQ(code_of(export_datev(tx, ada, all, batch, nothing)), Code::forbidden);
  EXPECT_EQ(code_of(export_hledger(tx, ada, all.to, nothing)), Code::forbidden);
  EXPECT_EQ(code_of(export_beancount(tx, ada, all.to, nothing)), Code::forbidden);
}

}  // namespace
}  // namespace allmende::ledger
