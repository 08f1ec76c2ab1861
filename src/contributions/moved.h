#pragma once
// What money moved, for whoever tells of it without telling of givers. Part of the door. No right is asked: whoever calls
// shows none of it to anybody as it is.

#include <vector>

#include "contributions/agreement.h"
#include "ledger/ledger.h"

namespace allmende::contributions {

/// The last payment and the last return that somebody has seen.
struct Seen {
  std::int64_t payment = 0;
  std::int64_t returned = 0;
  bool operator==(Seen const&) const = default;
};
/// All that there are by now.
Seen newest(database::ReadTx& tx);

/// A giver's sum: what came, less what was returned or refunded. What was rejected never came.
struct Moved {
  ledger::Month month;  ///< of the day from which the bank counts it
  GiverId giver;
  GiverKind kind;
  Interval interval;
  Money amount;  ///< may be below zero
};
/// Behind `after`, until `until`, both of newest(). By month, giver and interval; some may be there twice.
std::vector<Moved> moved(database::ReadTx& tx, Seen const& after, Seen const& until);

/// Who has an active agreement that is not a single gift.
std::int64_t active_givers(database::ReadTx& tx);

}  // namespace allmende::contributions
