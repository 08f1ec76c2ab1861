#pragma once
// A digest over what was booked. Private to this room.

#include <string>
#include <string_view>

#include "ledger/booking.h"

namespace allmende::ledger {

/// SHA-256, in hexadecimal, of the digest before and of the transactions after `after` up to `last`, every field of
/// them.
std::string digest_of(database::ReadTx& tx, std::string_view before, TransactionId after, TransactionId last);

}  // namespace allmende::ledger
