// Whatever statement or commit fails, nothing is half done, and doing the rest gives the same books.

#include "banking/test_work.h"

namespace allmende::banking {
namespace {

using namespace banking::test;
using testing::IsEmpty;

class BankFaults : public testing::TestWithParam<database::Engine> {
 protected:
  /// A fresh paper, in which the work is interrupted as ordered; whether it was.
  template <class Order>
  bool interrupted(Order const& order, std::string const& expected) {
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
    EXPECT_THAT(findings(database), IsEmpty());
    work.do_all(database);
    EXPECT_EQ(whole(database, work), expected);
    return was;
  }

  std::string uninterrupted() {
    allmende::test::ScratchDatabase fresh(GetParam());
    Work const work = beginning.lay_into(fresh);
    commits = work.commits();
    auto database = fresh.open(all_migrations());
    work.do_all(database);
    EXPECT_THAT(findings(database), IsEmpty());
    return whole(database, work);
  }

  std::shared_ptr<database::FaultPlan> plan = std::make_shared<database::FaultPlan>();
  Beginning beginning{GetParam()};
  int commits = 0;
};
ALLMENDE_ON_BOTH_ENGINES(BankFaults);

TEST_P(BankFaults, at_any_statement_leave_nothing_half_done) {
  std::string const expected = uninterrupted();
  int const step = GetParam() == database::Engine::sqlite ? 1 : 17;  // making a schema of PostgreSQL takes its time
  int n = 1;
  while (interrupted([&] { plan->fail_statement(n); }, expected) && !HasFailure()) n += step;
  EXPECT_GT(n, 200) << "the work has fewer statements than that";
}

TEST_P(BankFaults, at_any_commit_leave_nothing_half_done) {
  std::string const expected = uninterrupted();
  int n = 1;
  while (interrupted([&] { plan->fail_commit(n); }, expected) && !HasFailure()) ++n;
  EXPECT_EQ(n, commits + 1);
}

TEST_P(BankFaults, whose_commit_stands_though_its_answer_is_lost_are_known_when_it_is_done_again) {
  std::string const expected = uninterrupted();
  int n = 1;
  while (interrupted([&] { plan->lose_commit(n); }, expected) && !HasFailure()) ++n;
  EXPECT_EQ(n, commits + 1);
}

}  // namespace
}  // namespace allmende::banking
