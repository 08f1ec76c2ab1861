#include "text/slug_of.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>

#include <array>
#include <string>

#include "text/characters.h"
#include "text/normalise.h"

namespace allmende::text {

namespace {

constexpr std::size_t kLongest = 80;
constexpr std::size_t kLongestRead = 4096;

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

struct Spelling {
  std::string_view letter;
  std::string_view plain;
};
constexpr std::array<Spelling, 8> kGerman{{{"ä", "ae"},
                                           {"ö", "oe"},
                                           {"ü", "ue"},
                                           {"ß", "ss"},
                                           {"Ä", "Ae"},
                                           {"Ö", "Oe"},
                                           {"Ü", "Ue"},
                                           {"ẞ", "SS"}}};
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
    auto is_next = [rest](Spelling const& spelling) { return rest.starts_with(spelling.letter); };
    auto spelling = german ? std::ranges::find_if(kGerman, is_next) : kGerman.end();
    if (spelling != kGerman.end()) {
      out += spelling->plain;
      i += spelling->letter.size();
    } else {
      out += text[i++];
    }
  }
  return out;
}

bool has_foreign_letter(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    UChar32 const c = next_character(text, i);
    if (c >= 0x80 && u_isalnum(c)) return true;
  }
  return false;
}

/// Latin letters without their accents: é → e. What is left needs ICU's transliteration.
std::string without_accents(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  icu::Normalizer2 const* nfd = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) throw Fault("ICU has no normalisation data");
  std::string decomposed;
  icu::StringByteSink<std::string> sink(&decomposed);
  nfd->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink,
                     nullptr, status);
  if (U_FAILURE(status)) throw Fault("ICU could not decompose a text");
  std::string plain;
  for (std::size_t i = 0; i < decomposed.size();) {
    std::size_t const begin = i;
    UChar32 const c = next_character(decomposed, i);
    if (c < 0x300 || c > 0x36F) plain.append(decomposed, begin, i - begin);
  }
  return plain;
}

/// Made anew each time: it takes half a millisecond, and few texts need it.
std::string transliterated(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Transliterator> to_latin(
      icu::Transliterator::createInstance("Any-Latin; Latin-ASCII", UTRANS_FORWARD, status));
  if (U_FAILURE(status)) throw Fault("ICU has no transliteration data");
  icu::UnicodeString wide = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  to_latin->transliterate(wide);
  std::string narrow;
  return wide.toUTF8String(narrow);
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
  std::string plain = prepared(clean, language.primary() == "de");
  if (has_foreign_letter(plain)) plain = without_accents(plain);
  if (has_foreign_letter(plain)) plain = transliterated(plain);
  std::string slug = hyphenated(plain);
  cut(slug);
  auto result = Slug::parse(slug.empty() ? fallback : slug);
  VERIFY(result.has_value());
  return *result;
}

}  // namespace allmende::text
