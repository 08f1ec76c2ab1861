// Books that somebody got at behind the ledger's back are found wrong, and stopped.

#include "ledger/test_books.h"

namespace allmende::ledger {
namespace {

using namespace ledger::test;
using database::Engine;
using database::Sql;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Verify : public BooksTest {
 protected:
  void SetUp() override {
    BooksTest::SetUp();
    booked(gift("1", euros(5), day("2026-09-03")));
    booked(gift("2", euros(500), day("2026-09-04")));
    close("2026-09").value();
    booked(gift("3", euros(7), day("2026-11-03")));
    propose({TransactionId(3), "Irrtum"}, ilse).value();
    EXPECT_THAT(findings(), IsEmpty());
  }

  void run(std::string const& text) {
    Sql const sql("test.tampered " + text, text);
    auto tx = database.write();
    tx.run(sql);
    tx.commit();
  }

  /// As somebody with the database's password: its guards are taken down.
  void tamper(std::string const& text) {
    if (GetParam() == Engine::postgres) {
      for (std::string table : {"ledger_entry", "ledger_transaction", "ledger_closing", "ledger_decision"}) {
        run("ALTER TABLE " + table + " DISABLE TRIGGER ALL");
      }
    } else {
      Sql const names("test.triggers", "SELECT name FROM sqlite_schema WHERE type = 'trigger'");
      for (auto const& name : database.read().all<std::string>(names)) run("DROP TRIGGER " + name);
    }
    run(text);
  }

  std::vector<std::string> after(std::string const& text) {
    tamper(text);
    return check(database, now);
  }
};
ALLMENDE_ON_BOTH_ENGINES(Verify);

TEST_P(Verify, finds_an_amount_that_was_altered) {
  EXPECT_THAT(
      after("UPDATE ledger_entry SET cents = cents + 1 WHERE transaction_id = 3 AND line = 1"),
      testing::IsSupersetOf({std::string("does not sum to zero: transaction 3"),
                             std::string("the sum that is kept is not that of the entries: account 1200 on 2026-11-03"),
                             std::string("the entries have another sum than what is kept: account 1200 on 2026-11-03"),
                             std::string("is not the opposite of what it corrects: transaction 4")}));
}

TEST_P(Verify, finds_amounts_that_were_altered_so_that_they_balance) {
  EXPECT_THAT(after("UPDATE ledger_entry SET cents = cents * 2 WHERE transaction_id = 1"),
              Contains("what was booked before 2026-09 was closed is not what was closed"));
}

TEST_P(Verify, finds_a_text_that_was_altered_in_a_closed_month) {
  EXPECT_THAT(after("UPDATE ledger_transaction SET text = 'Spende' WHERE id = 2"),
              ElementsAre("what was booked before 2026-09 was closed is not what was closed"));
}

TEST_P(Verify, finds_a_transaction_that_is_gone) {
  tamper("DELETE FROM ledger_entry WHERE transaction_id IN (2, 4)");
  EXPECT_THAT(after("DELETE FROM ledger_transaction WHERE id = 2"),
              testing::IsSupersetOf({std::string("transactions are missing: 1"),
                                     std::string("has not all of its entries: transaction 4")}));
}

TEST_P(Verify, finds_entries_of_another_day_than_their_transaction) {
  EXPECT_THAT(after("UPDATE ledger_entry SET booked_on = '2026-11-04' WHERE transaction_id = 3 AND line = 2"),
              Contains("has entries without it, or of another day: transaction 3"));
}

TEST_P(Verify, finds_sums_that_are_not_those_of_the_entries) {
  EXPECT_THAT(after("UPDATE ledger_day SET credit = credit + 1 WHERE account = 1200"),
              Contains(HasSubstr("the sum that is kept is not that of the entries: account 1200")));
}

TEST_P(Verify, finds_what_was_booked_into_a_closed_month) {
  tamper("UPDATE ledger_entry SET booked_on = '2026-09-30' WHERE transaction_id = 3");
  EXPECT_THAT(after("UPDATE ledger_transaction SET booked_on = '2026-09-30' WHERE id = 3"),
              Contains("was booked into a month that was closed: transaction 3"));
}

TEST_P(Verify, finds_a_proposal_that_one_person_approved_alone) {
  propose({TransactionId(2), "Irrtum"}, ilse).value();
  EXPECT_THAT(after("INSERT INTO ledger_decision (proposal, approved, at, person, name) "
                    "SELECT id, 1, 0, person, name FROM ledger_proposal"),
              ElementsAre("was not approved by a second person: proposal 1"));
}

TEST_P(Verify, names_ten_of_a_kind) {
  for (int i = 0; i < 12; ++i) booked(gift("more" + std::to_string(i), euros(1)));
  EXPECT_THAT(after("UPDATE ledger_entry SET cents = cents + 1 WHERE transaction_id > 4 AND line = 1"),
              testing::SizeIs(testing::Le(22u)));
}

TEST_P(Verify, stops_the_books_until_they_are_repaired_and_released) {
  auto free = [&](Actor const& actor) {
    return write([&](auto& tx) { return release(tx, actor, "Sicherung eingespielt", now); });
  };
  EXPECT_EQ(code_of(free(ilse)), Code::conflict) << "they are not stopped";
  tamper("UPDATE ledger_day SET credit = credit + 1 WHERE account = 4000");
  EXPECT_TRUE(book(gift("4", euros(1)))) << "nobody has looked yet";
  check(database, now);
  check(database, now);
  for (auto const& refused : {book(gift("5", euros(1))), book(gift("1", euros(5), day("2026-09-03")))}) {
    EXPECT_EQ(code_of(refused), Code::conflict);
    EXPECT_THAT(refused.error().message, HasSubstr("stopped"));
  }
  EXPECT_EQ(code_of(close("2026-11")), Code::conflict);
  EXPECT_EQ(code_of(propose({TransactionId(1), "Irrtum"}, ilse)), Code::conflict);
  EXPECT_EQ(code_of(free(ilse)), Code::conflict) << "it is wrong still";
  run("UPDATE ledger_day SET credit = credit - 1 WHERE account = 4000");
  EXPECT_EQ(code_of(book(gift("5", euros(1)))), Code::conflict) << "repaired, and not released";
  EXPECT_EQ(code_of(free(ada)), Code::forbidden);
  EXPECT_TRUE(free(ilse));
  EXPECT_TRUE(book(gift("5", euros(1))));
}

TEST_P(Verify, leaves_sound_books_alone) {
  EXPECT_THAT(check(database, now), IsEmpty());
  auto tx = database.read();
  EXPECT_EQ(stopped(tx), std::nullopt);
}

}  // namespace
}  // namespace allmende::ledger
