#pragma once
// One PURGE. Private to this room.

#include <chrono>
#include <string>

namespace allmende::purge {

/// Sends it and waits for the answer; what went wrong, or nothing.
std::string send_purge(std::string const& address, std::string const& keys,
                       std::chrono::milliseconds patience);

}  // namespace allmende::purge
