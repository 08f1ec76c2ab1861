#pragma once
// Private to the room.

#include <string>
#include <string_view>

namespace allmende::sepa {

/// SHA-256, in hexadecimal digits.
std::string sha256(std::string_view bytes);

}  // namespace allmende::sepa
