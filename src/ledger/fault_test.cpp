// Whatever statement or commit fails, nothing is half done, and doing the rest gives the same books.

#include "ledger/test_work.h"

namespace allmende::ledger {
namespace {

using namespace ledger::test;
using testing::IsEmpty;

class LedgerFaults : public testing::TestWithParam<database::Engine> {
 protected:
  /// Fresh books, in which the work is interrupted as ordered; whether it was.
  template <class Order>
  bool interrupted(Order const& order, std::string const& expected) {
    allmende::test::ScratchDatabase fresh(GetParam());
    Work const work = beginning.lay_into(fresh);
    auto options = fresh.options();
    options.faults = plan;
    auto books = fresh.open(all_migrations(), options);
    order();
    bool was = true;
    try {
      work.do_all(books);
      was = plan->carried_out();
    } catch (database::StatementFault const& fault) {
      EXPECT_TRUE(fault.state() == "plan" || fault.in_doubt());
    }
    plan->forget();
    EXPECT_THAT(check(books, now), IsEmpty());
    work.do_all(books);
    EXPECT_EQ(whole_books(books, work.one), expected);
    return was;
  }

  std::string uninterrupted() {
    allmende::test::ScratchDatabase fresh(GetParam());
    Work const work = beginning.lay_into(fresh);
    auto books = fresh.open(all_migrations());
    work.do_all(books);
    EXPECT_THAT(check(books, now), IsEmpty());
    return whole_books(books, work.one);
  }

  Instant now = moment("2026-11-28T09:00:00Z");
  std::shared_ptr<database::FaultPlan> plan = std::make_shared<database::FaultPlan>();
  Beginning beginning{GetParam(), now};
};
ALLMENDE_ON_BOTH_ENGINES(LedgerFaults);

TEST_P(LedgerFaults, at_any_statement_leave_nothing_half_done) {
  std::string expected = uninterrupted();
  int step = GetParam() == database::Engine::sqlite ? 1 : 7;  // making a schema of PostgreSQL takes its time
  int n = 1;
  while (interrupted([&] { plan->fail_statement(n); }, expected) && !HasFailure()) n += step;
  EXPECT_GT(n, 100) << "the work has fewer statements than that";
}

TEST_P(LedgerFaults, at_any_commit_leave_nothing_half_done) {
  std::string expected = uninterrupted();
  int n = 1;
  while (interrupted([&] { plan->fail_commit(n); }, expected) && !HasFailure()) ++n;
  EXPECT_EQ(n, 9);
}

TEST_P(LedgerFaults, whose_commit_stands_though_its_answer_is_lost_are_known_when_it_is_done_again) {
  std::string expected = uninterrupted();
  int n = 1;
  while (interrupted([&] { plan->lose_commit(n); }, expected) && !HasFailure()) ++n;
  EXPECT_EQ(n, 9);
}

}  // namespace
}  // namespace allmende::ledger
