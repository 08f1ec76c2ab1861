#pragma once
// The second factor: codes of six digits that change every 30 seconds (TOTP, RFC 6238 over HOTP, RFC 4226,
// with SHA-1, which is what every authenticator has). Private to this room.

#include <cstdint>
#include <optional>
#include <string>

#include "base/base.h"

namespace allmende::people {

/// 160 random bits (RFC 4226, 4, R6).
Secret new_factor_key();
/// As authenticators take it by hand: base32 of RFC 4648, without padding.
std::string base32(std::string_view bytes);

/// RFC 4226, 5.3.
std::string code_at(Secret const& key, std::int64_t step);
inline std::int64_t step_of(Instant now) { return now.microseconds() / 30'000'000; }

/// The step that the code belongs to: now, one before or one behind (RFC 6238, 5.2), and later than `last`,
/// so that a code is good once. Nothing for a wrong one.
std::optional<std::int64_t> matching_step(Secret const& key, std::string_view code, Instant now, std::int64_t last);

}  // namespace allmende::people
