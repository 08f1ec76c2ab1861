#pragma once
// What may be booked. Private to this room.

#include "ledger/booking.h"

namespace allmende::ledger {

/// As book() refuses, but for rights and what stands in the books already.
Result<void> check_fact(database::ReadTx& tx, Fact const& fact);
/// Without what it leaves out: the value day is there.
Fact completed(Fact fact);
/// The greatest sum of debits in one currency.
Money moved_by(Fact const& fact);

/// Books what has been checked. The caller has asked for rights.
Booked append(database::WriteTx& tx, people::Actor const& actor, Booking booking, std::optional<TransactionId> corrects,
              Instant now);
/// Refuses: conflict while the books are stopped.
Result<void> must_go_on(database::ReadTx& tx);

}  // namespace allmende::ledger
