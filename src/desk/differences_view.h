#pragma once
// What differs, as it is read: what went is struck, what came is marked; both also for who hears it. Private.

#include "html/html.h"
#include "manuscripts/manuscripts.h"
#include "words/words.h"

namespace allmende::desk {

html::Html differences_view(words::Words const& words, std::vector<manuscripts::Difference> const& differences);

}  // namespace allmende::desk
