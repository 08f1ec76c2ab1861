// A collection is right after kill -9 at any statement, before any commit and right behind it: each is tried, none is
// left to chance. ALLMENDE_COLLECTION_KILL_STEP (default 1; 17 on PostgreSQL) says that every so many-th statement is.

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

#include "contributions/test_work.h"

namespace allmende::contributions {
namespace {

using namespace contributions::test;
using database::Engine;
using database::FaultPlan;
using testing::IsEmpty;

class KillCollection : public testing::TestWithParam<Engine> {
 protected:
  /// Works until it is killed; whether it was.
  template <class Order>
  bool works_in_a_process_of_its_own(allmende::test::ScratchDatabase const& scratch, Work const& work,
                                     Order const& order) {
    pid_t process = fork();
    if (process == 0) {
      auto plan = std::make_shared<FaultPlan>();
      auto options = scratch.options();
      options.faults = plan;
      auto database = scratch.open(all_migrations(), options);
      plan->kill_instead();
      order(*plan);
      work.do_all(database);
      _exit(0);
    }
    int status = 0;
    waitpid(process, &status, 0);
    bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    EXPECT_TRUE(killed || (WIFEXITED(status) && WEXITSTATUS(status) == 0)) << "it ended in another way: " << status;
    return killed;
  }

  template <class Order>
  bool survives(Order const& order) {
    allmende::test::ScratchDatabase scratch(GetParam());
    Work const work = beginning.lay_into(scratch);
    bool killed = works_in_a_process_of_its_own(scratch, work, order);
    auto database = scratch.open(all_migrations());
    // A writer waits for the server's last words to whoever was killed.
    { auto tx = database.write(); }
    EXPECT_EQ(work.disagreement(database), "");
    EXPECT_THAT(database.integrity_check(), IsEmpty());
    std::string const file = work.file(database);
    work.do_all(database);
    EXPECT_EQ(work.disagreement(database), "");
    EXPECT_EQ(work.outcome(database), Work::expected());
    if (!file.empty()) {
      EXPECT_EQ(work.file(database), file) << "another file than was sealed";
    }
    return killed;
  }

  int step() const {
    if (char const* given = std::getenv("ALLMENDE_COLLECTION_KILL_STEP")) return std::atoi(given);
    return GetParam() == Engine::sqlite ? 1 : 17;
  }

  Beginning beginning{GetParam()};
};
ALLMENDE_ON_BOTH_ENGINES(KillCollection);

TEST_P(KillCollection, F3_at_every_statement_loses_nothing_and_collects_nothing_twice) {
  int n = 1;
  while (survives([&](FaultPlan& plan) { plan.fail_statement(n); }) && !HasFailure()) n += step();
  std::cout << "killed at each " << step() << ". of " << n << " statements\n";
  EXPECT_GT(n, 100);
}

TEST_P(KillCollection, F3_before_every_commit_and_behind_it) {
  int before = 1, behind = 1;
  while (survives([&](FaultPlan& plan) { plan.fail_commit(before); }) && !HasFailure()) ++before;
  while (survives([&](FaultPlan& plan) { plan.lose_commit(behind); }) && !HasFailure()) ++behind;
  EXPECT_EQ(before, Work::kSteps + 1);
  EXPECT_EQ(behind, Work::kSteps + 1);
}

}  // namespace
}  // namespace allmende::contributions
