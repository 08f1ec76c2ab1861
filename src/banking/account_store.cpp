#include "banking/account_store.h"

namespace allmende::banking::store {

using database::ReadTx;
using database::Sql;
using database::WriteTx;

namespace {

Sql const kAccounts{"banking.accounts", R"(
    SELECT id, iban, ledger_account, balance, last_number, last_day, last_year FROM bank_account ORDER BY id)"};
Sql const kInsert{"banking.insert_account", R"(
    INSERT INTO bank_account (id, iban, ledger_account, opening, opened_on, balance, last_number, last_year, last_day)
    VALUES (:id, :iban, :ledger_account, :opening, :opened_on, :balance, :last_number, :last_year, :last_day))"};
Sql const kMoveOn{"banking.move_account_on", R"(
    UPDATE bank_account SET balance = :balance, last_number = :last_number, last_year = :last_year, last_day = :last_day
    WHERE id = :id)"};

}  // namespace

std::vector<AccountRow> accounts(ReadTx& tx) {
  std::vector<AccountRow> found;
  for (auto const& [id, iban, number, balance, last_number, last_day, last_year] :
       tx.all<AccountId, std::string, ledger::AccountNumber, Money, std::optional<std::int64_t>, std::optional<Date>, int>(
           kAccounts)) {
    found.push_back({{id, database::must_be(sepa::Iban::parse(iban)), number, balance, last_number, last_day}, last_year});
  }
  return found;
}

void insert(WriteTx& tx, AccountRow const& row, Opening const& opening) {
  auto const& it = row.account;
  tx.run(kInsert, it.id, it.iban.compact(), it.number, opening.balance, opening.day, it.balance, it.last_number, row.last_year,
         it.last_day);
}

void move_on(WriteTx& tx, AccountRow const& row) {
  auto const& it = row.account;
  tx.run(kMoveOn, it.balance, it.last_number, row.last_year, it.last_day, it.id);
}

}  // namespace allmende::banking::store
