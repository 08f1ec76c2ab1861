#pragma once
// Pausing by what happened. Private to this room.

#include "contributions/agreement.h"

namespace allmende::contributions {

void pause_now(database::WriteTx& tx, Till const& till, AgreementId id, std::string_view reason, std::string_view by,
               Instant now);

}  // namespace allmende::contributions
