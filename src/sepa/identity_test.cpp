#include "sepa/identity.h"

#include <gtest/gtest.h>

#include <set>

#include "sepa/test_bank_files.h"

namespace allmende::sepa {
namespace {

Date date(std::string_view text) { return Date::parse(text).value(); }
Amount euro(std::int64_t cents) { return {Money::cents(cents), "EUR"}; }

OwnAccount account() { return {.iban = "DE89370400440532013000"}; }

Entry gift() {
  Entry entry{.amount = euro(500), .booking_date = date("2026-12-04")};
  entry.details.push_back({.end_to_end_id = "E-1",
                           .mandate_id = "M-1",
                           .debtor = {.name = "Dora", .iban = "GB82WEST12345698765432"},
                           .texts = {"Beitrag Zeitung"}});
  return entry;
}

std::string changed(std::function<void(Entry&)> const& change) {
  Entry entry = gift();
  change(entry);
  return fingerprint_of(account(), entry);
}

TEST(EntryIdentity, F20_is_the_same_in_whatever_delivery) {
  std::string const as_first = fingerprint_of(account(), gift());
  EXPECT_TRUE(as_first.starts_with("1:"));
  EXPECT_EQ(as_first.size(), 66U);
  EXPECT_EQ(changed([](Entry& e) { e.line = 70; }), as_first);
  EXPECT_EQ(changed([](Entry& e) { e.servicer_reference = "2026120412345"; }), as_first);
  EXPECT_EQ(changed([](Entry& e) { e.reference = "T2"; }), as_first);
  EXPECT_EQ(changed([](Entry& e) { e.value_date = date("2026-12-05"); }), as_first);
  EXPECT_EQ(changed([](Entry& e) { e.code.sub_family = "ESCT"; }), as_first);
  EXPECT_EQ(changed([](Entry& e) { e.details[0].debtor.name = "DORA"; }), as_first);
  EXPECT_EQ(changed([](Entry& e) { e.details[0].texts = {"Beitrag Zei", "tung"}; }), as_first);
}

TEST(EntryIdentity, differs_with_everything_that_makes_it_another_payment) {
  std::set<std::string> all{fingerprint_of(account(), gift()),
                            fingerprint_of({.iban = "DE02120300000000202051"}, gift())};
  all.insert(changed([](Entry& e) { e.booking_date = date("2026-12-05"); }));
  all.insert(changed([](Entry& e) { e.direction = Direction::debit; }));
  all.insert(changed([](Entry& e) { e.amount = euro(501); }));
  all.insert(changed([](Entry& e) { e.amount.currency = "USD"; }));
  all.insert(changed([](Entry& e) { e.additional = "Entgelt"; }));
  all.insert(changed([](Entry& e) { e.details[0].end_to_end_id = "E-2"; }));
  all.insert(changed([](Entry& e) { e.details[0].mandate_id = "M-2"; }));
  all.insert(changed([](Entry& e) { e.details[0].amount = euro(500); }));
  all.insert(changed([](Entry& e) { e.details[0].debtor.iban = "AT611904300234573201"; }));
  all.insert(changed([](Entry& e) { e.details[0].creditor.iban = "AT611904300234573201"; }));
  all.insert(changed([](Entry& e) { e.details[0].texts = {"Beitrag"}; }));
  all.insert(changed([](Entry& e) { e.details[0].references = {"RF18539007547034"}; }));
  all.insert(changed([](Entry& e) { e.details[0].return_reason.code = "AC04"; }));
  all.insert(changed([](Entry& e) { e.details.push_back(e.details[0]); }));
  all.insert(changed([](Entry& e) { e.details.clear(); }));
  EXPECT_EQ(all.size(), 17U);
}

TEST(EntryIdentity, goes_by_the_day_of_value_where_there_is_none_of_booking) {
  auto on = [](char const* day) {
    return changed([&](Entry& e) {
      e.booking_date.reset();
      e.value_date = date(day);
    });
  };
  EXPECT_NE(on("2026-12-04"), on("2026-12-05"));
}

TEST(EntryIdentity, F21_counts_twins_within_a_statement) {
  Statement statement{.account = account()};
  Identities identities;
  EXPECT_EQ(identities.next(statement, gift()).occurrence, 1);
  EXPECT_EQ(identities.next(statement, gift()).occurrence, 2);
  Entry other = gift();
  other.amount = euro(501);
  EXPECT_EQ(identities.next(statement, other).occurrence, 1);
  EXPECT_EQ(Identities().next(statement, gift()).occurrence, 1);
}

StatementMark mark(std::optional<std::int64_t> number, int year, std::optional<std::int64_t> opening,
                   std::optional<std::int64_t> closing) {
  StatementMark made{.account = "DE89370400440532013000", .number = number, .year = year};
  if (opening) made.opening = Money::cents(*opening);
  if (closing) made.closing = Money::cents(*closing);
  return made;
}

TEST(Continuity, F23_asks_for_the_next_number_and_for_the_balance) {
  StatementMark const last = mark(335, 2026, 0, 1000);
  EXPECT_EQ(continuity(last, mark(336, 2026, 1000, 5)), Continuity::follows);
  EXPECT_EQ(continuity(last, mark(337, 2026, 1000, 5)), Continuity::leaves_a_gap);
  EXPECT_EQ(continuity(last, mark(336, 2026, 1001, 5)), Continuity::balances_differ);
  EXPECT_EQ(continuity(last, last), Continuity::repeats);
  EXPECT_EQ(continuity(last, mark(335, 2026, 0, 1001)), Continuity::lies_before)
      << "the same number, another statement";
  EXPECT_EQ(continuity(last, mark(334, 2026, 1000, 5)), Continuity::lies_before);
  EXPECT_EQ(continuity(last, mark(365, 2025, 1000, 5)), Continuity::lies_before);
  EXPECT_EQ(continuity(last, mark(1, 2027, 1000, 5)), Continuity::follows);
  EXPECT_EQ(continuity(last, mark(2, 2027, 999, 5)), Continuity::balances_differ);
}

TEST(Continuity, asks_nothing_of_what_the_bank_did_not_say) {
  EXPECT_EQ(continuity(mark({}, 2026, 0, 1000), mark({}, 2026, 1000, 5)), Continuity::follows);
  EXPECT_EQ(continuity(mark({}, 0, {}, {}), mark({}, 0, {}, {})), Continuity::follows);
  EXPECT_EQ(continuity(mark(5, 2026, 0, 1000), mark({}, 0, 999, 5)), Continuity::balances_differ);
  StatementMark other = mark(1, 2026, 0, 0);
  other.account = "other";
  EXPECT_THROW(continuity(mark(1, 2026, 0, 0), other), Bug);
}

TEST(Continuity, takes_the_year_from_the_closing_balance_or_from_when_it_was_made) {
  Statement statement{
      .id = "x", .created = "2027-01-01T03:00:00+01:00", .electronic_number = 365, .account = account()};
  EXPECT_EQ(mark_of(statement).year, 2027);
  statement.balances.push_back({"CLBD", euro(5), Direction::debit, date("2026-12-31")});
  EXPECT_EQ(mark_of(statement).year, 2026);
  EXPECT_EQ(mark_of(statement).closing, Money::cents(-5));
  EXPECT_EQ(mark_of(statement).opening, std::nullopt);
  EXPECT_EQ(mark_of(Statement{}).year, 0);
}

}  // namespace
}  // namespace allmende::sepa
