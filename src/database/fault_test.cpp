#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <map>
#include <random>

#include "database/database.h"
#include "tests/support/scratch_database.h"

namespace allmende::database {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Migration const kPages = Migration::of("0002_pages.sql", R"(
CREATE TABLE page (number BIGINT PRIMARY KEY, text TEXT NOT NULL);
)");

Sql const kPut{"test.put_page", R"(
    INSERT INTO page (number, text) VALUES (:number, :text)
    ON CONFLICT (number) DO UPDATE SET text = excluded.text)"};
Sql const kInsert{"test.insert_page", "INSERT INTO page (number, text) VALUES (:number, :text)"};
Sql const kErase{"test.erase_page", "DELETE FROM page WHERE number = :number"};
Sql const kAllPages{"test.pages", "SELECT number, text FROM page ORDER BY number"};
Sql const kGet{"test.get_page", "SELECT text FROM page WHERE number = :number"};

using Model = std::map<std::int64_t, std::string>;

Model content(Database& database) {
  Model model;
  database.read().each<std::int64_t, std::string>(
      kAllPages, [&](std::int64_t number, std::string text) { model[number] = std::move(text); });
  return model;
}

class Faults : public testing::TestWithParam<Engine> {
 protected:
  Database open() {
    Options options = scratch.options();
    options.faults = plan;
    return scratch.open({kPages}, std::move(options));
  }

  std::shared_ptr<FaultPlan> plan = std::make_shared<FaultPlan>();
  test::ScratchDatabase scratch{GetParam()};
  Database database = open();
};
ALLMENDE_ON_BOTH_ENGINES(Faults);

TEST_P(Faults, whichever_statement_fails_nothing_is_half_done) {
  int tried = 0;
  for (;; ++tried) {
    plan->fail_statement(tried + 1);
    try {
      WriteTx tx = database.write();
      tx.run(kInsert, 1, "one");
      tx.run(kInsert, 2, "two");
      tx.record_change("page", "1");
      tx.commit();
    } catch (StatementFault const& fault) {
      EXPECT_EQ(fault.state(), "plan");
      EXPECT_THAT(content(database), IsEmpty());
      EXPECT_EQ(database.read().last_change(), Sequence(0));
    }
    if (!plan->carried_out()) break;
  }
  plan->forget();
  EXPECT_EQ(tried, 3) << "each of the three was tried";
  EXPECT_EQ(content(database).size(), 2u);
}

TEST_P(Faults, a_statement_fails_by_its_name) {
  plan->fail_statement("test.erase_page");
  WriteTx tx = database.write();
  tx.run(kInsert, 1, "one");
  EXPECT_THROW(tx.run(kErase, 1), StatementFault);
  EXPECT_TRUE(plan->carried_out());
}

TEST_P(Faults, a_commit_that_fails_is_undone_and_no_doubt_is_left) {
  plan->fail_commit();
  WriteTx tx = database.write();
  tx.run(kInsert, 1, "one");
  try {
    tx.commit();
    FAIL() << "no fault";
  } catch (StatementFault const& fault) {
    EXPECT_FALSE(fault.in_doubt());
  }
  EXPECT_THAT(content(database), IsEmpty());
}

TEST_P(Faults, a_commit_whose_answer_is_lost_is_in_doubt_and_not_to_be_repeated) {
  plan->lose_commit();
  {
    WriteTx tx = database.write();
    tx.run(kInsert, 1, "one");
    try {
      tx.commit();
      FAIL() << "no fault";
    } catch (StatementFault const& fault) {
      EXPECT_TRUE(fault.in_doubt());
      EXPECT_FALSE(fault.retryable());
    }
  }
  EXPECT_EQ(content(database).size(), 1u);
}

/// In a process of its own, which writes a page with this order; whether it was killed.
bool is_killed(test::ScratchDatabase const& scratch, std::int64_t page, void (*order)(FaultPlan&)) {
  pid_t process = fork();
  if (process == 0) {
    Options options = scratch.options();
    options.faults = std::make_shared<FaultPlan>();
    Database own = scratch.open({kPages}, options);
    options.faults->kill_instead();
    order(*options.faults);
    WriteTx tx = own.write();
    tx.run(kInsert, page, "text");
    tx.commit();
    _exit(0);
  }
  int status = 0;
  waitpid(process, &status, 0);
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

TEST_P(Faults, kill_the_process_when_they_are_told_to) {
  test::ScratchDatabase fresh(GetParam());
  EXPECT_TRUE(is_killed(fresh, 1, [](FaultPlan& it) { it.fail_statement(); }));
  EXPECT_TRUE(is_killed(fresh, 2, [](FaultPlan& it) { it.fail_commit(); }));
  EXPECT_TRUE(is_killed(fresh, 3, [](FaultPlan& it) { it.lose_commit(); }));
  EXPECT_FALSE(is_killed(fresh, 4, [](FaultPlan&) {}));
  Database after = fresh.open({kPages});
  EXPECT_THAT(content(after), ElementsAre(testing::Pair(3, "text"), testing::Pair(4, "text")));
}

TEST_P(Faults, a_connection_that_ended_while_idle_is_nobodys_business) {
  if (GetParam() == Engine::sqlite) GTEST_SKIP() << "a file does not hang up";
  Sql const who("test.who", "SELECT pg_backend_pid()");
  Sql const end("test.end", "SELECT CAST(pg_terminate_backend(CAST(:pid AS INTEGER)) AS TEXT)");
  int reader = database.read().one<int>(who);
  int writer = database.write().one<int>(who);
  Database other = open();
  for (int connection : {reader, writer}) other.read().one<std::string>(end, connection);
  EXPECT_THAT(content(database), IsEmpty());
  EXPECT_NO_THROW(database.write());
}

TEST_P(Faults, a_connection_lost_within_a_transaction_is_retryable_and_at_commit_in_doubt) {
  if (GetParam() == Engine::sqlite) GTEST_SKIP() << "a file does not hang up";
  Sql const who("test.who", "SELECT pg_backend_pid()");
  Sql const end("test.end", "SELECT CAST(pg_terminate_backend(CAST(:pid AS INTEGER)) AS TEXT)");
  auto lose = [&](WriteTx& tx) { database.read().one<std::string>(end, tx.one<int>(who)); };
  try {
    WriteTx tx = database.write();
    lose(tx);
    tx.run(kInsert, 1, "one");
    FAIL() << "no fault";
  } catch (StatementFault const& fault) {
    EXPECT_TRUE(fault.connection_lost());
    EXPECT_TRUE(fault.retryable());
  }
  try {
    WriteTx tx = database.write();
    tx.run(kInsert, 1, "one");
    lose(tx);
    tx.commit();
    FAIL() << "no fault";
  } catch (StatementFault const& fault) {
    EXPECT_TRUE(fault.in_doubt());
    EXPECT_FALSE(fault.retryable());
  }
  WriteTx tx = database.write();
  tx.run(kInsert, 1, "one");
  EXPECT_NO_THROW(tx.commit());
}

int below(std::mt19937& random, int limit) {
  return static_cast<int>(random() % static_cast<unsigned>(limit));
}

/// Writes or erases one page; one time in four it is undone.
void random_step(std::mt19937& random, WriteTx& tx, Model& model, std::int64_t number,
                 std::string const& text) {
  Savepoint savepoint = tx.savepoint();
  Model next = model;
  if (below(random, 3) == 0) {
    EXPECT_EQ(tx.run(kErase, number), static_cast<int>(next.erase(number)));
  } else {
    EXPECT_EQ(tx.run(kPut, number, text), 1);
    next[number] = text;
  }
  if (below(random, 4) == 0) return;
  savepoint.keep();
  model = next;
}

/// One transaction of some random steps; some fail, some are undone, and the model follows.
void random_transaction(std::mt19937& random, Database& database, FaultPlan& plan, Model& model) {
  auto pick = [&](int limit) { return below(random, limit); };
  Model next = model;
  if (pick(6) == 0) plan.fail_statement(1 + pick(6));
  if (pick(12) == 0) plan.fail_commit();
  if (pick(12) == 0) plan.lose_commit();
  try {
    WriteTx tx = database.write();
    for (int step = pick(6); step >= 0; --step) {
      std::int64_t number = pick(12);
      std::string text(static_cast<std::size_t>(pick(2000)), static_cast<char>('a' + pick(26)));
      random_step(random, tx, next, number, text);
      auto found = tx.maybe<std::string>(kGet, number);
      EXPECT_EQ(found.has_value(), next.contains(number));
    }
    if (pick(5) == 0) return;
    tx.commit();
    model = next;
  } catch (StatementFault const& fault) {
    EXPECT_EQ(fault.state(), "plan");
    if (fault.in_doubt()) model = next;
  }
}

TEST_P(Faults, the_database_is_what_a_simple_model_says_through_faults_and_restarts) {
  std::mt19937 random(20261121);
  Model model;
  for (int round = 0; round < 300; ++round) {
    random_transaction(random, database, *plan, model);
    plan->forget();
    if (round % 50 == 49) database = open();
    ASSERT_EQ(content(database), model) << "round " << round;
  }
  EXPECT_EQ(content(database), model);
  EXPECT_THAT(database.integrity_check(), IsEmpty());
}

}  // namespace
}  // namespace allmende::database
