#pragma once
// The column beside the text. Private to this room.

#include "html/html.h"
#include "newsroom/newsroom.h"
#include "words/words.h"

namespace allmende::desk {

/// Every field but those that stand above the text, in sections that fold. `sections`: of the paper.
html::Html writing_side(words::Words const& words, std::vector<newsroom::Section> const& sections);

}  // namespace allmende::desk
