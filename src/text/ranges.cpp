// "10-12": whether a hyphen between digits can only be a range.

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "text/paragraph.h"

namespace allmende::text {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_number_part(char c) { return is_digit(c) || c == '.' || c == ':' || c == ','; }

enum class Shape { whole, clock, decimal };

struct Number {
  Shape shape;
  std::string_view digits;  // before the separator
  int value;                // in hundredths
};

/// "10", "1989", "10.30", "8:05", "1,5": nothing else is a number that a range may have.
std::optional<Number> number_of(std::string_view token) {
  std::size_t const separator = token.find_first_of(".:,");
  std::string_view const whole = token.substr(0, separator);
  std::string_view const part =
      separator == std::string_view::npos ? "" : token.substr(separator + 1);
  bool const all_digits =
      std::ranges::all_of(whole, is_digit) && std::ranges::all_of(part, is_digit);
  if (!all_digits || whole.empty() || whole.size() > 4) return std::nullopt;
  Number number{Shape::whole, whole, 0};
  if (separator != std::string_view::npos) {
    number.shape = token[separator] == ',' ? Shape::decimal : Shape::clock;
    bool const fits = number.shape == Shape::clock ? whole.size() <= 2 && part.size() == 2
                                                   : !part.empty() && part.size() <= 2;
    if (!fits) return std::nullopt;
  } else if (whole.size() > 1 && whole.front() == '0') {
    return std::nullopt;
  }
  int fraction = 0;
  std::from_chars(whole.data(), whole.data() + whole.size(), number.value);
  std::from_chars(part.data(), part.data() + part.size(), fraction);
  number.value = number.value * 100 + (part.size() == 1 ? fraction * 10 : fraction);
  return number;
}

/// Whether "from-to" can only be a range. A telephone number, a result and a date cannot.
bool is_range(Number const& from, Number const& to, bool english) {
  if (from.shape == Shape::decimal || to.shape == Shape::decimal) {
    return from.shape == to.shape && from.value < to.value;
  }
  if (from.shape == Shape::clock && to.shape != Shape::clock) return false;
  std::size_t const left = from.digits.size();
  std::size_t const right = to.digits.size();
  if (left == 4 && right == 2) return to.value / 100 > from.value / 100 % 100;  // 1998-99
  if (left == 3 && right == 4) return false;
  if (english && left == 1 && right == 1) return false;
  return from.value < to.value && right <= left + 1;
}

/// Words after which digits and hyphens are a number of another kind.
bool announces_code(std::string_view before) {
  constexpr std::array<std::string_view, 14> kWords{"Tel.",  "Tel",  "Telefon", "Fax", "Phone",
                                                    "phone", "ISBN", "ISSN",    "ISO", "DIN",
                                                    "EN",    "PLZ",  "Az.",     "RFC"};
  while (before.ends_with(' ') || before.ends_with(':')) before.remove_suffix(1);
  return std::ranges::any_of(kWords, [before](std::string_view word) {
    if (!before.ends_with(word)) return false;
    return before.size() == word.size() || before[before.size() - word.size() - 1] == ' ';
  });
}

bool is_apart(Paragraph const& paragraph, std::size_t begin, std::size_t end) {
  Sort const left = paragraph.sort_before(begin);
  Sort const right = paragraph.sort_at(end);
  UChar32 const left_character = paragraph.before(begin);
  bool const left_good = left == Sort::edge || left == Sort::blank || left == Sort::opening ||
                         is_quote(left_character);
  bool const right_good = right != Sort::digit && right != Sort::dash &&
                          (right != Sort::letter || is_quote(paragraph.at(end)) ||
                           paragraph.at(end) == '%' || paragraph.at(end) == 0x20AC);
  if (!left_good || !right_good) return false;
  std::size_t const blank_left = paragraph.blank_before(begin);
  std::size_t const blank_right = paragraph.blank_at(end);
  bool const digits_around =
      (blank_left > 0 && paragraph.sort_before(begin - blank_left) == Sort::digit) ||
      (blank_right > 0 && paragraph.sort_at(end + blank_right) == Sort::digit);
  return !digits_around && !announces_code(paragraph.text().substr(0, begin));
}

}  // namespace

bool is_range_at(Paragraph const& paragraph, std::size_t hyphen, Language const& language) {
  std::string_view const text = paragraph.text();
  std::size_t begin = hyphen;
  while (begin > 0 && is_number_part(text[begin - 1])) --begin;
  std::size_t end = hyphen + 1;
  while (end < text.size() && is_number_part(text[end])) ++end;
  while (end > hyphen + 1 && !is_digit(text[end - 1])) --end;
  auto const from = number_of(text.substr(begin, hyphen - begin));
  auto const to = number_of(text.substr(hyphen + 1, end - hyphen - 1));
  bool const english = language.primary() == "en";
  return from && to && is_range(*from, *to, english) && is_apart(paragraph, begin, end);
}

}  // namespace allmende::text
