#pragma once
// Private to this room.

#include <algorithm>
#include <string_view>

#include "base/utf8.h"

namespace allmende::banking {

/// Whether it is text without control characters, of at most so many bytes.
inline bool is_line(std::string_view text, std::size_t longest) {
  auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; };
  return text.size() <= longest && std::ranges::none_of(text, is_control) && is_utf8(text);
}

}  // namespace allmende::banking
