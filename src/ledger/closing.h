#pragma once
// Closing months. Part of the door.

#include <optional>
#include <string>
#include <vector>

#include "ledger/booking.h"
#include "ledger/month.h"

namespace allmende::ledger {

struct Closing {
  Month month;
  TransactionId last;  ///< the newest transaction at that moment; 0: there was none
  /// SHA-256 (hexadecimal) of the digest before and of all transactions since: who has it on paper can prove that
  /// nothing of before was altered, whoever got at the database.
  std::string digest;
  Instant at;
  std::optional<people::PersonId> person;
  std::string name;
  bool operator==(Closing const&) const = default;
};

/// Closes the month and all before it, for good: nothing is booked into it any more. A deed.
/// Refuses: forbidden unless it is the till; conflict when it is closed already, and while the books are stopped;
/// invalid when it is not over on `today`, a day of the paper's calendar.
Result<Closing> close_month(database::WriteTx& tx, people::Actor const& actor, Month month, Date today, Instant now);

/// The last month that is closed; none: all are open.
std::optional<Month> closed_through(database::ReadTx& tx);
/// Oldest first.
std::vector<Closing> closings(database::ReadTx& tx);

}  // namespace allmende::ledger
