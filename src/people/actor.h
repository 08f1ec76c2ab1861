#pragma once
// Who acts. Part of the door.
//
// Functions of any room that do something for a person take an Actor first, and refuse what this one may
// not do. Only this room makes one: whoever holds it has proved who they are.

#include <optional>
#include <string>

#include "people/role.h"

namespace allmende::people {

struct PersonTag;
using PersonId = Id<PersonTag>;

class Actor {
 public:
  /// Whoever can run the program on the paper's folder may do everything in it.
  static Actor command_line() { return Actor(std::nullopt, "command line", all_roles()); }
  /// What happens by itself at its hour.
  static Actor clock() { return Actor(std::nullopt, "clock", {}); }

  /// None for the command line and the clock.
  std::optional<PersonId> person() const { return person_; }
  /// As it was when they signed in.
  std::string const& name() const { return name_; }
  Roles roles() const { return roles_; }
  bool has(Role role) const { return roles_.has(role); }
  bool is(PersonId person) const { return person_ == person; }

  /// Refuses: forbidden without one of these roles.
  Result<void> must_have_any(Roles roles) const {
    if (!roles_.has_any(roles)) return refuse(Code::forbidden, "that is not yours to do");
    return {};
  }

 private:
  friend struct ActorMaker;
  Actor(std::optional<PersonId> person, std::string name, Roles roles)
      : person_(person), name_(std::move(name)), roles_(roles) {}
  static Roles all_roles() {
    Roles roles;
    for (Role role : kRoles) roles = roles.with(role);
    return roles;
  }

  std::optional<PersonId> person_;
  std::string name_;
  Roles roles_;
};

}  // namespace allmende::people
