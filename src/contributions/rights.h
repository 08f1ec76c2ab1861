#pragma once
// Who may do what here. Private to this room.

#include "contributions/agreement.h"

namespace allmende::contributions {

inline bool is_clock(people::Actor const& actor) { return !actor.person() && actor.roles().empty(); }

inline Result<void> must_be_at_the_till(people::Actor const& actor) { return actor.must_have_any(kAtTheTill); }

/// What happens by itself, or is told from outside.
inline Result<void> must_be_till_or_clock(people::Actor const& actor) {
  if (is_clock(actor)) return {};
  return must_be_at_the_till(actor);
}

inline Result<void> may_act_for(Who const& who, GiverId giver) {
  if (auto const* actor = std::get_if<people::Actor>(&who)) return must_be_at_the_till(*actor);
  if (std::get<ProvenGiver>(who).is(giver)) return {};
  return refuse(Code::forbidden, "that is not yours to do");
}

/// "giver", or the name of who is at the till.
inline std::string name_of(Who const& who) {
  if (auto const* actor = std::get_if<people::Actor>(&who)) return actor->name();
  return "giver";
}

}  // namespace allmende::contributions
