#include "text/latin.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <memory>

#include "text/characters.h"
#include "text/in_ascii.h"
#include "text/normalise.h"

namespace allmende::text {

namespace {

constexpr std::array<Spelling, 8> kGerman{
    {{"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"ß", "ss"}, {"Ä", "Ae"}, {"Ö", "Oe"}, {"Ü", "Ue"}, {"ẞ", "SS"}}};
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
  nfd->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink, nullptr, status);
  if (U_FAILURE(status)) throw Fault("ICU could not decompose a text");
  std::string plain;
  for (std::size_t i = 0; i < decomposed.size();) {
    std::size_t const begin = i;
    UChar32 const c = next_character(decomposed, i);
    if (c < 0x300 || c > 0x36F) plain.append(decomposed, begin, i - begin);
  }
  return plain;
}

std::unique_ptr<icu::Transliterator> new_transliterator() {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Transliterator> to_latin(
      icu::Transliterator::createInstance("Any-Latin; Latin-ASCII", UTRANS_FORWARD, status));
  if (U_FAILURE(status)) throw Fault("ICU has no transliteration data");
  return to_latin;
}

/// Making one takes half a millisecond, and ICU does not promise that threads may share it.
std::string transliterated(std::string_view text) {
  static thread_local auto const to_latin = new_transliterator();
  icu::UnicodeString wide =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  to_latin->transliterate(wide);
  std::string narrow;
  return wide.toUTF8String(narrow);
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string german_letters_spelled_out(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    auto const* spelling = german_spelling(text);
    out += spelling ? spelling->plain : text.substr(0, 1);
    text.remove_prefix(spelling ? spelling->letter.size() : 1);
  }
  return out;
}

}  // namespace

Spelling const* german_spelling(std::string_view rest) {
  auto const* found =
      std::ranges::find_if(kGerman, [rest](Spelling const& spelling) { return rest.starts_with(spelling.letter); });
  return found == kGerman.end() ? nullptr : found;
}

std::string latin_letters(std::string_view text) {
  std::string plain(text);
  if (has_foreign_letter(plain)) plain = without_accents(plain);
  if (has_foreign_letter(plain)) plain = transliterated(plain);
  return plain;
}

std::string in_ascii(std::string_view text) {
  std::string plain(text);
  if (is_ascii(plain)) return plain;
  verify_size(text);
  plain = without_accents(german_letters_spelled_out(normalise(text)));
  if (!is_ascii(plain)) plain = transliterated(plain);
  std::erase_if(plain, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  return plain;
}

}  // namespace allmende::text
