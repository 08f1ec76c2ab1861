// What a bank tells, at random, in any order, told twice, with restarts and a disk that fails: the books are what the
// plainest reckoning says.

#include "banking/test_random.h"

namespace allmende::banking {
namespace {

using namespace banking::test;

class BankAtRandom : public BankTest {
 protected:
  Month some_month() {
    int const count = 2 + random.below(5);
    std::vector<c::AgreementId> givers;
    for (int i = 0; i < count; ++i) givers.push_back(give(debit_of("Anna Abend", kAnnas, euros(5 + random.below(3)))));
    c::Gift by_transfer = debit_of("Dora Dorn", kBens, euros(5));
    by_transfer.way = c::Way::transfer;
    c::AgreementId const dora = give(by_transfer);
    c::RunId const run = write([&](auto& tx) { return paper.collect(tx, "2026-12-04"); });
    std::vector<c::Attempt> attempts;
    std::vector<std::string> mandates;
    for (c::AgreementId id : givers) {
      attempts.push_back(attempt_of(id));
      mandates.push_back(mandate_of(id));
    }
    std::string const file = read([&](auto& tx) { return c::run(tx, run)->message_id().text(); });
    return Month(random, std::move(attempts), std::move(mandates), batch_of(run), reference_of(dora), file);
  }

  void break_something() {
    switch (random.below(3)) {
      case 0: return plan->fail_statement(1 + random.below(120));
      case 1: return plan->fail_commit();
      default: return plan->lose_commit();
    }
  }

  /// Whether it was taken in, or had been.
  bool tell(std::string const& bytes) {
    if (random.one_in(10)) database = open();
    if (random.one_in(3)) break_something();
    bool done = false;
    try {
      auto const told = import(bytes);
      if (told) done = true;
      else EXPECT_EQ(told.error().code, Code::conflict) << told.error().where << ": " << told.error().message;
    } catch (database::StatementFault const& fault) {
      EXPECT_TRUE(fault.state() == "plan" || fault.in_doubt()) << fault.what();
    }
    plan->forget();
    return done;
  }

  /// In any order; what is refused because something is missing before it comes again later.
  void tell_all(std::vector<ToldFile> files) {
    random.shuffle(files);
    for (int rounds = 0; !files.empty(); ++rounds) {
      ASSERT_LT(rounds, 200) << "it does not end";
      std::vector<ToldFile> left;
      for (ToldFile const& it : files) {
        if (!tell(it.bytes)) left.push_back(it);
        else if (random.one_in(5)) tell(it.bytes);
      }
      files = std::move(left);
    }
  }

  Expected found() {
    return {.bank = balance(chart::kBank), .clearing = balance(chart::kDebitClearing), .suspense = balance(chart::kSuspense),
            .income = balance(chart::kRegularByReaders), .returned = balance(chart::kReturned),
            .return_fees = balance(chart::kReturnFees), .bank_fees = balance(chart::kBankFees)};
  }

  /// money.md §3.3: 1 (all sums to zero) and 2 (the bank's account has the last closing balance) are looked at by the
  /// verify() of the ledger and ours; 3 (clearing) and 4 (one success an obligation) here; and that suspense is what its lines are.
  void expect_invariants() {
    expect_all_well();
    auto tx = database.read();
    database::Sql const clearing("test.clearing", "SELECT COALESCE(SUM(cents), 0) FROM attempt WHERE state = 'sealed'");
    EXPECT_EQ(ledger::sums(tx, chart::kDebitClearing, day("2199-12-31")).balance(), tx.one<Money>(clearing));
    database::Sql const twice("test.twice", R"(
        SELECT COUNT(*) FROM (SELECT obligation FROM attempt WHERE settled > returned GROUP BY obligation HAVING COUNT(*) > 1) x)");
    EXPECT_EQ(tx.one<std::int64_t>(twice), 0);
    database::Sql const suspense("test.suspense", R"(
        SELECT COALESCE(SUM(cents), 0) FROM bank_line WHERE state IN ('open', 'waiting', 'set_aside') AND entry IS NOT NULL)");
    EXPECT_EQ(minus(ledger::sums(tx, chart::kSuspense, day("2199-12-31")).balance()), euros(1000) + tx.one<Money>(suspense));
  }

  unsigned seed = std::random_device{}();
  Random random{seed};
};
ALLMENDE_ON_BOTH_ENGINES(BankAtRandom);

class BankOrder : public BankAtRandom {};
ALLMENDE_ON_BOTH_ENGINES(BankOrder);

// --gtest_repeat makes more of them, each by another seed.
TEST_P(BankAtRandom, has_by_invariant_7_the_same_books_in_any_order_of_arrival) {
  SCOPED_TRACE("seed " + std::to_string(seed));
  Month const month = some_month();
  tell_all(month.files());
  EXPECT_EQ(found(), month.expected());
  expect_invariants();
}

TEST_P(BankOrder, keeps_invariants_1_to_4_after_every_file) {
  SCOPED_TRACE("seed " + std::to_string(seed));
  Month const month = some_month();
  for (ToldFile const& it : month.files()) {
    while (!tell(it.bytes)) {
    }
    expect_invariants();
  }
  EXPECT_EQ(found(), month.expected());
}

}  // namespace
}  // namespace allmende::banking
