// The books are right after kill -9 at any statement, before any commit and right behind it: each is tried, none is
// left to chance. ALLMENDE_LEDGER_KILL_STEP (default 1; 5 on PostgreSQL) says that every so many-th statement is.

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

#include "ledger/test_work.h"

namespace allmende::ledger {
namespace {

using namespace ledger::test;
using database::Engine;
using database::FaultPlan;
using testing::IsEmpty;

class KillLedger : public testing::TestWithParam<Engine> {
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
      auto books = scratch.open(all_migrations(), options);
      plan->kill_instead();
      order(*plan);
      work.do_all(books);
      _exit(0);
    }
    int status = 0;
    waitpid(process, &status, 0);
    bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    EXPECT_TRUE(killed || (WIFEXITED(status) && WEXITSTATUS(status) == 0)) << "it ended in another way: " << status;
    return killed;
  }

  template <class Order>
  bool survives(std::string const& expected, Order const& order) {
    allmende::test::ScratchDatabase scratch(GetParam());
    Work const work = beginning.lay_into(scratch);
    bool killed = works_in_a_process_of_its_own(scratch, work, order);
    auto books = scratch.open(all_migrations());
    // A writer waits for the server's last words to whoever was killed.
    { auto tx = books.write(); }
    EXPECT_THAT(check(books, now), IsEmpty());
    EXPECT_THAT(books.integrity_check(), IsEmpty());
    work.do_all(books);
    EXPECT_EQ(whole_books(books, work.one), expected);
    return killed;
  }

  std::string uninterrupted() {
    allmende::test::ScratchDatabase scratch(GetParam());
    Work const work = beginning.lay_into(scratch);
    auto books = scratch.open(all_migrations());
    work.do_all(books);
    return whole_books(books, work.one);
  }

  int step() const {
    if (char const* given = std::getenv("ALLMENDE_LEDGER_KILL_STEP")) return std::atoi(given);
    return GetParam() == Engine::sqlite ? 1 : 5;
  }

  Instant now = moment("2026-11-28T09:00:00Z");
  Beginning beginning{GetParam(), now};
};
ALLMENDE_ON_BOTH_ENGINES(KillLedger);

TEST_P(KillLedger, at_every_statement_loses_nothing_and_books_nothing_twice) {
  std::string expected = uninterrupted();
  int n = 1;
  while (survives(expected, [&](FaultPlan& plan) { plan.fail_statement(n); }) && !HasFailure()) n += step();
  std::cout << "killed at each " << step() << ". of " << n << " statements\n";
  EXPECT_GT(n, 100);
}

TEST_P(KillLedger, before_every_commit_and_behind_it) {
  std::string expected = uninterrupted();
  int before = 1, behind = 1;
  while (survives(expected, [&](FaultPlan& plan) { plan.fail_commit(before); }) && !HasFailure()) ++before;
  while (survives(expected, [&](FaultPlan& plan) { plan.lose_commit(behind); }) && !HasFailure()) ++behind;
  EXPECT_EQ(before, 9);
  EXPECT_EQ(behind, 9);
}

}  // namespace
}  // namespace allmende::ledger
