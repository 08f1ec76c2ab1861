#pragma once
// Heads that a loop has read already. Private to this room.
//
// A browser on one connection, a proxy or a crawler sends the same lines below each request line. What
// Beast has found in them once holds for the same bytes again; the request line it reads each time.
// Looked at are the lines that came last, on whichever connection, and those of the connection.

#include <array>
#include <cstdint>
#include <vector>

#include "http/quick_parser.h"

namespace allmende::http {

class HeadMemory {
 public:
  HeadMemory() : places_(kPlaces), last_(places_.data()) {}
  HeadMemory(HeadMemory const&) = delete;

  /// What read_quick_head() says of `input`, with the same views; sooner when the lines below the
  /// request line have been read before.
  std::optional<QuickHead> read(std::uint64_t connection, std::string_view input, Limits const& limits);

  static constexpr std::size_t kPlaces = 64;  // for connections, by their numbers
  /// Longer ones are not remembered.
  static constexpr std::size_t kMostBytes = 1000;
  static constexpr std::size_t kLongestRequestLine = 512;

 private:
  struct Part {
    std::uint16_t at = 0, size = 0;  // from the end of the request line; none: not there
  };
  /// The fields that a RequestView has.
  using Views = std::array<Part, 4>;
  struct Place {
    std::array<char, kMostBytes> lines;
    std::uint16_t size = 0;
    Views views;
  };

  static std::optional<QuickHead> recall(Place const& place, std::string_view input, Limits const& limits);
  static void remember(Place& place, std::string_view input, QuickHead const& head);

  std::vector<Place> places_;
  Place* last_;
};

}  // namespace allmende::http
