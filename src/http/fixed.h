#pragma once
// An answer that stays the same for as long as the program runs, with its codings made beforehand: a
// style sheet, a font. Part of the door.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/response.h"

namespace allmende::http {

class FixedAnswer {
 public:
  /// Bytes that live as long as the program does. A coding that is empty is not there.
  struct Bodies {
    std::string_view plain;
    std::string_view gzip = {};
    std::string_view brotli = {};
  };

  /// A 200 that may be kept for good, so its address must change with its bytes. `tag`: see
  /// Response::etag; each coding has its own: "abc", "abc-gzip", "abc-br".
  FixedAnswer(std::string address, std::string_view type, std::string_view tag, Bodies const& bodies);

  std::string const& address() const { return address_; }
  /// One for each coding that is there, the plain one first.
  std::span<Response const> responses() const { return responses_; }
  /// The number of the smallest that the request takes. Allocates nothing.
  std::size_t choose(std::string_view accept_encoding) const noexcept;

 private:
  void add(std::string_view type, std::string_view tag, std::string_view coding, std::string_view body);

  std::string address_;
  std::vector<Response> responses_;
  std::size_t gzip_ = 0;    // which response this is; 0: none
  std::size_t brotli_ = 0;
};

}  // namespace allmende::http
