#pragma once
// Dates as HTTP writes them (RFC 9110, 5.6.7). Private to this room.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace allmende::http {

/// "Sat, 21 Nov 2026 06:30:00 GMT"; what is less than a second is dropped.
std::string http_date(Instant instant);
/// The same in a string that has been used for it before: nothing is allocated.
void set_http_date(std::string& text, Instant instant);

/// Reads the form above to seconds since 1970; the two forms that RFC 9110 calls obsolete are not
/// read.
std::optional<std::int64_t> parse_http_date(std::string_view text);

/// The whole seconds since 1970 of an Instant.
std::int64_t seconds_of(Instant instant);

}  // namespace allmende::http
