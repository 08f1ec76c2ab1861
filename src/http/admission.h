#pragma once
// Who may connect: counts connections, in all and by where they come from. Private to this room.

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>

#include "http/metrics.h"

struct sockaddr_storage;

namespace allmende::http {

/// Where a connection comes from, as far as it is counted: an IPv4 address or an IPv6 /64 network,
/// of which one household has at least one. It lives as long as the connection and is shown to
/// nobody.
using Source = std::array<std::uint8_t, 8>;

Source source_of(sockaddr_storage const& address);

/// Shared by all loops.
class Admission {
 public:
  /// `per_source` 0 = any number.
  Admission(std::size_t in_all, std::size_t per_source)
      : in_all_(in_all), per_source_(per_source) {}

  std::size_t most() const { return in_all_; }
  /// Counts a connection, or says why not.
  std::optional<Refused> enter(Source const& source);
  void leave(Source const& source);

 private:
  std::size_t in_all_;
  std::size_t per_source_;
  std::mutex mutex_;
  std::size_t inside_ = 0;
  std::map<Source, std::size_t> by_source_;
};

}  // namespace allmende::http
