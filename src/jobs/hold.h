#pragma once
// Whether anything may reach the world outside. Part of the door.
//
// What a restored database does not know has happened all the same: letters that were sent, files that are at the bank,
// cards that were charged. So whoever restores one holds it, and whoever runs it says when it may go on. While it is
// held a Runner begins no job `outside`, but those of kinds that stay in the house (Handlers); and rooms that hand over
// something by themselves ask must_not_be_held().

#include <optional>
#include <string>
#include <string_view>

#include "base/base.h"
#include "database/database.h"

namespace allmende::jobs {

struct Hold {
  std::string reason;
  Instant since;
  bool operator==(Hold const&) const = default;
};

/// From now on, if `tx` commits. Of one that is held already the first reason stays.
void hold(database::WriteTx& tx, std::string_view reason, Instant now);
/// Refuses: conflict when nothing is held.
Result<void> release(database::WriteTx& tx, Instant now);

std::optional<Hold> held(database::ReadTx& tx);
/// Refuses: conflict while it is held, with the reason.
Result<void> must_not_be_held(database::ReadTx& tx);

}  // namespace allmende::jobs
