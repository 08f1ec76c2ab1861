#include "ledger/account_store.h"

allmende::ledger::Kind allmende::database::Stored<allmende::ledger::Kind>::load(std::string_view name) {
  using enum ledger::Kind;
  for (auto kind : {asset, liability, equity, income, expense}) {
    if (name_of(kind) == name) return kind;
  }
  throw Fault("an account's kind is none of the five");
}

namespace allmende::ledger {

using database::Sql;

namespace {

Sql const kAll{"ledger.accounts", "SELECT number, kind, name, closed FROM ledger_account ORDER BY number"};
Sql const kOne{"ledger.account", "SELECT number, kind, name, closed FROM ledger_account WHERE number = :number"};
Sql const kInsert{"ledger.insert_account", R"(
    INSERT INTO ledger_account (number, kind, name, closed) VALUES (:number, :kind, :name, :closed))"};
Sql const kUpdate{"ledger.update_account",
                  "UPDATE ledger_account SET name = :name, closed = :closed WHERE number = :number"};
Sql const kDelete{"ledger.delete_account", "DELETE FROM ledger_account WHERE number = :number"};
Sql const kUsed{"ledger.account_is_used", R"(
    SELECT CASE WHEN EXISTS (SELECT 1 FROM ledger_entry WHERE account = :number)
                  OR EXISTS (SELECT 1 FROM ledger_proposed_entry WHERE account = :number) THEN 1 ELSE 0 END)"};

Account account_of(std::tuple<AccountNumber, Kind, std::string, bool> row) {
  auto& [number, kind, name, closed] = row;
  return {.number = number, .kind = kind, .name = std::move(name), .closed = closed};
}

}  // namespace

std::vector<Account> accounts(database::ReadTx& tx) {
  tx.depends_on(kAccountSubject);
  std::vector<Account> found;
  for (auto& row : tx.all<AccountNumber, Kind, std::string, bool>(kAll)) found.push_back(account_of(std::move(row)));
  return found;
}

std::optional<Account> account(database::ReadTx& tx, AccountNumber number) {
  tx.depends_on(kAccountSubject, number.text());
  auto row = tx.maybe<AccountNumber, Kind, std::string, bool>(kOne, number);
  if (!row) return std::nullopt;
  return account_of(*std::move(row));
}

namespace store {

void insert_account(database::WriteTx& tx, Account const& it) {
  tx.run(kInsert, it.number, it.kind, it.name, it.closed);
}

void update_account(database::WriteTx& tx, Account const& it) { tx.run(kUpdate, it.name, it.closed, it.number); }

void delete_account(database::WriteTx& tx, AccountNumber number) { tx.run(kDelete, number); }

bool is_used(database::ReadTx& tx, AccountNumber number) { return tx.one<bool>(kUsed, number); }

}  // namespace store
}  // namespace allmende::ledger
