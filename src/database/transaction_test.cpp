#include <gmock/gmock.h>

#include "database/database.h"
#include "database/test_berths.h"

namespace allmende::database {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Transactions : public OnBerths {};
ALLMENDE_ON_BOTH_ENGINES(Transactions);

TEST_P(Transactions, what_is_committed_stays) {
  insert("Nordkai");
  EXPECT_THAT(names(), ElementsAre("Nordkai"));
}

TEST_P(Transactions, leaving_the_scope_undoes) {
  {
    WriteTx tx = database.write();
    insert(tx, "Nordkai");
    EXPECT_EQ(tx.one<int>(kCount), 1) << "the writer sees what it wrote";
  }
  EXPECT_THAT(names(), IsEmpty());
}

TEST_P(Transactions, an_exception_undoes) {
  auto work = [&] {
    WriteTx tx = database.write();
    insert(tx, "Nordkai");
    throw Fault("the roof is on fire");
  };
  EXPECT_THROW(work(), Fault);
  EXPECT_THAT(names(), IsEmpty());
}

TEST_P(Transactions, a_reader_sees_one_state_while_others_write) {
  insert("Nordkai");
  ReadTx reader = database.read();
  EXPECT_THAT(reader.all<std::string>(kNames), ElementsAre("Nordkai"));
  insert("Südkai");
  EXPECT_THAT(reader.all<std::string>(kNames), ElementsAre("Nordkai"));
  EXPECT_EQ(reader.one<int>(kCount), 1);
  EXPECT_THAT(names(), ElementsAre("Nordkai", "Südkai"));
}

template <class Tx>
concept CanRun = requires(Tx& tx, Sql const& sql) { tx.run(sql); };
template <class Tx>
concept CanCommit = requires(Tx& tx) { tx.commit(); };
static_assert(!CanRun<ReadTx> && !CanCommit<ReadTx>, "a read transaction cannot write");
static_assert(CanRun<WriteTx> && CanCommit<WriteTx>);

TEST_P(Transactions, the_engine_refuses_a_reader_that_writes_by_returning) {
  ReadTx reader = database.read();
  EXPECT_THROW(reader.one<BerthId>(kInsert, "Nordkai", 1, "x"), StatementFault);
  EXPECT_THAT(names(), IsEmpty());
}

TEST_P(Transactions, violations_are_told_apart_by_code) {
  insert("Nordkai");
  auto fault_of = [&](auto call) {
    WriteTx tx = database.write();
    try {
      call(tx);
    } catch (StatementFault const& fault) {
      return fault;
    }
    throw std::logic_error("no fault");
  };
  auto unique = fault_of([&](WriteTx& tx) { insert(tx, "Nordkai"); });
  EXPECT_TRUE(unique.unique_violation());
  EXPECT_FALSE(unique.foreign_key_violation());
  EXPECT_FALSE(unique.retryable());
  EXPECT_FALSE(unique.in_doubt());
  EXPECT_EQ(unique.statement(), "test.insert_berth_plain");
  EXPECT_EQ(unique.state(), GetParam() == Engine::postgres ? "23505" : "2067");
  EXPECT_THAT(unique.what(), testing::Not(testing::HasSubstr("Nordkai"))) << "no value in the log";

  auto reference = fault_of([&](WriteTx& tx) {
    tx.run(kInsertShip, "Hedwig", BerthId(77));
    tx.commit();
  });
  EXPECT_TRUE(reference.foreign_key_violation());
  EXPECT_FALSE(reference.unique_violation());

  auto null = fault_of([&](WriteTx& tx) { tx.run(kInsertPlain, std::nullopt); });
  EXPECT_FALSE(null.unique_violation());
  EXPECT_FALSE(null.foreign_key_violation());
}

TEST_P(Transactions, a_failed_statement_spoils_its_transaction) {
  insert("Nordkai");
  WriteTx tx = database.write();
  insert(tx, "Südkai");
  EXPECT_THROW(insert(tx, "Nordkai"), StatementFault);
  try {
    insert(tx, "Westkai");
    FAIL() << "went on";
  } catch (StatementFault const& fault) {
    EXPECT_EQ(fault.state(), "spoilt");
  }
  EXPECT_THROW(tx.commit(), StatementFault);
}

TEST_P(Transactions, a_savepoint_undoes_only_itself) {
  WriteTx tx = database.write();
  for (auto name : {"Nordkai", "Südkai", "Nordkai", "Westkai", "Südkai", "Ostkai"}) {
    try {
      Savepoint savepoint = tx.savepoint();
      insert(tx, name);
      savepoint.keep();
    } catch (StatementFault const& fault) {
      ASSERT_TRUE(fault.unique_violation());
    }
  }
  tx.commit();
  EXPECT_THAT(names(), ElementsAre("Nordkai", "Ostkai", "Südkai", "Westkai"));
}

TEST_P(Transactions, savepoints_nest) {
  WriteTx tx = database.write();
  {
    Savepoint outer = tx.savepoint();
    insert(tx, "Nordkai");
    {
      Savepoint inner = tx.savepoint();
      insert(tx, "Südkai");
    }
    EXPECT_THROW(
        {
          Savepoint inner = tx.savepoint();
          insert(tx, "Nordkai");
        },
        StatementFault);
    insert(tx, "Westkai");
    outer.keep();
  }
  tx.commit();
  EXPECT_THAT(names(), ElementsAre("Nordkai", "Westkai"));
}

TEST_P(Transactions, nothing_happens_after_the_commit) {
  WriteTx tx = database.write();
  insert(tx, "Nordkai");
  tx.commit();
  EXPECT_THROW(insert(tx, "Südkai"), Bug);
  EXPECT_THROW(tx.commit(), Bug);
}

TEST_P(Transactions, the_second_writer_waits_and_then_gives_up_with_a_retryable_fault) {
  auto impatient = scratch.options();
  impatient.patience = std::chrono::milliseconds(60);
  Database impatient_one = scratch.open({kBerths}, impatient);
  Database in_another_process = scratch.open({kBerths}, impatient);
  auto gives_up = [](Database& where) {
    try {
      where.write();
      return false;
    } catch (StatementFault const& fault) {
      return fault.retryable();
    }
  };
  {
    WriteTx first = impatient_one.write();
    EXPECT_TRUE(gives_up(impatient_one));
    EXPECT_TRUE(gives_up(in_another_process));
    EXPECT_EQ(in_another_process.read().one<int>(kCount), 0) << "readers do not wait";
  }
  EXPECT_FALSE(gives_up(impatient_one));
  EXPECT_FALSE(gives_up(in_another_process));
}

}  // namespace
}  // namespace allmende::database
