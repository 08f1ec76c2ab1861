#pragma once
// What may be booked. Private to this room.

#include <map>

#include "ledger/booking.h"
#include "ledger/transaction_store.h"

namespace allmende::ledger {

/// Accounts that were looked at, so that many bookings look at each once.
class KnownAccounts {
 public:
  explicit KnownAccounts(database::ReadTx& tx) : tx_(tx) {}
  /// Null when there is none.
  Account const* find(AccountNumber number);

 private:
  database::ReadTx& tx_;
  std::map<AccountNumber, std::optional<Account>> known_;
};

/// As book() refuses, but for rights and what stands in the books already.
Result<void> check_fact(KnownAccounts& accounts, Fact const& fact);
/// Without what it leaves out: the value day is there.
Fact completed(Fact fact);
/// The greatest sum of debits in one currency.
Money moved_by(Fact const& fact);

/// Books what has been checked. The caller has asked for rights, and finishes.
class Appending {
 public:
  Appending(database::WriteTx& tx, people::Actor const& actor, Instant now);
  Booked append(Booking booking, std::optional<TransactionId> corrects);
  void finish() { writing_.finish(); }

 private:
  people::Actor const& actor_;
  Instant now_;
  std::optional<Month> closed_;
  store::Writing writing_;
};
/// One alone.
Booked append(database::WriteTx& tx, people::Actor const& actor, Booking booking, std::optional<TransactionId> corrects,
              Instant now);
/// Refuses: conflict while the books are stopped.
Result<void> must_go_on(database::ReadTx& tx);

}  // namespace allmende::ledger
