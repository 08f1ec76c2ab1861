#pragma once
// What nobody else has had before, in this database or in one that it was restored from. Private to this room.

#include <cstdint>
#include <string>

namespace allmende::contributions {

/// 1 to `end`, both included.
std::uint32_t random_number(std::uint32_t end);
/// "k7qmx2dp": letters and digits that are not mistaken for each other.
std::string random_tag(std::size_t length);
std::string random_digits(std::size_t length);

}  // namespace allmende::contributions
