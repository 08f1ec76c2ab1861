#pragma once
// The rows of accounts. Private to this room.

#include "ledger/account.h"

namespace allmende::ledger {

/// What the change log says of accounts.
inline constexpr std::string_view kAccountSubject = "ledger-account";

namespace store {

void insert_account(database::WriteTx& tx, Account const& account);
void update_account(database::WriteTx& tx, Account const& account);
void delete_account(database::WriteTx& tx, AccountNumber number);
/// Whether anything refers to it.
bool is_used(database::ReadTx& tx, AccountNumber number);

}  // namespace store
}  // namespace allmende::ledger
