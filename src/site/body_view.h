#pragma once
// A body as HTML: derived, never stored. Private to the site; markup as in theme/MARKUP.md, "Blocks".

#include "html/html.h"
#include "newsroom/newsroom.h"
#include "site/context.h"

namespace allmende::site {

html::Html text_view(newsroom::Text const& text);

/// What stands in front of the first paragraph, and behind the last block.
struct BodyEdges {
  html::Html dateline = {};
  html::Html end = {};
};

html::Html body_view(Context const& context, database::ReadTx& tx, newsroom::Body const& body,
                     words::Words const& words, BodyEdges const& edges = {});

}  // namespace allmende::site
