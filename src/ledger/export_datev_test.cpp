// A batch for DATEV, against what DATEV has published: no program of theirs has read it.

#include <set>

#include "ledger/test_exports.h"

namespace allmende::ledger {
namespace {

using namespace ledger::test;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

class DatevExports : public ExportsTest {};
ALLMENDE_ON_BOTH_ENGINES(DatevExports);

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

TEST_P(DatevExports, have_the_head_the_columns_and_a_row_for_two_accounts) {
  Booking booking = gift("1", euros(1234, 50));
  booking.fact.text = "Grüße an „alle“ → 日";
  booked(booking);
  auto lines = split(datev(), "\r\n");
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_EQ(
      lines[0],
      "\"EXTF\";700;21;\"Buchungsstapel\";13;20261128090000000;;\"AL\";\"\";\"\";1001;17;20260101;4;20260101;20261231;"
      "\"Allmende\";\"\";1;0;0;\"EUR\";;\"\";;;\"\";;;\"\";\"\"");
  EXPECT_EQ(split(lines[0], ";").size(), 31u);
  EXPECT_EQ(split(lines[1], ";").size(), 125u);
  EXPECT_EQ(split(lines[2], ";").size(), 125u);
  EXPECT_THAT(lines[1], StartsWith("Umsatz (ohne Soll/Haben-Kz);Soll/Haben-Kennzeichen;WKZ Umsatz;"));
  EXPECT_THAT(lines[2], StartsWith("1234,50;\"S\";\"EUR\";;;\"\";1200;4000;\"\";0311;\"1\";\"\";;\"Gr\xFC\xDF"
                                   "e an \x84"
                                   "alle\x93 ? ?\";"));
}

TEST_P(DatevExports, sum_to_what_the_books_do_but_for_what_is_told_as_left_out) {
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

TEST_P(DatevExports, translate_accounts_by_the_advisers_table) {
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

TEST_P(DatevExports, refuse_what_datev_would) {
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

}  // namespace
}  // namespace allmende::ledger
