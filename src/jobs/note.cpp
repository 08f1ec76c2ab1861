#include "jobs/note.h"

#include "base/base.h"

namespace allmende::jobs {

std::string note_of(std::string_view error) {
  constexpr std::size_t kMost = 500;
  std::size_t length = std::min(error.size(), kMost);
  // Not in the middle of a character: its further bytes begin with the bits 10.
  while (length < error.size() && length > 0 && (static_cast<unsigned char>(error[length]) & 0xC0) == 0x80) --length;
  std::string note(error.substr(0, length));
  bool is_text = is_utf8(note);
  for (char& c : note) {
    auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) c = ' ';
    if (byte >= 0x80 && !is_text) c = '?';
  }
  return note;
}

}  // namespace allmende::jobs
