#pragma once
// ASCII letters in lower case: addresses, and what is compared with them. Private to this room.

#include <string>
#include <string_view>

namespace allmende::people {

inline std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

}  // namespace allmende::people
