#pragma once
// Parts of the page on which a text is written. Private to this room.

#include <optional>

#include "edition/edition.h"
#include "html/html.h"
#include "newsroom/newsroom.h"
#include "words/words.h"

namespace allmende::desk {

/// Every field but those that stand above the text, in sections that fold. `sections`: of the paper; `issue`: the one
/// in which the text is placed, for its pages.
html::Html writing_side(words::Words const& words, std::vector<newsroom::Section> const& sections,
                        std::optional<edition::Issue> const& issue);

/// In which a picture is chosen, or taken in.
html::Html picture_dialog(words::Words const& words);

}  // namespace allmende::desk
