// The database itself refuses to alter what was sealed, tried, paid or told.

#include "contributions/test_till.h"

namespace allmende::contributions {
namespace {

using namespace contributions::test;
using database::Sql;
using database::StatementFault;

class Guards : public TillTest {
 protected:
  void refused(std::string const& text) {
    Sql sql("test.forbidden statement", text);
    auto tx = database.write();
    EXPECT_THROW(tx.run(sql), StatementFault) << text;
  }
  void taken(std::string const& text) {
    Sql sql("test.allowed statement", text);
    auto tx = database.write();
    EXPECT_NO_THROW(tx.run(sql)) << text;
  }
  void SetUp() override {
    TillTest::SetUp();
    id = give();
    AgreementId other = give(debit_gift(euros(5)));
    RunId which = collected("2026-12-01");
    file_of(which);
    settle_it(newest(id).id, euros(10), "1").value();
    settle_it(newest(other).id, euros(5), "2").value();
    return_it(newest(other).id, "AC04", euros(5), "3").value();
  }
  AgreementId id{0};
};
ALLMENDE_ON_BOTH_ENGINES(Guards);

TEST_P(Guards, F3_keep_a_sealed_file_as_it_is) {
  refused("UPDATE collection_file SET sha256 = 'x'");
  refused("DELETE FROM collection_file");
  refused("UPDATE collection_part SET text = 'x'");
  refused("DELETE FROM collection_part");
  refused("INSERT INTO collection_part (run, n, text) VALUES (1, 99, 'x')");
  refused("DELETE FROM collection_download");
  refused("UPDATE collection_run SET state = 'open'");
  refused("UPDATE collection_run SET tag = 'x'");
  refused("DELETE FROM collection_run");
}

TEST_P(Guards, keep_an_attempt_what_it_was_and_let_it_go_forward_only) {
  for (char const* what : {"end_to_end_id = 'x'", "cents = 1", "due = '2027-01-01'", "obligation = 2", "run = NULL",
                           "account = 2", "mandate = 2", "n = 7", "state = 'sealed'", "state = 'planned'",
                           "state = 'voided'", "settled = 0", "returned = 9999999"}) {
    refused(std::string("UPDATE attempt SET ") + what + " WHERE agreement = 1");
  }
  refused("UPDATE attempt SET state = 'settled' WHERE state = 'returned'");
  refused("DELETE FROM attempt");
  refused(
      "INSERT INTO attempt (id, obligation, agreement, n, end_to_end_id, cents, due, state, settled, returned, reason) "
      "VALUES (99, 1, 1, 2, 'twin', 1000, '2026-12-01', 'planned', 0, 0, '')");
}

TEST_P(Guards, F5_owe_a_period_once) {
  refused(
      "INSERT INTO obligation (id, agreement, period, nominal, state, not_before, retries) "
      "VALUES (99, 1, '2026-12', '2026-12-01', 'open', '2026-12-01', 0)");
  refused("UPDATE obligation SET period = '2027-01'");
  refused("UPDATE obligation SET nominal = '2026-12-02'");
  refused("DELETE FROM obligation");
}

TEST_P(Guards, F34_keep_what_was_paid_and_returned) {
  for (char const* table : {"payment", "payment_return"}) {
    refused(std::string("UPDATE ") + table + " SET cents = 1");
    refused(std::string("DELETE FROM ") + table);
  }
  refused("UPDATE agreement_event SET detail = 'x'");
  refused("DELETE FROM agreement_event");
}

TEST_P(Guards, F9_F32_keep_a_mandate_with_its_agreement_and_an_account_with_its_mandate) {
  for (char const* what : {"agreement = 2", "reference = 'x'", "creditor = 'x'", "signed_on = '2020-01-01'"}) {
    refused(std::string("UPDATE mandate SET ") + what + " WHERE id = 1");
  }
  refused("DELETE FROM mandate");
  refused("UPDATE mandate_account SET mandate = 2 WHERE id = 1");
  refused("UPDATE mandate_account SET account = 'x' WHERE id = 1");
  refused("DELETE FROM mandate_account");
  taken("UPDATE mandate_account SET account = '', iban_index = '', evidence = '' WHERE id = 1");
  refused("UPDATE agreement SET reference = 'x' WHERE id = 1");
  refused("UPDATE agreement SET giver = 2 WHERE id = 1");
  refused("DELETE FROM agreement");
}

TEST_P(Guards, F30_say_one_thing_of_an_event_once) {
  refused(
      "INSERT INTO giver_message (id, event, template, agreement, by_mail, state, since) "
      "VALUES (99, 'attempt-1', 'thanks', 1, 1, 'waiting', 0)");
  refused("UPDATE giver_message SET event = 'x'");
  refused("DELETE FROM giver_message");
}

TEST_P(Guards, let_an_agreement_end_once) {
  write([&](auto& tx) { return end(tx, ilse, till, id, now).has_value(); });
  refused("UPDATE agreement SET state = 'active' WHERE id = 1");
}

TEST_P(Guards, replace_nothing_either) {
  if (GetParam() == database::Engine::postgres) return;
  refused(
      "INSERT OR REPLACE INTO collection_file SELECT run, message_id, 'x', bytes, parts, debits, cents, sealed_at, "
      "person, name "
      "FROM collection_file");
  refused("INSERT OR REPLACE INTO attempt SELECT * FROM attempt");
  refused("INSERT OR REPLACE INTO payment SELECT * FROM payment");
  refused("INSERT OR REPLACE INTO mandate SELECT * FROM mandate");
  refused("INSERT OR REPLACE INTO obligation SELECT * FROM obligation");
  refused("INSERT OR REPLACE INTO agreement SELECT * FROM agreement");
}

TEST_P(Guards, let_a_copy_pass_into_an_empty_database) {
  std::filesystem::path copy = scratch.folder() / "copy.sqlite";
  ASSERT_TRUE(database.backup_to(copy));
  auto opened = database::Database::open({.where = copy}, all_migrations());
  ASSERT_TRUE(opened);
  EXPECT_TRUE(opened->integrity_check().empty());
  auto tx = opened->write();
  std::string bytes;
  download(
      tx, ilse, till, RunId(1), [&](std::string_view piece) { bytes += piece; }, now)
      .value();
  EXPECT_EQ(bytes, file_of(RunId(1)));
}

}  // namespace
}  // namespace allmende::contributions
