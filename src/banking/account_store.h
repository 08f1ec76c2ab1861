#pragma once
// The paper's accounts in the database. Private to this room.

#include "banking/account.h"

namespace allmende::banking::store {

/// What must be known of an account to take in its next statement.
struct AccountRow {
  BankAccount account;
  int last_year = 0;  ///< in which the last statement closed; 0: not known
};

std::vector<AccountRow> accounts(database::ReadTx& tx);
void insert(database::WriteTx& tx, AccountRow const& row, Opening const& opening);
/// Balance, number, year and day of the last statement.
void move_on(database::WriteTx& tx, AccountRow const& row);

}  // namespace allmende::banking::store
