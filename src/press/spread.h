#pragma once
// A page spread out into the pieces that one reader gets. Private to this room.

#include "press/page.h"

namespace allmende::press {

/// The pieces of a body, in order, and its length. `trailer` is where the end of a gzip stream is
/// written; it must live as long as the pieces are used.
class Spread {
 public:
  Spread(Page const& page, Representation const& representation, Coding coding,
         Choice const& choice, char* trailer);

  std::size_t bytes() const { return bytes_; }
  template <class Take>
  void each(Take&& take) const {
    for (std::size_t i = 0; i < count_; ++i) take(pieces_[i]);
  }

  static constexpr std::size_t kTrailer = 8;

 private:
  void add(std::string_view piece) {
    if (piece.empty()) return;
    pieces_[count_++] = piece;
    bytes_ += piece.size();
  }

  std::array<std::string_view, 2 * kMostSlots + 2> pieces_;
  std::size_t count_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace allmende::press
