#pragma once
// Walking through UTF-8, code point by code point. Not part of the door.

#include <unicode/utf8.h>

#include <cstddef>
#include <string_view>

#include "base/result.h"

namespace allmende::text {

/// Reads the code point at `offset` and moves behind it. Negative where the bytes are no UTF-8;
/// then it moves behind the longest part that could have been.
inline UChar32 next_character(std::string_view text, std::size_t& offset) {
  auto at = static_cast<std::int32_t>(offset);
  auto const size = static_cast<std::int32_t>(text.size());
  UChar32 character = 0;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
  U8_NEXT(text.data(), at, size, character);
#pragma GCC diagnostic pop
  offset = static_cast<std::size_t>(at);
  return character;
}

/// ICU counts in 32 bits.
inline void verify_size(std::string_view text) { VERIFY(text.size() <= INT32_MAX / 4); }

}  // namespace allmende::text
