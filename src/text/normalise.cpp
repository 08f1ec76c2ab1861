#include "text/normalise.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include "text/characters.h"

namespace allmende::text {

namespace {

bool is_joiner(UChar32 c) { return c == 0x200C || c == 0x200D; }

/// Whether a joiner behind `c` says something: in emoji, and in scripts whose letters join.
bool takes_joiner(UChar32 c) { return c >= 0x0600 && !(c >= 0x1E00 && c <= 0x24FF); }

bool is_harmful(UChar32 c, UChar32 before) {
  if (c < 0x20) return c != '\t' && c != '\n';
  if (c < 0x7F) return false;
  if (c <= 0x9F || c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF) return true;
  if (is_joiner(c)) return !takes_joiner(before);
  return c >= 0x202A && c <= 0x202E;
}

/// Below U+0300 and among the marks of punctuation nothing ever composes.
bool may_compose(UChar32 c) { return c >= 0x0300 && !(c >= 0x2010 && c <= 0x206F) && c != 0x20AC; }

std::string composed(std::string text) {
  UErrorCode status = U_ZERO_ERROR;
  icu::Normalizer2 const* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) throw Fault("ICU has no normalisation data");
  icu::StringPiece const piece(text.data(), static_cast<std::int32_t>(text.size()));
  if (nfc->isNormalizedUTF8(piece, status)) return text;
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  nfc->normalizeUTF8(0, piece, sink, nullptr, status);
  if (U_FAILURE(status)) throw Fault("ICU could not normalise a text");
  return out;
}

/// What needs no thought: most of most texts.
bool is_plain(char c) { return c >= ' ' && c < 0x7F; }

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

std::string normalise(std::string_view text) {
  verify_size(text);
  std::string clean;
  clean.reserve(text.size());
  bool composes = false;
  UChar32 before = 0;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t const start = i;
    while (i < text.size() && is_plain(text[i])) ++i;
    if (i > start) {
      clean.append(text, start, i - start);
      before = static_cast<UChar32>(text[i - 1]);
      continue;
    }
    UChar32 const c = next_character(text, i);
    if (c == '\r' || c == 0x2028 || c == 0x2029) {
      bool const pair = c == '\r' && i < text.size() && text[i] == '\n';
      if (!pair) clean += '\n';
      before = '\n';
    } else if (c < 0) {
      clean += "\uFFFD";
      before = 0xFFFD;
    } else if (!is_harmful(c, before)) {
      clean.append(text, start, i - start);
      composes = composes || may_compose(c);
      before = c;
    }
  }
  return composes ? composed(std::move(clean)) : clean;
}

std::string squeeze(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool blank = false;
  for (char c : text) {
    if (is_blank(c)) {
      blank = true;
      continue;
    }
    if (blank && !out.empty()) out += ' ';
    blank = false;
    out += c;
  }
  return out;
}

}  // namespace allmende::text
