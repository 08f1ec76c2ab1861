#pragma once
// Lines that wait for another file. Private to this room.

#include "banking/entry_booking.h"

namespace allmende::banking {

/// Tries each again, until nothing more is explained. How many lines were. Refuses what the ledger does.
Result<std::int64_t> explain_waiting(Telling const& telling, ImportId import);

}  // namespace allmende::banking
