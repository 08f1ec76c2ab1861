#pragma once
// Reading what was booked, line by line. Part of the door.

#include <functional>

#include "ledger/booking.h"

namespace allmende::ledger {

/// The days from `from` to `to`, both included.
struct Period {
  Date from;
  Date to;
};

/// Calls back with each transaction that was booked on one of these days, by day and number; holds one at a time.
void each_transaction(database::ReadTx& tx, Period period, std::function<void(Transaction const&)> const& callback);

/// A line of an account's card.
struct Line {
  Date booked_on;
  TransactionId transaction;
  int line;  ///< 1, 2, … in its transaction
  Posting posting;
  Date day;
  Date value_day;
  std::string text;
  bool operator==(Line const&) const = default;
};
/// Where a page of lines ends, and the next one begins.
struct LinePosition {
  Date booked_on;
  TransactionId transaction{0};
  int line = 0;
};

/// The lines after the position, oldest first, at most `limit`, until the end of `to`. For the first page: {from}.
/// Refuses: forbidden unless it is the till who reads.
Result<std::vector<Line>> lines(database::ReadTx& tx, people::Actor const& actor, AccountNumber account,
                                LinePosition after, Date to, std::size_t limit);

}  // namespace allmende::ledger
