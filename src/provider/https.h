#pragma once
// One call to a provider's server. Private to this room.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/base.h"

namespace allmende::provider {

/// Where all calls go.
struct Host {
  std::string address;      ///< "https://api.example"
  std::string authorities;  ///< a file of certificates; empty: the system's
  std::chrono::milliseconds patience;
};

struct Call {
  std::string method = "GET";
  std::string path = {};  ///< from "/" on, with its query
  std::string body = {};  ///< a form; only of POST
  std::vector<std::string> headers = {};
};

/// What came back, as far as something did.
struct Answer {
  enum class How { answered, not_sent, cut, too_large };
  How how = How::answered;
  int status = 0;
  std::string body = {};
  std::optional<bool> should_retry = {};  ///< the server's own advice
  std::string trouble = {};               ///< where it is not `answered`; holds nothing that was sent
};

/// Waits for the answer; follows nobody elsewhere, takes at most kLongestAnswer.
Answer send(Host const& host, Call const& call, Secret const& bearer);
inline constexpr std::size_t kLongestAnswer = 2 << 20;

/// Whether it is "https://host" or "https://host:port", or "http://127.0.0.1:port".
bool is_host_address(std::string_view address);

}  // namespace allmende::provider
