#pragma once
// What proxies say of who asks. Private to this room.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/admission.h"
#include "http/field.h"

namespace allmende::http {

/// An IPv6 address, or an IPv4 one in its place there (::ffff:0:0/96).
using NetworkAddress = std::array<std::uint8_t, 16>;

std::optional<NetworkAddress> address_of(sockaddr_storage const& address);
/// As numbers; "[::1]:80" and "10.0.0.1:80", as they stand in Forwarded, too.
std::optional<NetworkAddress> parse_address(std::string_view text);

/// Whose word on who asks is taken.
class Proxies {
 public:
  /// Throws Fault for what is no network (is_network()).
  explicit Proxies(std::vector<std::string> const& networks);

  bool contains(NetworkAddress const& address) const;
  bool contains(sockaddr_storage const& address) const;
  /// Whom a request of a proxy is for, by its headers: going back from the last one named, the first
  /// that is no proxy. Nothing when they do not say.
  std::optional<Source> source_in(Fields const& headers) const;

 private:
  struct Network {
    NetworkAddress address;
    unsigned bits;
  };
  static std::optional<Network> parse(std::string_view text);
  friend bool is_network(std::string_view text);

  std::vector<Network> networks_;
};

/// Takes away what says where a request comes from: it is nobody's business behind this room.
void forget_source(Fields& headers);

}  // namespace allmende::http
