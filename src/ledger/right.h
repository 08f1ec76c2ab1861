#pragma once
// Who may do what with the books. Private to this room.

#include "people/people.h"

namespace allmende::ledger {

/// The till keeps the books and reads them. Who administers the program does not by that: the newsroom's and the
/// operator's people learn nothing of givers.
inline constexpr people::Roles kBookkeepers{people::Role::till};

/// What happens by itself: a statement's line, a provider's event. Its facts come from outside, with a source.
inline bool is_clock(people::Actor const& actor) { return !actor.person() && actor.roles().empty(); }

}  // namespace allmende::ledger
