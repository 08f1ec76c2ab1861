#include "newsroom/page_text_letters.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/base.h"

namespace allmende::newsroom::page_text {

namespace {

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"  // inside ICU's macros

UChar32 character_at(std::string_view text, std::size_t& at) {
  UChar32 character = 0;
  U8_NEXT(text.data(), at, text.size(), character);
  return character;
}

std::size_t start_of_last(std::string_view text, UChar32& character) {
  auto at = static_cast<std::int32_t>(text.size());
  U8_PREV(text.data(), 0, at, character);
  return static_cast<std::size_t>(at);
}

void append(std::string& text, UChar32 character) {
  char bytes[U8_MAX_LENGTH];
  std::size_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, character);
  text.append(bytes, length);
}

#pragma GCC diagnostic pop

bool is_plain_blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }

bool closes(char32_t c) {
  return std::u32string_view(U"»«›‹“”‘’\"')]").find(c) != std::u32string_view::npos;
}

template <std::size_t count>
bool is_one_of(std::array<std::string_view, count> const& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

/// Joins `line`, a text so far, with what stands on the next line: "Zusam-|menarbeit" is whole
/// again, "Ost-|West" keeps its hyphen, "Nord-|und Südkorea" keeps hyphen and blank.
void join_lines(std::string& line, std::string_view next) {
  std::string_view before = line;
  bool hyphen = before.ends_with('-');
  if (hyphen) before.remove_suffix(1);
  if (!hyphen || !is_letter(last_character(before))) {
    line += ' ';
  } else if (is_lower(first_character(next))) {
    constexpr auto kConjunctions = std::to_array<std::string_view>(
        {"und", "oder", "bis", "sowie", "beziehungsweise", "bzw", "and", "or", "to"});
    if (is_one_of(kConjunctions, next.substr(0, next.find_first_of(" \t\n,.;")))) line += ' ';
    else line.pop_back();
  }
}

std::string small_but_first(std::string_view word) {
  std::string result;
  append(result, static_cast<UChar32>(take_character(word)));
  return result + folded(word);
}

}  // namespace

bool is_blank(char32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == 0xa0 || c == 0x2007 || c == 0x2009 ||
         c == 0x202f || c == 0x3000;
}
bool is_upper(char32_t c) { return u_isupper(static_cast<UChar32>(c)) != 0; }
bool is_lower(char32_t c) { return u_islower(static_cast<UChar32>(c)) != 0; }
bool is_letter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)) != 0; }
bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

char32_t first_character(std::string_view text) {
  std::size_t at = 0;
  return text.empty() ? U'\0' : static_cast<char32_t>(character_at(text, at));
}

char32_t last_character(std::string_view text) {
  UChar32 character = 0;
  if (!text.empty()) start_of_last(text, character);
  return static_cast<char32_t>(character);
}

char32_t take_character(std::string_view& text) {
  VERIFY(!text.empty());
  std::size_t at = 0;
  UChar32 character = character_at(text, at);
  text.remove_prefix(at);
  return static_cast<char32_t>(character);
}

void drop_last_character(std::string_view& text) {
  UChar32 character = 0;
  if (!text.empty()) text = text.substr(0, start_of_last(text, character));
}

std::size_t count_characters(std::string_view text) {
  auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; };
  return static_cast<std::size_t>(std::ranges::count_if(text, begins));
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(last_character(text))) drop_last_character(text);
  while (!text.empty() && is_blank(first_character(text))) take_character(text);
  return text;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  std::string_view rest = text;
  char const* begin = nullptr;
  while (!rest.empty()) {
    char const* here = rest.data();
    bool blank = is_blank(take_character(rest));
    if (!blank && begin == nullptr) begin = here;
    if (blank && begin != nullptr) words.emplace_back(std::exchange(begin, nullptr), here);
  }
  if (begin != nullptr) words.emplace_back(begin, text.data() + text.size());
  return words;
}

std::vector<std::string_view> parts_of(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t end = 0; end != std::string_view::npos;) {
    end = text.find(separator);
    parts.push_back(trimmed(text.substr(0, end)));
    if (end != std::string_view::npos) text.remove_prefix(end + 1);
  }
  return parts;
}

std::string folded(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    char c = text[at];
    if (static_cast<unsigned char>(c) < 0x80) {
      result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      at += 1;
    } else {
      append(result, u_tolower(character_at(text, at)));
    }
  }
  return result;
}

bool same(std::string_view a, std::string_view folded_word) { return folded(a) == folded_word; }

bool ends_sentence(std::string_view text) {
  text = trimmed(text);
  while (closes(last_character(text))) drop_last_character(text);
  char32_t last = last_character(text);
  return last == '.' || last == '!' || last == '?' || last == U'…';
}

std::string_view span_of(std::string_view first, std::string_view last) {
  return {first.data(), last.data() + last.size()};
}

std::string printed(std::string_view text) {
  std::string result;
  bool blank = false;
  bool line_end = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_plain_blank(text[i])) {
      blank = true;
      line_end = line_end || text[i] == '\n';
      continue;
    }
    if (!result.empty() && line_end) join_lines(result, text.substr(i));
    else if (!result.empty() && blank) result += ' ';
    blank = line_end = false;
    result += text[i];
  }
  return result;
}

std::string without_capitals(std::string_view place) {
  constexpr auto kParticles =
      std::to_array<std::string_view>({"am", "an", "der", "im", "in", "bei", "ob", "de"});
  constexpr auto kAbbreviations =
      std::to_array<std::string_view>({"eu", "un", "usa", "uno", "ddr", "brd"});
  std::string result;
  for (std::string_view word : words_of(place)) {
    std::string small = folded(word);
    bool shouted = std::ranges::none_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
    if (!result.empty()) result += ' ';
    if (shouted && !result.empty() && is_one_of(kParticles, small)) result += small;
    else if (shouted && !is_one_of(kAbbreviations, small)) result += small_but_first(word);
    else result += word;
  }
  return result;
}

}  // namespace allmende::newsroom::page_text
