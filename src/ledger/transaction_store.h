#pragma once
// The rows of transactions, their entries and the sums. Private to this room.

#include <map>
#include <tuple>

#include "ledger/balance.h"
#include "ledger/journal.h"

namespace allmende::ledger::store {

/// Writes transactions, one after the other; their sums, and what the change log is told of them, when they are
/// finished, so that many cost little more than their own rows.
class Writing {
 public:
  explicit Writing(database::WriteTx& tx) : tx_(tx), next_(last_id_of(tx) + 1) {}

  /// The number of the transaction that is written next.
  TransactionId next() const { return TransactionId(next_); }
  void write(Transaction const& transaction);
  void finish();

 private:
  static std::int64_t last_id_of(database::ReadTx& tx);

  database::WriteTx& tx_;
  std::int64_t next_;
  std::map<std::tuple<AccountNumber, Date, Currency>, Sums> sums_;
};
TransactionId last_id(database::ReadTx& tx);

/// Each transaction with a number above `after` and up to `last`, by number.
void each_by_number(database::ReadTx& tx, TransactionId after, TransactionId last,
                    std::function<void(Transaction const&)> const& callback);

}  // namespace allmende::ledger::store
