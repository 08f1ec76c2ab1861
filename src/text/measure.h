#pragma once
// How long a text is, in the ways people count.

#include <cstddef>
#include <string>
#include <string_view>

#include "base/language.h"

namespace allmende::text {

/// Unicode code points. Bytes that are no UTF-8 count one each.
std::size_t character_count(std::string_view text);

/// Words as ICU finds them; `Leser*innen` and `Ost-West-Dialog` are one word each.
std::size_t word_count(std::string_view text);

/// What a reader sees as minutes: max(1, rounded).
///   English: 238 words a minute (Brysbaert 2019, silent reading of non-fiction).
///   German and every other language: 1,430 characters with blanks a minute, which is 200 German
///   words (derived from Brysbaert 2019 and IReST, Trauzettel-Klosinski & Dietz 2012).
/// `characters` and `words` as the two functions above count them.
int reading_minutes(std::size_t characters, std::size_t words, Language const& language);
int reading_minutes(std::string_view text, Language const& language);

/// The beginning of a text in at most `longest` characters: whole if it fits, else cut behind a
/// word, without the punctuation there, and with "…".
std::string excerpt(std::string_view text, std::size_t longest);

}  // namespace allmende::text
