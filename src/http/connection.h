#pragma once
// One connection of a loop: its socket, what is known of it, the session and, with TLS, its stream.
// Private to this room.

#include <memory>
#include <optional>

#include "http/connections.h"
#include "http/tls_stream.h"

namespace allmende::http {

struct Connections::Connection {
  std::uint64_t number;
  Descriptor socket;
  std::optional<Source> source;  // none: a proxy's
  Session session;
  std::unique_ptr<TlsStream> tls = {};  // none: plain, or what is left of it is
  bool readable = false;
  bool writable = true;
  bool peer_has_ended = false;
  bool reads_when_writable = false;
};

}  // namespace allmende::http
