#pragma once
// Whether all runs are stopped. Private to this room.

#include "database/database.h"

namespace allmende::contributions {

Result<void> must_not_be_stopped(database::ReadTx& tx);

}  // namespace allmende::contributions
