#pragma once
// Books for tests, on either engine: Ilse and Kurt are the till, Ada administers the program.

#include <gmock/gmock.h>

#include "ledger/ledger.h"
#include "tests/support/scratch_database.h"
#include "tests/support/staff_at_work.h"

namespace allmende::ledger::test {

using people::Actor;
using people::Role;
using people::Roles;

inline Date day(std::string_view text) { return Date::parse(text).value(); }
inline Month month(std::string_view text) { return Month::parse(text).value(); }
inline Instant moment(std::string_view text) { return Instant::parse(text).value(); }
inline Money euros(std::int64_t whole, std::int64_t cents = 0) { return Money::cents(whole * 100 + cents); }

inline std::vector<database::Migration> all_migrations() {
  auto all = people::migrations();
  for (auto&& some : ledger::migrations()) all.push_back(some);
  return all;
}

using allmende::test::employ;

/// "statement-line" number `id`: so much came into the bank, a single contribution of a reader.
inline Booking gift(std::string id, Money amount, Date on = day("2026-11-03")) {
  Fact fact{
      .day = on, .text = "Beitrag", .postings = {debit(chart::kBank, amount), credit(chart::kOnceByReaders, amount)}};
  return {{"statement-line", std::move(id), "credit"}, std::move(fact)};
}

class BooksTest : public testing::TestWithParam<database::Engine> {
 protected:
  void SetUp() override {
    auto tx = database.write();
    lay_out_chart(tx, ilse, now).value();
    tx.commit();
  }

  database::Database open() {
    database::Options where = scratch.options();
    where.faults = plan;
    return scratch.open(all_migrations(), std::move(where));
  }

  /// In a transaction of its own, which is committed whatever comes of it.
  template <class Do>
  auto write(Do const& act) {
    auto tx = database.write();
    auto done = act(tx);
    tx.commit();
    return done;
  }
  Actor employ(std::string const& name, Roles roles) {
    return test::employ(database, name, roles, now);
  }

  Result<Booked> book(Booking const& booking, Actor const& actor = Actor::clock()) {
    return write([&](auto& tx) { return ledger::book(tx, actor, booking, now); });
  }
  TransactionId booked(Booking const& booking) { return book(booking).value().id; }
  Result<Closing> close(std::string_view which) {
    return write([&](auto& tx) { return close_month(tx, ilse, month(which), day("2027-06-01"), now); });
  }
  Result<CorrectionOutcome> propose(Correction const& correction, Actor const& actor) {
    return write([&](auto& tx) { return propose_correction(tx, actor, correction, rules, now); });
  }

  Money balance(AccountNumber account, std::string_view through = "2199-12-31") {
    auto tx = database.read();
    return sums(tx, account, day(through)).balance();
  }
  Transaction stored(TransactionId id) {
    auto tx = database.read();
    return transaction(tx, id).value();
  }
  std::vector<std::string> findings() {
    auto tx = database.read();
    return verify(tx);
  }

  Instant now = moment("2026-11-28T09:00:00Z");
  CorrectionRules rules{};
  std::shared_ptr<database::FaultPlan> plan = std::make_shared<database::FaultPlan>();
  allmende::test::ScratchDatabase scratch{GetParam()};
  database::Database database = open();
  Actor ilse = employ("Ilse", {Role::till});
  Actor kurt = employ("Kurt", {Role::till, Role::author});
  Actor ada = employ("Ada", {Role::administrator, Role::editor, Role::cooperative_office});
};

inline Code code_of(auto const& result) {
  EXPECT_FALSE(result.has_value()) << "not refused";
  return result ? Code::gone : result.error().code;
}

}  // namespace allmende::ledger::test
