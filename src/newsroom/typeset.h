#pragma once
// Typography on the way in: what was typed becomes what is printed, once and for good.

#include "newsroom/article.h"
#include "text/text.h"

namespace allmende::newsroom {

/// Sets every text of the article (headline, deck, body, captions, notes) in the house's typography for
/// the article's language. Addresses, names of files, agencies and authors stay as they are. Doing it
/// again changes nothing.
void typeset(Article& article, text::Typography const& typography);
void typeset(Body& body, text::Typography const& typography);

}  // namespace allmende::newsroom
