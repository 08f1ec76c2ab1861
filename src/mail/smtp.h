#pragma once
// One letter to one server. Private to this room.

#include "mail/way.h"

namespace allmende::mail {

/// See send().
Result<void> send_to_server(Server const& server, Letter const& letter, std::stop_token const& stop);

/// What a server said, on one line, its words with an @ in them as "…".
std::string without_addresses(std::string_view text);

}  // namespace allmende::mail
