#include "mail/encoding.h"

#include <vector>

namespace allmende::mail {

namespace {

constexpr std::size_t kLine = 76;
constexpr std::string_view kBegin = "=?UTF-8?Q?", kEnd = "?=";
/// Of one encoded word, RFC 2047, 2.
constexpr std::size_t kLongestWord = 75;

bool is_printable(char c) { return c >= 0x20 && c < 0x7F; }

std::string in_hexadecimal(char c) { return fmt::format("={:02X}", static_cast<unsigned char>(c)); }

/// The first character's bytes.
std::string_view character(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) ++length;
  return text.substr(0, length);
}

/// In an encoded word, wherever it stands (RFC 2047, 5 (3)): letters, digits and few others are themselves.
std::string in_word(std::string_view bytes) {
  std::string out;
  for (char c : bytes) {
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                 std::string_view("!*+-/").find(c) != std::string_view::npos;
    if (c == ' ') out += '_';
    else if (plain) out += c;
    else out += in_hexadecimal(c);
  }
  return out;
}

}  // namespace

bool is_plain_header(std::string_view text) {
  return std::ranges::all_of(text, is_printable) && text.find("=?") == text.npos;
}

std::string encoded_words(std::string_view text, std::size_t column) {
  std::string out;
  std::string word;
  auto fits = [&](std::string const& more) {
    std::size_t length = kBegin.size() + word.size() + more.size() + kEnd.size();
    return length <= kLongestWord && column + length <= kLine;
  };
  auto close = [&] {
    if (!word.empty()) out += fmt::format("{}{}{}", kBegin, word, kEnd);
    out += "\r\n ";
    column = 1;
    word.clear();
  };
  while (!text.empty()) {
    std::string_view next = character(text);
    std::string more = in_word(next);
    if (!fits(more)) close();
    word += more;
    text.remove_prefix(next.size());
  }
  return word.empty() ? out : out + fmt::format("{}{}{}", kBegin, word, kEnd);
}

std::string folded(std::string_view text, std::size_t column) {
  std::string out;
  while (!text.empty()) {
    std::size_t end = std::min(text.find(' ', 1), text.size());
    std::string_view word = text.substr(0, end);
    // A line may begin with the word's own blank: unfolding takes the line break alone away.
    if (column + word.size() > kLine && word.starts_with(' ') && word.size() > 1) {
      out += "\r\n";
      column = 0;
    }
    out += word;
    column += word.size();
    text.remove_prefix(end);
  }
  return out;
}

std::string quoted_printable(std::string_view text) {
  std::string out;
  std::size_t column = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '\n') {
      out += "\r\n";
      column = 0;
      continue;
    }
    bool ends_line = i + 1 == text.size() || text[i + 1] == '\n';
    bool is_blank = c == ' ' || c == '\t';
    bool plain = is_blank ? !ends_line : is_printable(c) && c != '=';
    std::string more = plain ? std::string(1, c) : in_hexadecimal(c);
    // The line's last byte is free for the sign that it goes on.
    if (column + more.size() > kLine - 1) {
      out += "=\r\n";
      column = 0;
    }
    out += more;
    column += more.size();
  }
  return out;
}

}  // namespace allmende::mail
