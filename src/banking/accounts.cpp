#include <algorithm>

#include "banking/account_store.h"
#include "banking/right.h"

namespace allmende::banking {

namespace {

Result<void> book_opening(database::WriteTx& tx, people::Actor const& actor, store::AccountRow const& row, Opening const& opening,
                          Instant now) {
  if (!opening.against || opening.balance == Money::cents(0)) return {};
  ledger::Fact fact{
      .day = opening.day,
      .text = "Anfangsbestand",
      .postings = {ledger::debit(row.account.number, opening.balance), ledger::credit(*opening.against, opening.balance)}};
  TRY(ledger::book(tx, actor, {{"bank-account", std::to_string(row.account.id.value()), "opening"}, std::move(fact)}, now));
  return {};
}

}  // namespace

Result<AccountId> add_account(database::WriteTx& tx, people::Actor const& actor, sepa::Iban const& iban,
                              ledger::AccountNumber number, Opening const& opening, Instant now) {
  TRY(must_be_at_the_till(actor));
  auto const there = store::accounts(tx);
  if (std::ranges::any_of(there, [&](auto const& it) { return it.account.iban == iban; })) {
    return refuse(Code::conflict, "this account's statements are taken in already", "iban");
  }
  if (std::ranges::any_of(there, [&](auto const& it) { return it.account.number == number; })) {
    return refuse(Code::conflict, "another account at a bank has this account of the books", "number");
  }
  if (!ledger::account(tx, number)) return refuse(Code::not_found, "there is no account " + number.text(), "number");
  store::AccountRow const row{.account = {.id = AccountId(std::ssize(there) + 1), .iban = iban, .number = number,
                                          .balance = opening.balance, .last_number = opening.number, .last_day = opening.day},
                              .last_year = opening.day.year()};
  auto undone_unless_kept = tx.savepoint();
  store::insert(tx, row, opening);
  TRY(book_opening(tx, actor, row, opening, now));
  people::record_deed(tx, actor, {"added", "bank-account", std::to_string(row.account.id.value()), number.text()}, now);
  undone_unless_kept.keep();
  return row.account.id;
}

Result<std::vector<BankAccount>> accounts(database::ReadTx& tx, people::Actor const& actor) {
  TRY(must_be_at_the_till(actor));
  std::vector<BankAccount> found;
  for (auto& row : store::accounts(tx)) found.push_back(std::move(row.account));
  return found;
}

std::optional<Date> taken_in_until(database::ReadTx& tx) {
  std::optional<Date> until;
  for (auto const& row : store::accounts(tx)) {
    if (!row.account.last_day) return std::nullopt;
    until = until ? std::min(*until, *row.account.last_day) : row.account.last_day;
  }
  return until;
}

}  // namespace allmende::banking
