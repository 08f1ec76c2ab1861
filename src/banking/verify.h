#pragma once
// Whether what was taken in and the books say the same. Part of the door.

#include <string>
#include <vector>

#include "base/base.h"
#include "database/database.h"

namespace allmende::banking {

/// What is wrong, in sentences for the till and the operator; empty when all is well. Reads everything:
///  - each account's entries lead from its opening balance to the last closing one, and the books have the same;
///  - each entry is its lines' sum, and is booked.
std::vector<std::string> verify(database::ReadTx& tx);

}  // namespace allmende::banking
