#pragma once
// Passwords of the staff. Part of the door.

#include <optional>
#include <string>

#include "base/base.h"

namespace allmende::people {

/// NIST SP 800-63B-4, 3.1.1: long enough to need no rules of composition; never changed without cause.
inline constexpr std::size_t kShortestPassword = 12;
inline constexpr std::size_t kLongestPassword = 1000;  // bytes

/// Refuses: limit when it is too short (in characters) or too long; invalid for one of those that are tried
/// first: one letter again and again, a row of keys, the person's own name or e-mail address.
Result<void> check_password(Secret const& password, std::string_view name, std::string_view email);

/// argon2id with libsodium's interactive cost: some 64 MB and a tenth of a second.
std::string hash_password(Secret const& password);
/// Takes as long whether or not there is a hash: who asks does not learn whether there is such a person.
bool is_password(std::optional<std::string> const& hash, Secret const& password);

}  // namespace allmende::people
