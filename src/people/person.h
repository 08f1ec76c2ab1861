#pragma once
// Accounts. Part of the door.

#include <optional>
#include <string>
#include <vector>

#include "database/database.h"
#include "people/actor.h"

namespace allmende::people {

struct Person {
  PersonId id;
  std::string name;
  std::string email;  ///< in lower case; what they sign in with
  Language language = Language::german();
  Roles roles = {};
  bool active = true;
  bool has_password = false;  ///< the invitation was taken
  bool has_second_factor = false;
  Instant added;
};

struct NewPerson {
  std::string name;
  std::string email;
  Language language = Language::german();
  Roles roles = {};
};

/// An invitation is good for so long.
inline constexpr std::chrono::hours kInvitationLife{24 * 7};

/// In lower case. Refuses: invalid for what is no e-mail address, limit above 254 characters.
Result<std::string> parse_email(std::string_view text);

std::vector<Person> persons(database::ReadTx& tx);
std::optional<Person> find_person(database::ReadTx& tx, PersonId id);
/// The address in whatever case.
std::optional<Person> find_person(database::ReadTx& tx, std::string_view email);

// For administrators; each refuses forbidden to others, not_found for a person there is not.

/// Refuses: invalid for an address that is none or an empty name, limit for a long one, conflict when the address
/// has an account.
Result<PersonId> add_person(database::WriteTx& tx, Actor const& actor, NewPerson const& person, Instant now);
/// A new link's token; one from before is good no longer, nor is one for a forgotten password. The password, where there is one, stays until the link
/// is used. Refuses: conflict for somebody who is not active.
Result<Secret> invite(database::WriteTx& tx, Actor const& actor, PersonId id, Instant now);
/// Refuses: conflict for the last active administrator.
Result<void> set_roles(database::WriteTx& tx, Actor const& actor, PersonId id, Roles roles, Instant now);
Result<void> set_active(database::WriteTx& tx, Actor const& actor, PersonId id, bool active, Instant now);
/// Takes the second factor away: for somebody who has lost it, and the codes as well.
Result<void> remove_second_factor(database::WriteTx& tx, Actor const& actor, PersonId id, Instant now);

// With an invitation in hand.

/// Whose it is. Refuses: not_found for one that is used, replaced, too old or invented.
Result<Person> invited(database::ReadTx& tx, std::string_view token, Instant now);
/// Sets the password, in a transaction of its own that is begun when the hash is made. Refuses as invited() and
/// check_password() do.
Result<Person> accept_invitation(database::Database& database, std::string_view token, Secret const& password,
                                 Instant now);

/// One's own, in a transaction of its own likewise. `kept` is the session that stays. Refuses: forbidden when the old
/// one is wrong, as check_password().
Result<void> change_password(database::Database& database, Actor const& actor, Secret const& old_one,
                             Secret const& new_one, std::string_view kept_session, Instant now);

}  // namespace allmende::people
