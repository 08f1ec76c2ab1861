#pragma once
// Where an article stands in the printed paper, in words with links. Private to the site.

#include "html/html.h"
#include "newsroom/newsroom.h"
#include "site/context.h"

namespace allmende::site {

/// "Seiten 4 und 8", the pages that an article refers to in the issue that it stands in first. Only what leads to
/// a page that is there is a link: an archive may come without its issues, a text before the paper it is printed in.
html::Html see_pages_view(Context const& context, database::ReadTx& tx, newsroom::Article const& article);

/// "Gedruckt in der Ausgabe vom 21. November 2026, Seiten 1 und 4.", a line for each issue.
html::Html printed_view(Context const& context, database::ReadTx& tx, newsroom::Article const& article);

}  // namespace allmende::site
