// What other programs are given: two of them, hledger and beancount, work out every balance anew.

#include "ledger/export.h"

#include <fmt/format.h>

#include <fstream>
#include <set>
#include <sstream>

#include "ledger/test_random.h"

namespace allmende::ledger {
namespace {

using namespace ledger::test;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

/// "Assets:1200 EUR" → "12.50"; balances of zero are left out.
using Balances = std::map<std::string, std::string>;

std::vector<std::string> split(std::string const& text, std::string const& separator) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (std::size_t end; (end = text.find(separator, begin)) != text.npos; begin = end + separator.size()) {
    parts.push_back(text.substr(begin, end - begin));
  }
  parts.push_back(text.substr(begin));
  return parts;
}

/// What a command says, and whether it was content.
struct Said {
  std::string text;
  bool well;
};
Said run(std::string const& command) {
  std::string text;
  FILE* output = popen((command + " 2>&1").c_str(), "r");
  char buffer[4096];
  while (std::size_t got = fread(buffer, 1, sizeof buffer, output)) text.append(buffer, got);
  return {text, pclose(output) == 0};
}

bool is_installed(std::string const& program) {
  if (run("command -v " + program).well) return true;
  std::cout << "skipped: " << program << " is not installed\n";
  return false;
}

class Exports : public BooksTest {
 protected:
  /// Books with all that there can be: late facts, corrections, two currencies.
  void keep_books_at_random(unsigned seed, int bookings) {
    SCOPED_TRACE(seed);
    RandomBooks random(seed);
    for (int i = 0; i < bookings; ++i) {
      TransactionId id = booked(random.some_booking(i));
      if (random.one_in(10)) correct(random, id);
      if (i == bookings / 3) close("2026-03").value();
      if (i == bookings / 2) close("2026-07").value();
    }
  }
  void correct(RandomBooks& random, TransactionId id) {
    Correction correction{id, random.some_text()};
    if (random.one_in(2)) correction.replacement = random.some_fact();
    auto outcome = propose(correction, ilse).value();
    if (auto waiting = std::get_if<ProposalId>(&outcome)) {
      write([&](auto& tx) { return approve_correction(tx, kurt, *waiting, now); }).value();
    }
  }

  template <class Export>
  std::string text_of(Export const& write_to) {
    std::string text;
    auto tx = database.read();
    write_to(tx, [&](std::string_view part) { text += part; }).value();
    return text;
  }
  std::string file_of(std::string const& name, std::string const& text) {
    std::string path = scratch.folder() / name;
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }
  std::string hledger_journal(Date through = day("2027-12-31")) {
    return text_of([&](auto& tx, Sink const& sink) { return export_hledger(tx, ilse, through, sink); });
  }
  std::string beancount_journal(Date through = day("2027-12-31")) {
    return text_of([&](auto& tx, Sink const& sink) { return export_beancount(tx, ilse, through, sink); });
  }
  std::string csv() {
    return text_of([&](auto& tx, Sink const& sink) { return export_csv(tx, ilse, {day("2026-01-01"), day("2027-12-31")}, sink); });
  }
  std::string datev(Period period = {day("2026-01-01"), day("2026-12-31")}) {
    return text_of([&](auto& tx, Sink const& sink) { return export_datev(tx, ilse, period, batch, sink); });
  }

  Balances our_balances() {
    static constexpr std::array<char const*, 5> groups = {"Assets", "Liabilities", "Equity", "Income", "Expenses"};
    auto tx = database.read();
    Balances balances;
    for (auto const& [number, currency, sums] : trial_balance(tx, day("2199-12-31"))) {
      if (sums.balance() == Money::cents(0)) continue;
      std::string group = groups[static_cast<std::size_t>(account(tx, number)->kind)];
      balances[fmt::format("{}:{} {}", group, number.value(), currency.code())] = sums.balance().decimal();
    }
    return balances;
  }

  DatevBatch batch{.consultant = 1001, .client = 17, .year_begins = day("2026-01-01"), .made_at = now};
};
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
    if (cells.size() == 3 && cells[0] != "\"account") theirs[cells[0].substr(1) + " " + cells[1]] = cells[2].substr(0, cells[2].size() - 1);
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
  Said said = run("bean-query -f csv " + file + " 'SELECT account, currency, sum(number) GROUP BY account, currency ORDER BY account'");
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
  EXPECT_THAT(csv(), HasSubstr("1,1,2026-11-01,2026-09-17,2026-09-17,1200,\"Bank\",asset,EUR,5.00,\"Beitrag\",\"statement-line\",\"1\",\"credit\",,"));
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
    Said said = run("bean-query -f csv " + file_of("a.beancount", beancount_journal()) + " 'SELECT DISTINCT narration'");
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
  EXPECT_EQ(lines[2], "1,2,2026-11-03,2026-11-03,2026-11-03,4000,\"Einmalige Beiträge von Leser*innen\",income,EUR,-5.00,"
                      "\"'=1+\"\"2\"\"\",\"statement-line\",\"1\",\"credit\",,2026-11-28T09:00:00Z,\"clock\"");
}

TEST_P(Exports, for_datev_have_the_head_the_columns_and_a_row_for_two_accounts) {
  Booking booking = gift("1", euros(1234, 50));
  booking.fact.text = "Grüße an „alle“ → 日";
  booked(booking);
  auto lines = split(datev(), "\r\n");
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_EQ(lines[0], "\"EXTF\";700;21;\"Buchungsstapel\";13;20261128090000000;;\"AL\";\"\";\"\";1001;17;20260101;4;20260101;20261231;"
                      "\"Allmende\";\"\";1;0;0;\"EUR\";;\"\";;;\"\";;;\"\";\"\"");
  EXPECT_EQ(split(lines[0], ";").size(), 31u);
  EXPECT_EQ(split(lines[1], ";").size(), 125u);
  EXPECT_EQ(split(lines[2], ";").size(), 125u);
  EXPECT_THAT(lines[1], StartsWith("Umsatz (ohne Soll/Haben-Kz);Soll/Haben-Kennzeichen;WKZ Umsatz;"));
  EXPECT_THAT(lines[2], StartsWith("1234,50;\"S\";\"EUR\";;;\"\";1200;4000;\"\";0311;\"1\";\"\";;\"Gr\xFC\xDF" "e an \x84" "alle\x93 ? ?\";"));
}

/// By account; of the rows behind the two head lines.
std::map<std::string, std::int64_t> datev_sums(std::string const& text) {
  std::map<std::string, std::int64_t> sums;
  auto lines = split(text, "\r\n");
  for (std::size_t i = 2; i + 1 < lines.size(); ++i) {
    auto cells = split(lines[i], ";");
    std::int64_t cents = std::stoll(cells[0].substr(0, cells[0].size() - 3) + cells[0].substr(cells[0].size() - 2));
    EXPECT_GT(cents, 0);
    EXPECT_NE(cells[6], cells[7]) << "no row has one account on both sides";
    sums[cells[6]] += cents;
    sums[cells[7]] -= cents;
  }
  std::erase_if(sums, [](auto const& sum) { return sum.second == 0; });
  return sums;
}

TEST_P(Exports, for_datev_sum_to_what_the_books_do_but_for_what_is_told_as_left_out) {
  keep_books_at_random(20261130, 150);
  std::string text;
  std::map<std::string, std::int64_t> ours;
  auto tx = database.read();
  Period period{day("2026-01-01"), day("2026-12-31")};
  DatevReport report = export_datev(tx, ilse, period, batch, [&](std::string_view part) { text += part; }).value();
  EXPECT_FALSE(report.left_out.empty());
  std::set<TransactionId> left_out(report.left_out.begin(), report.left_out.end());
  each_transaction(tx, period, [&](Transaction const& it) {
    if (left_out.contains(it.id)) return;
    for (auto const& posting : it.booking.fact.postings) ours[posting.account.text()] += posting.amount.cents();
  });
  std::erase_if(ours, [](auto const& sum) { return sum.second == 0; });
  // A semicolon in a text would shift the cells behind it; the sums stand before it.
  EXPECT_EQ(datev_sums(text), ours);
  EXPECT_EQ(static_cast<std::int64_t>(split(text, "\r\n").size()), report.rows + 3);
}

TEST_P(Exports, for_datev_translate_accounts_by_the_advisers_table) {
  Account member{AccountNumber::fixed(31000017), Kind::equity, "Mitglied 17"};
  write([&](auto& tx) { return open_account(tx, ilse, member, now); }).value();
  Booking share = gift("1", euros(100));
  share.fact.postings[1].account = member.number;
  booked(share);
  auto tx = database.read();
  auto refused = export_datev(tx, ilse, {day("2026-01-01"), day("2026-12-31")}, batch, [](auto) {});
  EXPECT_EQ(code_of(refused), Code::invalid);
  EXPECT_THAT(refused.error().message, HasSubstr("31000017"));
  batch.accounts = {{member.number, AccountNumber::fixed(2900)}, {chart::kBank, AccountNumber::fixed(1800)}};
  EXPECT_THAT(datev(), HasSubstr("100,00;\"S\";\"EUR\";;;\"\";1800;2900;"));
}

TEST_P(Exports, for_datev_refuse_what_datev_would) {
  Period year{day("2026-01-01"), day("2026-12-31")};
  struct Case {
    char const* what;
    std::function<void(DatevBatch&, Period&)> spoil;
  };
  Case const cases[] = {
      {"consultant", [](DatevBatch& b, Period&) { b.consultant = 1000; }},
      {"client", [](DatevBatch& b, Period&) { b.client = 100'000; }},
      {"digits", [](DatevBatch& b, Period&) { b.account_digits = 9; }},
      {"a long name", [](DatevBatch& b, Period&) { b.name.assign(31, 'x'); }},
      {"two years", [](DatevBatch&, Period& p) { p.to = day("2027-01-01"); }},
      {"before the year", [](DatevBatch& b, Period&) { b.year_begins = day("2026-02-01"); }},
      {"a year from its second day", [](DatevBatch& b, Period& p) { b.year_begins = p.from = day("2026-01-02"); }},
      {"turned around", [](DatevBatch&, Period& p) { std::swap(p.from, p.to); }},
  };
  auto tx = database.read();
  for (auto const& [what, spoil] : cases) {
    SCOPED_TRACE(what);
    DatevBatch spoilt = batch;
    Period period = year;
    spoil(spoilt, period);
    std::string written;
    EXPECT_FALSE(export_datev(tx, ilse, period, spoilt, [&](std::string_view part) { written += part; }));
    EXPECT_THAT(written, IsEmpty());
  }
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
