// Whatever statement or commit fails, nothing is half done, and doing the rest gives the same file, attempts and books.

#include "contributions/test_work.h"

namespace allmende::contributions {
namespace {

using namespace contributions::test;

class CollectionFaults : public testing::TestWithParam<database::Engine> {
 protected:
  /// A fresh till at which the work is interrupted as ordered; whether it was.
  template <class Order>
  bool interrupted(Order const& order) {
    allmende::test::ScratchDatabase fresh(GetParam());
    Work const work = beginning.lay_into(fresh);
    auto options = fresh.options();
    options.faults = plan;
    auto database = fresh.open(all_migrations(), options);
    order();
    bool was = true;
    try {
      work.do_all(database);
      was = plan->carried_out();
    } catch (database::StatementFault const& fault) {
      EXPECT_TRUE(fault.state() == "plan" || fault.in_doubt()) << fault.what();
    }
    plan->forget();
    EXPECT_EQ(work.disagreement(database), "");
    std::string const file = work.file(database);
    work.do_all(database);
    EXPECT_EQ(work.disagreement(database), "");
    EXPECT_EQ(work.outcome(database), Work::expected());
    if (!file.empty()) {
      EXPECT_EQ(work.file(database), file) << "what was sealed stays what it is";
    }
    return was;
  }

  std::shared_ptr<database::FaultPlan> plan = std::make_shared<database::FaultPlan>();
  Beginning beginning{GetParam()};
};
ALLMENDE_ON_BOTH_ENGINES(CollectionFaults);

TEST_P(CollectionFaults, F3_at_any_statement_leave_nothing_half_done) {
  int step = GetParam() == database::Engine::sqlite ? 1 : 17;  // making a schema of PostgreSQL takes its time
  int n = 1;
  while (interrupted([&] { plan->fail_statement(n); }) && !HasFailure()) n += step;
  std::cout << "failed at each " << step << ". of " << n << " statements\n";
  EXPECT_GT(n, 100);
}

TEST_P(CollectionFaults, F3_at_any_commit_leave_nothing_half_done) {
  int n = 1;
  while (interrupted([&] { plan->fail_commit(n); }) && !HasFailure()) ++n;
  EXPECT_EQ(n, Work::kSteps + 1);
}

TEST_P(CollectionFaults, F3_whose_commit_stands_though_its_answer_is_lost_are_known_when_it_is_done_again) {
  int n = 1;
  while (interrupted([&] { plan->lose_commit(n); }) && !HasFailure()) ++n;
  EXPECT_EQ(n, Work::kSteps + 1);
}

}  // namespace
}  // namespace allmende::contributions
