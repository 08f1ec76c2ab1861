#pragma once
// What is kept of an error. Private to this room.

#include <string>
#include <string_view>

namespace allmende::jobs {

/// At most 500 bytes, on one line, UTF-8: whatever a server elsewhere may have said can be stored and shown.
std::string note_of(std::string_view error);

}  // namespace allmende::jobs
