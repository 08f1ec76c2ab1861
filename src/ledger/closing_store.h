#pragma once
// The rows of closings. Private to this room.

#include "ledger/closing.h"

namespace allmende::ledger::store {

void insert(database::WriteTx& tx, Closing const& closing);

}  // namespace allmende::ledger::store
