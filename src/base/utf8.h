#pragma once
// Which bytes are text.

#include <string_view>

namespace allmende {

/// Whether it is UTF-8 (RFC 3629): no surrogates, nothing longer than needed, at most U+10FFFF.
/// U+0000 is a character like any other here; who does not want it looks for it.
bool is_utf8(std::string_view text);

}  // namespace allmende
