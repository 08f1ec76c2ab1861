#include "sepa/check_digits.h"

#include <fmt/format.h>

namespace allmende::sepa {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

/// The remainder of a code read as a number, where A counts 10 and Z counts 35.
unsigned remainder_of(std::string_view code, unsigned remainder = 0) {
  for (char c : code) {
    unsigned value = static_cast<unsigned>(is_digit(c) ? c - '0' : c - 'A' + 10);
    remainder = (remainder * (value < 10 ? 10 : 100) + value) % 97;
  }
  return remainder;
}

/// The bytes of the blank or separator that `text` begins with, 0 if it does not.
std::size_t gap_at(std::string_view text, std::string_view separators) {
  if (separators.find(text.front()) != std::string_view::npos) return 1;
  for (std::string_view blank : {" ", "\t", "\u00a0", "\u2009", "\u202f"}) {
    if (text.starts_with(blank)) return blank.size();
  }
  return 0;
}

}  // namespace

std::optional<std::string> letters_and_digits(std::string_view typed, std::size_t longest,
                                              std::string_view separators) {
  std::string plain;
  while (!typed.empty()) {
    if (std::size_t gap = gap_at(typed, separators); gap > 0) {
      typed.remove_prefix(gap);
      continue;
    }
    char c = typed.front();
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if ((!is_digit(c) && !is_capital(c)) || plain.size() == longest) return std::nullopt;
    plain += c;
    typed.remove_prefix(1);
  }
  return plain;
}

bool check_digits_agree(std::string_view code) {
  if (code.size() < 5 || !is_digit(code[2]) || !is_digit(code[3])) return false;
  std::string_view digits = code.substr(2, 2);
  if (digits == "00" || digits == "01" || digits == "99") return false;
  return remainder_of(code.substr(0, 4), remainder_of(code.substr(4))) == 1;
}

std::string check_digits_for(std::string_view prefix, std::string_view rest) {
  unsigned remainder = remainder_of("00", remainder_of(prefix, remainder_of(rest)));
  return fmt::format("{:02}", 98 - remainder);
}

std::string in_groups_of_four(std::string_view code) {
  std::string printed;
  for (std::size_t i = 0; i < code.size(); i += 4) {
    if (i > 0) printed += ' ';
    printed += code.substr(i, 4);
  }
  return printed;
}

}  // namespace allmende::sepa
