#pragma once
// Stripe's signature of an event. Private to this room.

#include <span>

#include "base/base.h"

namespace allmende::provider {

/// `header` is "t=1764313200,v1=<64 hexadecimal digits>", with any number of v1 and of other schemes, which count
/// nothing. Good is a v1 that is HMAC-SHA256 of "<t>.<body>" by one of the secrets.
/// Refuses: forbidden for everything else, and when t is more than kTolerance from `now`.
Result<void> check_signature(std::string_view header, std::string_view body, std::span<Secret const> secrets,
                             Instant now);

}  // namespace allmende::provider
