#pragma once
// Somebody of the staff who has signed in, for tests of rooms that ask who acts.

#include "people/people.h"

namespace allmende::test {

inline people::Actor employ(database::WriteTx& tx, std::string const& name, people::Roles roles, Instant now) {
  auto id = people::add_person(tx, people::Actor::command_line(),
                               {.name = name, .email = name + "@blatt.example", .roles = roles}, now);
  Secret token = people::begin_session(tx, id.value(), "Firefox, Linux", now);
  return people::at_work(tx, token.reveal(), now)->actor;
}

/// In a transaction of its own.
inline people::Actor employ(database::Database& database, std::string const& name, people::Roles roles, Instant now) {
  auto tx = database.write();
  people::Actor actor = employ(tx, name, roles, now);
  tx.commit();
  return actor;
}

}  // namespace allmende::test
