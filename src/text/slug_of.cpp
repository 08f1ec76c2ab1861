#include "text/slug_of.h"

#include <array>
#include <string>

#include "text/latin.h"
#include "text/normalise.h"

namespace allmende::text {

namespace {

constexpr std::size_t kLongest = 80;
constexpr std::size_t kLongestRead = 4096;

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

constexpr std::array<std::string_view, 6> kApostrophes{"'", "’", "‘", "´", "`", "ʼ"};
constexpr std::array<std::string_view, 8> kMarkers{"/-", "*", ":", "_", "·", "•", "∗", "/"};

/// The length of what begins `rest` among `choices`, or 0.
template <std::size_t N>
std::size_t starts_with_any(std::string_view rest, std::array<std::string_view, N> const& choices) {
  for (std::string_view choice : choices) {
    if (rest.starts_with(choice)) return choice.size();
  }
  return 0;
}

/// Whether the word goes on as a feminine ending does: "in", "innen", "innenrat", but not "Inhalt".
bool is_feminine_ending(std::string_view rest) {
  if (!rest.starts_with("in")) return false;
  return rest.starts_with("innen") || rest.size() == 2 || !is_ascii_letter(rest[2]);
}

/// A letter, at least, ends the text: a byte of any letter that is not ASCII passes for one.
bool ends_with_letter(std::string const& text) {
  return !text.empty() &&
         (is_ascii_letter(text.back()) || static_cast<unsigned char>(text.back()) >= 0x80);
}

std::size_t gender_marker(std::string const& before, std::string_view rest) {
  std::size_t marker = ends_with_letter(before) ? starts_with_any(rest, kMarkers) : 0;
  return marker > 0 && is_feminine_ending(rest.substr(marker)) ? marker : 0;
}

/// The text with German letters spelled out, and without markers and apostrophes.
std::string prepared(std::string_view text, bool german) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (is_ascii_letter(text[i]) || is_ascii_digit(text[i]) || text[i] == ' ') {
      out += text[i++];
      continue;
    }
    std::string_view const rest = text.substr(i);
    if (std::size_t marker = gender_marker(out, rest)) {
      i += marker;
      continue;
    }
    if (std::size_t apostrophe = starts_with_any(rest, kApostrophes)) {
      i += apostrophe;
      continue;
    }
    auto const* spelling = german ? german_spelling(rest) : nullptr;
    if (spelling != nullptr) {
      out += spelling->plain;
      i += spelling->letter.size();
    } else {
      out += text[i++];
    }
  }
  return out;
}

std::string hyphenated(std::string_view text) {
  std::string slug;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char const c = text[i];
    if (is_ascii_letter(c) || is_ascii_digit(c)) {
      slug += lower(c);
    } else if (starts_with_any(text.substr(i), kApostrophes) == 0 && !slug.empty() &&
               slug.back() != '-') {
      slug += '-';
    }
  }
  if (slug.ends_with('-')) slug.pop_back();
  return slug;
}

void cut(std::string& slug) {
  if (slug.size() <= kLongest) return;
  std::size_t hyphen = slug.rfind('-', kLongest);
  slug.resize(hyphen == std::string::npos ? kLongest : hyphen);
}

}  // namespace

Slug slug_of(std::string_view text, Language const& language, std::string_view fallback) {
  std::string const clean = normalise(text.substr(0, kLongestRead));
  std::string slug = hyphenated(latin_letters(prepared(clean, language.primary() == "de")));
  cut(slug);
  auto result = Slug::parse(slug.empty() ? fallback : slug);
  VERIFY(result.has_value());
  return *result;
}

}  // namespace allmende::text
