#pragma once
// Who may. Private to this room.

#include "contributions/contributions.h"

namespace allmende::banking {

inline Result<void> must_be_at_the_till(people::Actor const& actor) { return actor.must_have_any(contributions::kAtTheTill); }

}  // namespace allmende::banking
