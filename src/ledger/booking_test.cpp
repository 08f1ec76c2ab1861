#include <atomic>
#include <thread>

#include "ledger/test_books.h"
#include "tests/support/statement_coverage.h"

namespace allmende::ledger {
namespace {

using namespace ledger::test;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

ALLMENDE_EVERY_STATEMENT_RUNS("ledger.");

class Bookings : public BooksTest {};
ALLMENDE_ON_BOTH_ENGINES(Bookings);

TEST_P(Bookings, stand_in_the_books_with_source_days_and_postings) {
  Booking booking = gift("17", euros(12, 50));
  booking.fact.value_day = day("2026-11-04");
  TransactionId id = booked(booking);
  EXPECT_EQ(id, TransactionId(1));
  Transaction it = stored(id);
  EXPECT_EQ(it.booking, booking);
  EXPECT_EQ(it.booked_on, day("2026-11-03"));
  EXPECT_FALSE(it.is_late());
  EXPECT_EQ(it.at, now);
  EXPECT_EQ(it.name, "clock");
  EXPECT_EQ(balance(chart::kBank), euros(12, 50));
  EXPECT_EQ(balance(chart::kOnceByReaders), euros(-12, -50));
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_P(Bookings, name_the_person_who_made_them) {
  TransactionId id = book(gift("1", euros(5)), ilse).value().id;
  EXPECT_EQ(stored(id).person, ilse.person());
  EXPECT_EQ(stored(id).name, "Ilse");
}

TEST_P(Bookings, are_made_by_the_till_and_the_clock_and_nobody_else) {
  EXPECT_TRUE(book(gift("1", euros(5)), kurt));
  EXPECT_TRUE(book(gift("2", euros(5)), Actor::clock()));
  EXPECT_EQ(code_of(book(gift("3", euros(5)), ada)), Code::forbidden) << "not who administers the program";
  EXPECT_EQ(code_of(book(gift("3", euros(5)), employ("Nemo", {}))), Code::forbidden)
      << "a person without roles is not the clock";
}

TEST_P(Bookings, of_one_source_are_booked_once_however_often_they_are_told) {
  TransactionId id = booked(gift("17", euros(5)));
  for (int i = 0; i < 3; ++i) {
    auto again = book(gift("17", euros(5)));
    EXPECT_EQ(again.value(), (Booked{id, Booked::Outcome::known, day("2026-11-03")}));
  }
  EXPECT_EQ(balance(chart::kBank), euros(5));
}

TEST_P(Bookings, of_one_source_with_other_content_are_a_conflict) {
  booked(gift("17", euros(5)));
  Booking other = gift("17", euros(5));
  other.fact.text = "Spende";
  EXPECT_EQ(code_of(book(other)), Code::conflict);
  EXPECT_EQ(code_of(book(gift("17", euros(6)))), Code::conflict);
  EXPECT_EQ(code_of(book(gift("17", euros(5), day("2026-11-05")))), Code::conflict);
  EXPECT_EQ(balance(chart::kBank), euros(5));
}

TEST_P(Bookings, of_the_same_source_id_and_another_kind_are_another_source) {
  booked(gift("17", euros(5)));
  Booking fee = gift("17", euros(1));
  fee.source.kind = "fee";
  EXPECT_EQ(book(fee).value().outcome, Booked::Outcome::booked);
}

TEST_P(Bookings, of_one_source_that_many_tell_at_once_are_booked_once) {  // F11
  std::atomic<int> anew = 0, known = 0;
  {
    std::vector<std::jthread> tellers;
    for (int i = 0; i < 10; ++i) {
      tellers.emplace_back([&] {
        for (int time = 0; time < 5; ++time) {
          (book(gift("17", euros(5))).value().outcome == Booked::Outcome::booked ? anew : known)++;
        }
      });
    }
  }
  EXPECT_EQ(anew, 1);
  EXPECT_EQ(known, 49);
  EXPECT_EQ(balance(chart::kBank), euros(5));
}

TEST_P(Bookings, that_do_not_sum_to_zero_are_refused) {
  Booking wrong = gift("1", euros(5));
  wrong.fact.postings[1].amount = euros(-4, -99);
  EXPECT_EQ(code_of(book(wrong)), Code::invalid);
  EXPECT_THAT(book(wrong).error().message, HasSubstr("differ by 0.01 EUR"));
}

TEST_P(Bookings, sum_to_zero_in_each_currency) {  // F29
  Currency dollar = Currency::parse("USD").value();
  Booking wrong = gift("1", euros(5));
  wrong.fact.postings[1].currency = dollar;
  EXPECT_EQ(code_of(book(wrong)), Code::invalid);
  Booking both = gift("1", euros(5));
  both.fact.postings.push_back(debit(chart::kBank, euros(7), dollar));
  both.fact.postings.push_back(credit(chart::kSuspense, euros(7), dollar));
  EXPECT_TRUE(book(both));
  auto tx = database.read();
  EXPECT_EQ(sums(tx, chart::kBank, day("2026-11-30"), dollar).balance(), euros(7));
  EXPECT_EQ(sums(tx, chart::kBank, day("2026-11-30")).balance(), euros(5));
}

TEST_P(Bookings, with_what_is_out_of_bounds_are_refused_and_leave_nothing) {
  struct Case {
    char const* what;
    Code code;
    std::function<void(Booking&)> spoil;
  };
  Case const cases[] = {
      {"one posting", Code::invalid, [](Booking& b) { b.fact.postings.pop_back(); }},
      {"nothing", Code::invalid, [](Booking& b) { b.fact.postings[0].amount = b.fact.postings[1].amount = euros(0); }},
      {"too much", Code::limit, [](Booking& b) { b.fact.postings[0].amount = euros(1'000'000'000); }},
      {"too little", Code::limit, [](Booking& b) { b.fact.postings[0].amount = euros(-1'000'000'000); }},
      {"no such account", Code::not_found, [](Booking& b) { b.fact.postings[0].account = AccountNumber::fixed(9999); }},
      {"before our time", Code::invalid, [](Booking& b) { b.fact.day = day("1999-12-31"); }},
      {"value after our time", Code::invalid, [](Booking& b) { b.fact.value_day = day("2200-01-01"); }},
      {"no text", Code::invalid, [](Booking& b) { b.fact.text.clear(); }},
      {"long text", Code::limit, [](Booking& b) { b.fact.text.assign(501, 'x'); }},
      {"two lines", Code::invalid, [](Booking& b) { b.fact.text = "a\nb"; }},
      {"no UTF-8", Code::invalid, [](Booking& b) { b.fact.text = "\xFF"; }},
      {"no source", Code::invalid, [](Booking& b) { b.source.id.clear(); }},
      {"long source", Code::limit, [](Booking& b) { b.source.id.assign(201, 'x'); }},
      {"a correction's source", Code::invalid, [](Booking& b) { b.source.type = "correction"; }},
      {"too many", Code::limit, [](Booking& b) { b.fact.postings.resize(1'002, b.fact.postings[0]); }},
  };
  for (auto const& [what, code, spoil] : cases) {
    SCOPED_TRACE(what);
    Booking booking = gift("1", euros(5));
    spoil(booking);
    EXPECT_EQ(code_of(book(booking)), code);
  }
  auto tx = database.read();
  EXPECT_THAT(trial_balance(tx, day("2199-12-31")), IsEmpty());
}

TEST_P(Bookings, of_the_greatest_amount_are_taken) {
  EXPECT_TRUE(book(gift("1", Money::cents(99'999'999'999))));
  EXPECT_EQ(balance(chart::kBank).decimal(), "999999999.99");
}

TEST_P(Bookings, on_a_closed_account_are_refused_but_known_ones_stay_known) {
  booked(gift("1", euros(5)));
  write([&](auto& tx) { return set_use(tx, ilse, chart::kBank, Use::closed, now); }).value();
  EXPECT_EQ(code_of(book(gift("2", euros(5)))), Code::conflict);
  EXPECT_EQ(book(gift("1", euros(5))).value().outcome, Booked::Outcome::known);
  write([&](auto& tx) { return set_use(tx, ilse, chart::kBank, Use::open, now); }).value();
  EXPECT_TRUE(book(gift("2", euros(5))));
}

TEST_P(Bookings, may_name_an_account_twice) {
  Booking booking = gift("1", euros(5));
  booking.fact.postings.push_back(debit(chart::kBank, euros(2)));
  booking.fact.postings.push_back(credit(chart::kBank, euros(2)));
  booked(booking);
  auto tx = database.read();
  EXPECT_EQ(sums(tx, chart::kBank, day("2026-11-30")), (Sums{euros(7), euros(2)}));
}

TEST_P(Bookings, tell_readers_pages_which_month_alters) {
  auto before = database.read().last_change();
  booked(gift("1", euros(5)));
  booked(gift("1", euros(5)));
  Booking transfer = gift("2", euros(5));
  transfer.fact.postings[1].account = chart::kDebitClearing;
  booked(transfer);
  std::vector<std::string> told;
  for (auto const& change : database.read().changes_since(before, 10)) told.push_back(change.what + " " + change.which);
  EXPECT_THAT(told, ElementsAre("ledger-month 2026-11")) << "once for the gift; nobody sees money on its way";
}

TEST_P(Bookings, add_up_by_day_month_and_account) {
  booked(gift("1", euros(5), day("2026-10-31")));
  booked(gift("2", euros(6), day("2026-11-01")));
  booked(gift("3", euros(7), day("2026-11-30")));
  booked(gift("4", euros(8), day("2026-12-01")));
  EXPECT_EQ(balance(chart::kBank, "2026-10-30"), euros(0));
  EXPECT_EQ(balance(chart::kBank, "2026-10-31"), euros(5));
  EXPECT_EQ(balance(chart::kBank, "2026-11-30"), euros(18));
  auto tx = database.read();
  std::vector<database::Dependency> read;
  tx.collect_dependencies(read);
  EXPECT_THAT(daily_sums(tx, chart::kBank, day("2026-11-01"), day("2026-11-30")),
              ElementsAre(DaySums{day("2026-11-01"), {euros(6)}}, DaySums{day("2026-11-30"), {euros(7)}}));
  EXPECT_THAT(
      monthly_totals(tx, month("2026-10"), month("2026-11")),
      ElementsAre(
          MonthTotal{month("2026-10"), chart::kOnceByReaders, Kind::income, Currency::euro(), {euros(0), euros(5)}},
          MonthTotal{month("2026-11"), chart::kOnceByReaders, Kind::income, Currency::euro(), {euros(0), euros(13)}}));
  EXPECT_THAT(read, testing::IsSupersetOf({database::Dependency{"ledger-month", "2026-10"},
                                           database::Dependency{"ledger-month", "2026-11"}}));
  EXPECT_THAT(trial_balance(tx, day("2026-11-01")),
              ElementsAre(AccountSums{chart::kBank, Currency::euro(), {euros(11)}},
                          AccountSums{chart::kOnceByReaders, Currency::euro(), {euros(0), euros(11)}}));
}

TEST_P(Bookings, are_read_on_an_accounts_card_page_by_page) {
  for (int i = 1; i <= 5; ++i) booked(gift(std::to_string(i), euros(i), day(i < 3 ? "2026-11-09" : "2026-11-02")));
  auto tx = database.read();
  LinePosition position{day("2026-11-01")};
  std::vector<std::int64_t> seen;
  for (int page = 0; page < 3; ++page) {
    auto found = lines(tx, ilse, chart::kBank, position, day("2026-11-30"), 2).value();
    for (Line const& line : found) seen.push_back(line.posting.amount.cents());
    position = {found.back().booked_on, found.back().transaction, found.back().line};
  }
  EXPECT_THAT(seen, ElementsAre(300, 400, 500, 100, 200));
  EXPECT_EQ(code_of(lines(tx, ada, chart::kBank, position, day("2026-11-30"), 2)), Code::forbidden);
}

TEST_P(Bookings, many_at_once_are_what_they_are_one_by_one) {
  std::vector<Booking> many{gift("1", euros(3)), gift("2", euros(4)), gift("1", euros(3)), gift("3", euros(5), day("2026-09-30"))};
  ASSERT_TRUE(close("2026-09"));
  auto const done = write([&](auto& tx) { return book_all(tx, Actor::clock(), many, now); }).value();
  ASSERT_EQ(done.size(), 4U);
  EXPECT_EQ(done[0].id, TransactionId(1));
  EXPECT_EQ(done[2], (Booked{TransactionId(1), Booked::Outcome::known, day("2026-11-03")})) << "told twice";
  EXPECT_EQ(done[3].booked_on, day("2026-10-01")) << "late";
  EXPECT_EQ(balance(chart::kBank), euros(12));
  EXPECT_EQ(balance(chart::kBank, "2026-10-31"), euros(5));
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_P(Bookings, many_at_once_are_all_refused_with_one_of_them) {
  std::vector<Booking> many{gift("1", euros(3)), gift("2", euros(4))};
  many[1].fact.postings.pop_back();
  EXPECT_EQ(code_of(write([&](auto& tx) { return book_all(tx, Actor::clock(), many, now); })), Code::invalid);
  EXPECT_EQ(code_of(write([&](auto& tx) { return book_all(tx, ada, many, now); })), Code::forbidden);
  EXPECT_EQ(balance(chart::kBank), euros(0));
  EXPECT_THAT(findings(), IsEmpty());
}

TEST(Currencies, that_are_not_counted_in_hundredths_are_not_known) {
  for (auto code : {"JPY", "ISK", "eur", "", "EURO"}) EXPECT_FALSE(Currency::parse(code)) << code;
  EXPECT_EQ(Currency::parse("EUR").value(), Currency::euro());
}

TEST(Months, begin_and_end_and_follow_each_other) {
  EXPECT_EQ(month("2028-02").last_day(), day("2028-02-29"));
  EXPECT_EQ(month("2026-12").next(), month("2027-01"));
  EXPECT_EQ(Month::of(day("2026-11-30")).text(), "2026-11");
  for (auto text : {"2026-13", "2026-1", "2026-11-01", ""}) EXPECT_FALSE(Month::parse(text)) << text;
}

}  // namespace
}  // namespace allmende::ledger
