#pragma once
// Who did what, when: rows that are never altered. Part of the door.

#include <string>
#include <vector>

#include "database/database.h"
#include "people/actor.h"

namespace allmende::people {

/// What somebody did to something.
struct Deed {
  Instant at;
  std::optional<PersonId> person;
  std::string name;    ///< as it was then
  std::string what;    ///< "published", "roles"
  std::string kind;    ///< "article", "person"
  std::string which;   ///< its identity
  std::string detail;  ///< more, where there is more
};

/// In the transaction that does it, for rooms that do something.
struct DeedOn {
  std::string_view what, kind, which;
  std::string_view detail = {};
};
void record_deed(database::WriteTx& tx, Actor const& actor, DeedOn const& deed, Instant now);

/// The newest first.
std::vector<Deed> deeds_on(database::ReadTx& tx, std::string_view kind, std::string_view which, int limit);
std::vector<Deed> newest_deeds(database::ReadTx& tx, int limit);

}  // namespace allmende::people
