#include "ledger/words.h"

#include <algorithm>

namespace allmende::ledger {

Result<void> check_words(std::string_view text, std::size_t most, std::string_view where) {
  if (text.empty()) return refuse(Code::invalid, "must not be empty", std::string(where));
  if (text.size() > most) {
    return refuse(Code::limit, "is longer than " + std::to_string(most) + " bytes", std::string(where));
  }
  bool controls = std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (controls || !is_utf8(text)) {
    return refuse(Code::invalid, "has characters that are none of a line of text", std::string(where));
  }
  return {};
}

}  // namespace allmende::ledger
