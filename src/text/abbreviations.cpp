// German abbreviations of several words: "z.B." and "z. B." get a thin space that does not break.

#include <array>

#include "text/paragraph.h"

namespace allmende::text {

namespace {

constexpr auto kGerman = std::to_array<std::string_view>(
    {"a. a. O.", "a. D.",    "d. h.",    "d. J.", "e. V.",    "i. A.",    "i. d. F.",
     "i. d. R.", "i. S. d.", "i. S. v.", "i. V.", "m. a. W.", "m. E.",    "n. Chr.",
     "v. Chr.",  "o. Ä.",    "o. g.",    "o. J.", "s. a.",    "s. o.",    "s. u.",
     "u. a. m.", "u. a.",    "u. Ä.",    "u. g.", "u. U.",    "u. v. a.", "u. v. m.",
     "v. a.",    "z. B.",    "z. Hd.",   "z. T.", "z. Zt."});

struct Joint {
  std::size_t offset;
  std::size_t length;
};

/// An abbreviation found in the text: where its words join.
struct Match {
  std::array<Joint, 4> joints{};
  std::size_t count = 0;
  std::size_t end = 0;
};

/// Reads `pattern` at a place; where it has a blank the text may have one of any kind, or none.
Match match(Paragraph const& paragraph, std::size_t begin, std::string_view pattern) {
  std::string_view const text = paragraph.text();
  Match match;
  std::size_t at = begin;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == ' ') {
      std::size_t const blank = paragraph.blank_at(at);
      match.joints[match.count++] = {at, blank};
      at += blank;
      continue;
    }
    char const c = at < text.size() ? text[at] : '\0';
    bool const capital = i == 0 && c == pattern[i] - 32;
    if (c != pattern[i] && !capital) return {};
    at += 1;
  }
  match.end = at;
  return match;
}

}  // namespace

void set_abbreviations(Paragraph& paragraph, Language const& language) {
  if (language.primary() != "de") return;
  std::string_view const text = paragraph.text();
  for (std::size_t point = text.find('.'); point != std::string_view::npos;
       point = text.find('.', point + 1)) {
    bool const single_letter = point > 0 && paragraph.begins_word(point - 1);
    if (!single_letter) continue;
    for (std::string_view pattern : kGerman) {
      Match const found = match(paragraph, point - 1, pattern);
      if (found.end == 0 || !paragraph.ends_word(found.end)) continue;
      for (std::size_t i = 0; i < found.count; ++i) {
        paragraph.edit(found.joints[i].offset, found.joints[i].length, kThinSpace);
      }
      break;
    }
  }
}

}  // namespace allmende::text
