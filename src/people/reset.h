#pragma once
// For somebody who has forgotten their password: a link that is sent to their address. Part of the door.
//
// The second factor stays: who holds the link still needs its code to sign in.

#include <optional>
#include <string_view>

#include "database/database.h"
#include "people/person.h"

namespace allmende::people {

/// A link is good for so long.
inline constexpr std::chrono::hours kResetLife{1};
/// And has no successor for so long: nobody's mailbox is filled by a stranger who asks again and again.
inline constexpr std::chrono::minutes kResetPause{5};

struct ResetLink {
  Person person;  ///< whom it is sent to, and nobody else
  Secret token;
};

/// A new link; one from before is good no longer. Nothing for an address without an account, for somebody who is not
/// active or was invited and has no password yet, and within the pause. Whoever asked must not learn which it was.
/// The address in whatever case.
std::optional<ResetLink> forgotten_password(database::WriteTx& tx, std::string_view email, Instant now);

/// Whose it is. Refuses: not_found for one that is used, replaced, too old or invented.
Result<Person> holder_of_reset(database::ReadTx& tx, std::string_view token, Instant now);
/// Sets the password, in a transaction of its own that is begun when the hash is made. Refuses as holder_of_reset()
/// and check_password() do.
Result<Person> reset_password(database::Database& database, std::string_view token, Secret const& password, Instant now);

}  // namespace allmende::people
