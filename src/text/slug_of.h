#pragma once
// The readable part of an address, from a title.

#include <string_view>

#include "base/language.h"
#include "base/slug.h"

namespace allmende::text {

/// "NATO und Russland wieder im Dialog" → "nato-und-russland-wieder-im-dialog".
/// German: ä ö ü ß become ae oe ue ss; a gender marker goes, whatever its form (`Leser*innen`,
/// `Leser:innen`, `Leser_innen` → "leserinnen"). Every other letter by ICU's transliteration (Žižek
/// → "zizek", Москва → "moskva"). Apostrophes go; all else becomes a hyphen. At most 80 bytes, cut
/// at a word where there is one. `fallback`, which must be a slug, when nothing is left of the
/// text.
Slug slug_of(std::string_view text, Language const& language, std::string_view fallback = "text");

}  // namespace allmende::text
