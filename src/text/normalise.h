#pragma once
// The one form in which text is kept.

#include <string>
#include <string_view>

namespace allmende::text {

/// The text as it is stored: Unicode NFC, without what cannot be seen and only does harm:
///  - U+00AD, U+200B, U+2060, U+FEFF (word processors and page layout leave them behind; they split
///  words
///    for search and for screen readers);
///  - U+200C and U+200D, unless the character before needs them (emoji, Arabic, Indic scripts);
///  - control characters but tab and line feed; U+202A to U+202E, which can make a text read
///  backwards.
/// CR LF, CR, U+2028 and U+2029 become line feeds. Bytes that are no UTF-8 become U+FFFD.
/// Idempotent. `Leser*innen`, `Leser:innen`, `Kolleg_innen` stay as they are written.
std::string normalise(std::string_view text);

/// Without blanks at both ends, and with every run of blanks and line ends inside made one blank.
/// Unbreakable spaces stay what they are. For one-line fields.
std::string squeeze(std::string_view text);

}  // namespace allmende::text
