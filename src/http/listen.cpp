#include "http/listen.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <system_error>

#include "base/result.h"

namespace allmende::http {

namespace {

constexpr int kBacklog = 1024;
constexpr int kTriesForAFreePort = 16;

enum class Share { alone, between_loops };

struct Address {
  sockaddr_storage storage = {};
  socklen_t size = 0;
};

std::optional<Address> find_address(std::string const& text, std::uint16_t port) {
  Address address;
  sockaddr_in v4 = {};
  sockaddr_in6 v6 = {};
  if (inet_pton(AF_INET, text.c_str(), &v4.sin_addr) == 1) {
    v4.sin_family = AF_INET;
    v4.sin_port = htons(port);
    address.size = sizeof v4;
    std::memcpy(&address.storage, &v4, sizeof v4);
  } else if (inet_pton(AF_INET6, text.c_str(), &v6.sin6_addr) == 1) {
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(port);
    address.size = sizeof v6;
    std::memcpy(&address.storage, &v6, sizeof v6);
  } else {
    return std::nullopt;
  }
  return address;
}

Address address_of(std::string const& text, std::uint16_t port) {
  auto address = find_address(text, port);
  if (!address) throw Fault(fmt::format("\"{}\" is no IPv4 or IPv6 address", text));
  return *address;
}

std::uint16_t port_of(Descriptor const& socket) {
  Address address;
  address.size = sizeof address.storage;
  getsockname(socket.number(), reinterpret_cast<sockaddr*>(&address.storage), &address.size);
  in_port_t port = 0;  // at the same place in both families
  std::memcpy(&port, reinterpret_cast<char*>(&address.storage) + offsetof(sockaddr_in, sin_port),
              sizeof port);
  return ntohs(port);
}

void set(Descriptor const& socket, int level, int option) {
  int on = 1;
  setsockopt(socket.number(), level, option, &on, sizeof on);
}

/// A listening socket, or none, with the reason in errno.
std::optional<Descriptor> open(Address const& address, Share share) {
  Descriptor socket(
      ::socket(address.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP));
  if (socket.number() < 0) return std::nullopt;
  set(socket, SOL_SOCKET, SO_REUSEADDR);
  if (address.storage.ss_family == AF_INET6) set(socket, IPPROTO_IPV6, IPV6_V6ONLY);
  if (share == Share::between_loops) set(socket, SOL_SOCKET, SO_REUSEPORT);
  auto const* name = reinterpret_cast<sockaddr const*>(&address.storage);
  if (bind(socket.number(), name, address.size) != 0) return std::nullopt;
  if (listen(socket.number(), kBacklog) != 0) return std::nullopt;
  return socket;
}

bool machine_lacks_family() { return errno == EAFNOSUPPORT || errno == EADDRNOTAVAIL; }

/// Listens once on each address. Nothing when `port` was 0 and the first address' free port is
/// taken on another.
std::optional<Listening> try_listen(std::vector<std::string> const& addresses, std::uint16_t port,
                                    std::size_t loops) {
  Listening listening{port, std::vector<std::vector<Descriptor>>(loops)};
  std::string missing;
  for (std::string const& text : addresses) {
    // The first socket is opened alone, so that a port that another program shares is noticed.
    auto socket = open(address_of(text, listening.port), Share::alone);
    if (!socket && errno == EADDRINUSE && port == 0) return std::nullopt;
    if (!socket) {
      missing = fmt::format("cannot listen on {} port {}: {}", text, listening.port,
                            std::generic_category().message(errno));
      if (machine_lacks_family()) continue;
      throw Fault(missing);
    }
    listening.port = port_of(*socket);
    if (loops > 1) socket.reset();
    for (std::size_t loop = 0; loop < loops; ++loop) {
      if (loops > 1) socket = open(address_of(text, listening.port), Share::between_loops);
      if (!socket) return std::nullopt;
      listening.by_loop[loop].push_back(*std::move(socket));
    }
  }
  if (listening.by_loop[0].empty()) throw Fault(missing);
  return listening;
}

}  // namespace

bool is_address(std::string const& text) { return find_address(text, 0).has_value(); }

namespace {

bool is_same(Address const& a, Address const& b) {
  return a.size == b.size && std::memcmp(&a.storage, &b.storage, a.size) == 0;
}

bool is_listening(Descriptor const& socket) {
  int listens = 0;
  socklen_t size = sizeof listens;
  return getsockopt(socket.number(), SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) == 0 && listens != 0;
}

Descriptor duplicate(Descriptor const& socket) {
  Descriptor copy(fcntl(socket.number(), F_DUPFD_CLOEXEC, 0));
  if (copy.number() < 0) throw Fault(std::generic_category().message(errno));
  return copy;
}

/// Those of `inherited` that listen on `address`; with port 0 on any one, which `port` then is.
std::vector<Descriptor> sockets_on(std::vector<std::shared_ptr<Descriptor>> const& inherited,
                                   std::string const& address, std::uint16_t& port) {
  std::vector<Descriptor> found;
  for (auto const& socket : inherited) {
    if (!is_listening(*socket)) continue;
    std::uint16_t its_port = port_of(*socket);
    Address its_address;
    its_address.size = sizeof its_address.storage;
    getsockname(socket->number(), reinterpret_cast<sockaddr*>(&its_address.storage), &its_address.size);
    bool fits = (port == 0 || port == its_port) && is_same(its_address, address_of(address, its_port));
    if (!fits) continue;
    port = its_port;
    fcntl(socket->number(), F_SETFL, fcntl(socket->number(), F_GETFL) | O_NONBLOCK);
    found.push_back(duplicate(*socket));
  }
  return found;
}

/// Every socket has a loop, or its waiting connections would be reset; every loop has a socket.
void share(std::vector<Descriptor> sockets, Listening& listening) {
  std::size_t loops = listening.by_loop.size();
  std::size_t there = sockets.size();
  for (std::size_t i = there; i < loops; ++i) sockets.push_back(duplicate(sockets[i % there]));
  for (std::size_t i = 0; i < sockets.size(); ++i) {
    listening.by_loop[i % loops].push_back(std::move(sockets[i]));
  }
}

}  // namespace

Listening listen_with(std::vector<std::shared_ptr<Descriptor>> const& inherited,
                      std::vector<std::string> const& addresses, std::uint16_t port,
                      std::size_t loops) {
  VERIFY(loops > 0);
  Listening listening{port, std::vector<std::vector<Descriptor>>(loops)};
  std::vector<std::string> missing;
  for (std::string const& address : addresses) {
    auto sockets = sockets_on(inherited, address, listening.port);
    if (sockets.empty()) {
      missing.push_back(address);
    } else {
      share(std::move(sockets), listening);
    }
  }
  bool has_some = missing.size() < addresses.size();
  if (missing.empty()) return listening;
  try {
    Listening rest = listen_on(missing, listening.port, loops);
    listening.port = rest.port;
    for (std::size_t i = 0; i < loops; ++i) {
      for (Descriptor& socket : rest.by_loop[i]) listening.by_loop[i].push_back(std::move(socket));
    }
  } catch (Fault const&) {
    if (!has_some || !machine_lacks_family()) throw;
  }
  return listening;
}

Listening listen_on(std::vector<std::string> const& addresses, std::uint16_t port,
                    std::size_t loops) {
  VERIFY(!addresses.empty() && loops > 0);
  for (int i = 0; i < kTriesForAFreePort; ++i) {
    if (auto listening = try_listen(addresses, port, loops)) return *std::move(listening);
  }
  throw Fault(fmt::format("cannot listen on {} and the other addresses: no common free port",
                          addresses.front()));
}

}  // namespace allmende::http
