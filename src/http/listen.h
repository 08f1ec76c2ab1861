#pragma once
// Sockets that listen. Private to this room.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "http/descriptor.h"

namespace allmende::http {

struct Listening {
  std::uint16_t port = 0;
  /// For each loop its sockets, for each address at least one.
  std::vector<std::vector<Descriptor>> by_loop;
};

/// The same with sockets that listen already; see Options::inherited. What is missing is opened.
Listening listen_with(std::vector<std::shared_ptr<Descriptor>> const& inherited,
                      std::vector<std::string> const& addresses, std::uint16_t port,
                      std::size_t loops);

/// Listens on every address, non-blocking, on the same port of each; with port 0 on one that is
/// free on all. Throws Fault as Options::addresses and Server say.
Listening listen_on(std::vector<std::string> const& addresses, std::uint16_t port,
                    std::size_t loops);

}  // namespace allmende::http
