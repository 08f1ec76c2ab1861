#pragma once
// Foreign letters written with those of ASCII. Not part of the door.

#include <string>
#include <string_view>

namespace allmende::text {

struct Spelling {
  std::string_view letter;
  std::string_view plain;
};

/// How German spells out the letter that `rest` begins with (ä → ae), or nullptr.
Spelling const* german_spelling(std::string_view rest);

/// Letters without their accents (é → e), and where that is not enough, by ICU's transliteration (Москва → Moskva).
/// What is no letter may stay as it is.
std::string latin_letters(std::string_view text);

}  // namespace allmende::text
