#include "text/measure.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <cmath>
#include <memory>

#include "text/characters.h"

namespace allmende::text {

namespace {

constexpr double kCharactersPerMinute = 1430;
constexpr double kEnglishWordsPerMinute = 238;

std::unique_ptr<icu::BreakIterator> breaks_of(icu::BreakIterator* (*create)(icu::Locale const&,
                                                                            UErrorCode&),
                                              UText& utext, std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::BreakIterator> breaks(create(icu::Locale::getRoot(), status));
  utext_openUTF8(&utext, text.data(), static_cast<std::int64_t>(text.size()), &status);
  if (U_SUCCESS(status)) breaks->setText(&utext, status);
  if (U_FAILURE(status)) throw Fault("ICU has no data to divide text");
  return breaks;
}

/// A star, a colon or a hyphen joins what ICU divides.
bool is_joined(std::string_view text, std::int32_t start) {
  if (start < 2) return false;
  auto const at = static_cast<std::size_t>(start);
  char const before = text[at - 1];
  auto const two_before = static_cast<unsigned char>(text[at - 2]);
  bool const joins = before == '*' || before == ':' || before == '-';
  return joins && (std::isalnum(two_before) || two_before >= 0x80);
}

/// Where the character with this number begins, or the end of the text.
std::size_t offset_of(std::string_view text, std::size_t number) {
  std::size_t offset = 0;
  for (; number > 0 && offset < text.size(); --number) next_character(text, offset);
  return offset;
}

/// The last place at or before `offset` that does not divide a letter from its accents.
std::size_t whole_character_before(std::string_view text, std::size_t offset) {
  UText utext = UTEXT_INITIALIZER;
  auto breaks = breaks_of(&icu::BreakIterator::createCharacterInstance, utext, text);
  auto const at = static_cast<std::int32_t>(offset);
  std::int32_t const boundary = breaks->isBoundary(at) ? at : breaks->preceding(at);
  breaks.reset();
  utext_close(&utext);
  return boundary < 0 ? 0 : static_cast<std::size_t>(boundary);
}

}  // namespace

std::size_t character_count(std::string_view text) {
  verify_size(text);
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) next_character(text, i);
  return count;
}

std::size_t word_count(std::string_view text) {
  verify_size(text);
  UText utext = UTEXT_INITIALIZER;
  auto breaks = breaks_of(&icu::BreakIterator::createWordInstance, utext, text);
  std::size_t count = 0;
  std::int32_t start = breaks->first();
  for (std::int32_t end = breaks->next(); end != icu::BreakIterator::DONE; end = breaks->next()) {
    bool const is_word = breaks->getRuleStatus() >= UBRK_WORD_NUMBER;
    if (is_word && !is_joined(text, start)) count += 1;
    start = end;
  }
  breaks.reset();
  utext_close(&utext);
  return count;
}

int reading_minutes(std::size_t characters, std::size_t words, Language const& language) {
  double const minutes = language.primary() == "en"
                             ? static_cast<double>(words) / kEnglishWordsPerMinute
                             : static_cast<double>(characters) / kCharactersPerMinute;
  return static_cast<int>(std::max(1L, std::lround(std::min(minutes, 1e6))));
}

int reading_minutes(std::string_view text, Language const& language) {
  bool const by_words = language.primary() == "en";
  return reading_minutes(by_words ? 0 : character_count(text), by_words ? word_count(text) : 0,
                         language);
}

std::string excerpt(std::string_view text, std::size_t longest) {
  verify_size(text);
  if (offset_of(text, longest) == text.size()) return std::string(text);
  if (longest == 0) return "";
  std::size_t const room = offset_of(text, longest - 1);
  std::string_view kept = text.substr(0, room);
  bool const ends_word = text[room] == ' ' || text[room] == '\n';
  std::size_t const blank = kept.find_last_of(" \n");
  if (!ends_word && blank != std::string_view::npos && blank > 0) kept = kept.substr(0, blank);
  else if (!ends_word) kept = kept.substr(0, whole_character_before(text, room));
  while (!kept.empty() &&
         std::string_view(" \n\t,;:.!?-").find(kept.back()) != std::string_view::npos) {
    kept.remove_suffix(1);
  }
  if (kept.ends_with(" –")) kept.remove_suffix(std::string_view(" –").size());
  return std::string(kept) + "…";
}

}  // namespace allmende::text
