// What a bank told is taken in once after kill -9 at any statement, before any commit and right behind it: each is tried,
// none is left to chance. ALLMENDE_BANKING_KILL_STEP (default 1; 17 on PostgreSQL) says that every so many-th statement is.

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

#include "banking/test_work.h"

namespace allmende::banking {
namespace {

using namespace banking::test;
using database::Engine;
using database::FaultPlan;
using testing::IsEmpty;

class KillImport : public testing::TestWithParam<Engine> {
 protected:
  /// Works until it is killed; whether it was.
  template <class Order>
  bool works_in_a_process_of_its_own(allmende::test::ScratchDatabase const& scratch, Work const& work, Order const& order) {
    pid_t const process = fork();
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
    bool const killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    EXPECT_TRUE(killed || (WIFEXITED(status) && WEXITSTATUS(status) == 0)) << "it ended in another way: " << status;
    return killed;
  }

  template <class Order>
  bool survives(std::string const& expected, Order const& order) {
    allmende::test::ScratchDatabase scratch(GetParam());
    Work const work = beginning.lay_into(scratch);
    bool const killed = works_in_a_process_of_its_own(scratch, work, order);
    auto database = scratch.open(all_migrations());
    // A writer waits for the server's last words to whoever was killed.
    { auto tx = database.write(); }
    EXPECT_THAT(findings(database), IsEmpty());
    EXPECT_THAT(database.integrity_check(), IsEmpty());
    work.do_all(database);
    EXPECT_EQ(whole(database, work), expected);
    return killed;
  }

  std::string uninterrupted() {
    allmende::test::ScratchDatabase scratch(GetParam());
    Work const work = beginning.lay_into(scratch);
    commits = work.commits();
    auto database = scratch.open(all_migrations());
    work.do_all(database);
    return whole(database, work);
  }

  int step() const {
    if (char const* given = std::getenv("ALLMENDE_BANKING_KILL_STEP")) return std::atoi(given);
    return GetParam() == Engine::sqlite ? 1 : 17;
  }

  Beginning beginning{GetParam()};
  int commits = 0;
};
ALLMENDE_ON_BOTH_ENGINES(KillImport);

TEST_P(KillImport, at_every_statement_loses_nothing_and_books_nothing_twice) {
  std::string const expected = uninterrupted();
  int n = 1;
  while (survives(expected, [&](FaultPlan& plan) { plan.fail_statement(n); }) && !HasFailure()) n += step();
  std::cout << "killed at each " << step() << ". of " << n << " statements\n";
  EXPECT_GT(n, 200);
}

TEST_P(KillImport, before_every_commit_and_behind_it) {
  std::string const expected = uninterrupted();
  int before = 1, behind = 1;
  while (survives(expected, [&](FaultPlan& plan) { plan.fail_commit(before); }) && !HasFailure()) ++before;
  while (survives(expected, [&](FaultPlan& plan) { plan.lose_commit(behind); }) && !HasFailure()) ++behind;
  EXPECT_EQ(before, commits + 1);
  EXPECT_EQ(behind, commits + 1);
}

}  // namespace
}  // namespace allmende::banking
