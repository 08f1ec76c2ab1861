#pragma once
// How an Actor is made of a person who has proved who they are. Private to this room.

#include "people/actor.h"

namespace allmende::people {

struct ActorMaker {
  static Actor make(PersonId id, std::string name, Roles roles) { return Actor(id, std::move(name), roles); }
};

}  // namespace allmende::people
