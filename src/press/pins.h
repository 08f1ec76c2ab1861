#pragma once
// Answers that stay in the press for good, whatever else it must let go of. Private to this room.

#include <string>
#include <unordered_map>
#include <vector>

#include "http/http.h"

namespace allmende::press {

/// Filled before the first reader reads, and never changed again.
class Pins {
 public:
  void add(http::FixedAnswer answer, std::size_t route, http::Fields const& always);
  /// As Press::answer().
  bool answer(http::RequestView const& request, http::QuickAnswer& answer) const noexcept;

 private:
  /// One coding: all of its head, and its body.
  struct Variant {
    std::string etag;
    std::string head_of_200;
    std::string head_of_304;
    http::Bytes body;
  };
  struct Pin {
    http::FixedAnswer fixed;
    std::size_t route;
    std::vector<Variant> variants;
  };
  /// Lets an address be looked up as it lies in the request.
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  std::unordered_map<std::string, Pin, Hash, std::equal_to<>> pins_;
};

}  // namespace allmende::press
