#pragma once
// The head of a request: request line and headers, and the rules that decide where it and its body
// end. Private to this room.
//
// What two programs could read differently (RFC 9112, 11.2: request smuggling) is refused, never
// repaired.

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "http/field.h"
#include "http/status.h"

namespace allmende::http {

struct Head {
  std::string method;
  std::string target;
  Fields headers;
  bool is_http_1_1 = true;
  bool keep_alive = false;

  // Found by check_head().
  std::optional<std::uint64_t> content_length = {};
  bool chunked = false;
  bool expects_100 = false;

  bool has_body() const { return chunked || content_length.value_or(0) > 0; }
};

/// Finds the empty line that ends a head, however the bytes arrive.
class HeadFinder {
 public:
  /// The length of the head at the front of `input`, or nothing while it is not whole. `input` is
  /// what the last call saw, with more behind it. bad_request for a line that does not end in CRLF
  /// and for one that begins with a space or tab (obs-fold).
  std::expected<std::optional<std::size_t>, Status> find(std::string_view input);
  /// Where the first line ends, once that is known.
  std::optional<std::size_t> first_line() const { return first_line_; }

 private:
  std::size_t line_ = 0;  // where the line begins that is looked at
  std::size_t seen_ = 0;  // up to where there is no further line break
  std::optional<std::size_t> first_line_;
};

/// Fills in how the body is sent. bad_request without exactly one Host (HTTP/1.0: with more than
/// one) or with one that is no host; with more than one Content-Length, with Content-Length and
/// Transfer-Encoding, with Transfer-Encoding in HTTP/1.0; not_implemented for a transfer coding
/// other than chunked; expectation_failed for an Expect other than 100-continue.
std::expected<void, Status> check_head(Head& head);

/// Whether a Host header can be one: letters, digits and what names, addresses and ports need.
bool is_host(std::string_view host);

}  // namespace allmende::http
