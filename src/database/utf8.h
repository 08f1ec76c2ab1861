#pragma once
// Private: which texts a database holds.

#include <string_view>

namespace allmende::database {

/// Whether it is UTF-8 (RFC 3629: no surrogates, nothing longer than needed, at most U+10FFFF)
/// without U+0000.
bool is_plain_utf8(std::string_view text);

}  // namespace allmende::database
