// What the database refuses by itself, whatever program asks: statements as a stranger would send them. F34.

#include "ledger/test_books.h"

namespace allmende::ledger {
namespace {

using namespace ledger::test;
using database::Engine;
using database::Sql;
using database::StatementFault;
using testing::IsEmpty;

class AppendOnly : public BooksTest {
 protected:
  void SetUp() override {
    BooksTest::SetUp();
    booked(gift("1", euros(5), day("2026-09-01")));
    booked(gift("2", euros(200), day("2026-10-01")));
    EXPECT_TRUE(propose({TransactionId(2), "doppelt"}, ilse));
    write([&](auto& tx) { return approve_correction(tx, kurt, ProposalId(1), now); }).value();
    Fact instead = gift("", euros(200)).fact;
    EXPECT_TRUE(propose({TransactionId(3), "doch nicht", instead}, ilse));
    EXPECT_TRUE(close("2026-08"));
    for (auto text : {"INSERT INTO ledger_halt (id, finding, at) VALUES (1, 'x', 0)",
                      "INSERT INTO ledger_release (halt, note, at, name) VALUES (1, 'x', 0, 'x')"}) {
      EXPECT_TRUE(is_taken(text)) << text;
    }
  }

  /// Whether a transaction of nothing but these statements stands.
  bool is_taken(std::vector<std::string> const& texts) {
    try {
      auto tx = database.write();
      for (auto const& text : texts) {
        Sql const sql("test.forged " + text, text);
        tx.run(sql);
      }
      tx.commit();
      return true;
    } catch (StatementFault const&) {
      return false;
    }
  }
  bool is_taken(char const* text) { return is_taken(std::vector<std::string>{text}); }

  static std::string entry(int transaction, int line, std::string const& account, int cents,
                           std::string const& on = "2026-11-03") {
    return "INSERT INTO ledger_entry (transaction_id, line, account, booked_on, currency, cents) VALUES (" +
           std::to_string(transaction) + ", " + std::to_string(line) + ", " + account + ", '" + on + "', 'EUR', " +
           std::to_string(cents) + ")";
  }
  static std::string row(int transaction, std::string const& source = "x", std::string const& on = "2026-11-03") {
    return "INSERT INTO ledger_transaction (id, source_type, source_id, source_kind, booked_on, day, value_day, text, "
           "at, name) "
           "VALUES (" +
           std::to_string(transaction) + ", 'test', '" + source + "', 'x', '" + on + "', '" + on + "', '" + on +
           "', 'x', 0, 'x')";
  }
};
ALLMENDE_ON_BOTH_ENGINES(AppendOnly);

TEST_P(AppendOnly, rows_are_neither_altered_nor_deleted) {
  struct Table {
    std::string name, column;
  };
  for (auto const& [name, column] :
       {Table{"ledger_entry", "cents"}, Table{"ledger_transaction", "at"}, Table{"ledger_closing", "at"},
        Table{"ledger_proposal", "at"}, Table{"ledger_proposed_entry", "cents"}, Table{"ledger_decision", "at"},
        Table{"ledger_halt", "at"}, Table{"ledger_release", "at"}}) {
    SCOPED_TRACE(name);
    Sql const count("test.count_forged " + name, "SELECT COUNT(*) FROM " + name);
    EXPECT_GT(database.read().one<int>(count), 0) << "an empty table refuses nothing";
    EXPECT_FALSE(is_taken({"UPDATE " + name + " SET " + column + " = " + column + " + 1"}));
    EXPECT_FALSE(is_taken({"DELETE FROM " + name}));
    if (GetParam() == Engine::postgres) {
      EXPECT_FALSE(is_taken({"TRUNCATE " + name + " CASCADE"}));
    } else {
      EXPECT_FALSE(is_taken({"INSERT OR REPLACE INTO " + name + " SELECT * FROM " + name}));
      EXPECT_FALSE(is_taken({"UPDATE OR REPLACE " + name + " SET " + column + " = 0"}));
    }
  }
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_P(AppendOnly, a_transaction_that_balances_is_taken) {
  EXPECT_TRUE(is_taken({entry(5, 1, "1200", 100), entry(5, 2, "4000", -100), row(5)}));
}

TEST_P(AppendOnly, a_transaction_that_does_not_balance_is_not) {
  EXPECT_FALSE(is_taken({entry(5, 1, "1200", 100), entry(5, 2, "4000", -99), row(5)}));
  EXPECT_FALSE(is_taken({row(5)})) << "no entries";
  EXPECT_FALSE(is_taken({entry(5, 1, "1200", 0), row(5)})) << "one entry";
  EXPECT_FALSE(is_taken({entry(5, 1, "1200", 100), entry(5, 2, "4000", -100, "2026-11-04"), row(5)})) << "another day";
}

TEST_P(AppendOnly, entries_do_not_come_alone_or_after_their_transaction) {
  EXPECT_FALSE(is_taken({entry(5, 1, "1200", 100), entry(5, 2, "4000", -100)})) << "without a transaction";
  EXPECT_FALSE(is_taken({entry(1, 3, "1200", 100, "2026-09-01"), entry(1, 4, "4000", -100, "2026-09-01")}));
}

TEST_P(AppendOnly, a_source_is_booked_once_and_a_number_given_once) {
  EXPECT_TRUE(is_taken({entry(5, 1, "1200", 100), entry(5, 2, "4000", -100), row(5, "a")}));
  EXPECT_FALSE(is_taken({entry(6, 1, "1200", 100), entry(6, 2, "4000", -100), row(6, "a")}));
  EXPECT_FALSE(is_taken({row(5, "b")}));
}

TEST_P(AppendOnly, nothing_comes_into_a_closed_month) {
  EXPECT_FALSE(is_taken(
      {entry(5, 1, "1200", 1, "2026-08-31"), entry(5, 2, "4000", -1, "2026-08-31"), row(5, "a", "2026-08-31")}));
  EXPECT_FALSE(is_taken(
      {entry(5, 1, "1200", 1, "2025-12-31"), entry(5, 2, "4000", -1, "2025-12-31"), row(5, "a", "2025-12-31")}));
  EXPECT_TRUE(is_taken(
      {entry(5, 1, "1200", 1, "2026-09-01"), entry(5, 2, "4000", -1, "2026-09-01"), row(5, "a", "2026-09-01")}));
}

TEST_P(AppendOnly, an_account_stays_what_it_is) {
  EXPECT_FALSE(is_taken("UPDATE ledger_account SET kind = 'expense' WHERE number = 4000"));
  EXPECT_FALSE(is_taken("UPDATE ledger_account SET number = 4001 WHERE number = 4020"));
  EXPECT_FALSE(is_taken("DELETE FROM ledger_account WHERE number = 1200")) << "entries refer to it";
  EXPECT_FALSE(is_taken({entry(5, 1, "1200", 100), entry(5, 2, "4711", -100), row(5)})) << "there is no such account";
  if (GetParam() == Engine::sqlite) {
    EXPECT_FALSE(
        is_taken("INSERT OR REPLACE INTO ledger_account (number, kind, name, closed) VALUES (4000, 'asset', 'x', 0)"));
  }
}

TEST_P(AppendOnly, books_go_from_one_engine_to_the_other_and_into_a_backup) {
  for (Engine engine : allmende::test::engines()) {
    allmende::test::ScratchDatabase elsewhere(engine);
    auto copy = elsewhere.open(all_migrations());
    EXPECT_TRUE(database.copy_into(copy));
    auto tx = copy.read();
    EXPECT_THAT(verify(tx), IsEmpty());
    EXPECT_EQ(transaction(tx, TransactionId(3)), stored(TransactionId(3)));
    EXPECT_EQ(sums(tx, chart::kBank, day("2026-12-31")).balance(), balance(chart::kBank));
  }
  auto file = scratch.folder() / "backup.sqlite";
  ASSERT_TRUE(database.backup_to(file));
  auto backup = database::Database::open({.where = file}, all_migrations()).value();
  EXPECT_THAT(check(backup, now), IsEmpty());
}

}  // namespace
}  // namespace allmende::ledger
