#pragma once
// How many connections this process can have open. Private to this room.

#include <cstddef>

namespace allmende::http {

/// At most `wanted`: what there are descriptors for when the rest of the program (database, pictures)
/// keeps some. Raises the process's own limit as far as it may. So who is one too many can be told, and
/// nobody runs into an error who opens a file.
std::size_t affordable_connections(std::size_t wanted);

}  // namespace allmende::http
