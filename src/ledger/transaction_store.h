#pragma once
// The rows of transactions, their entries and the sums. Private to this room.

#include "ledger/balance.h"
#include "ledger/journal.h"

namespace allmende::ledger::store {

/// Writes entries, sums and transaction, and tells the change log; the transaction's number is the next one.
void insert(database::WriteTx& tx, Transaction const& transaction);
TransactionId next_id(database::ReadTx& tx);
TransactionId last_id(database::ReadTx& tx);

/// Each transaction with a number above `after` and up to `last`, by number.
void each_by_number(database::ReadTx& tx, TransactionId after, TransactionId last,
                    std::function<void(Transaction const&)> const& callback);

}  // namespace allmende::ledger::store
