#pragma once
// Quotes and apostrophes: from marks in a text to what each of them is. Not part of the door.

#include <cstddef>
#include <optional>
#include <vector>

#include "text/paragraph.h"

namespace allmende::text {

/// Which way a mark looks, by what stands beside it.
enum class Direction { opens, closes, unclear };
enum class Level { outer, inner };
enum class Role { undecided, opens, closes, apostrophe, prime, double_prime };

/// One quote, apostrophe or prime in the text.
struct Mark {
  std::size_t offset;
  std::size_t length;
  UChar32 glyph;
  bool is_double;
  Sort left;   // what stands before it and its adjacent marks
  Sort right;  // what stands behind them
  Direction direction;
  Role role = Role::undecided;
  Level level = Level::outer;
  std::optional<std::size_t> partner = {};

  std::size_t end() const { return offset + length; }
};

inline bool is_guillemet(UChar32 c) { return c == 0xAB || c == 0xBB || c == 0x2039 || c == 0x203A; }

/// All marks outside of what is kept, in order, with their surroundings.
std::vector<Mark> marks_in(Paragraph const& paragraph);

/// Gives every mark its role, and the paired ones their partner and level.
void pair(std::vector<Mark>& marks, Paragraph const& paragraph, Language const& language);

}  // namespace allmende::text
