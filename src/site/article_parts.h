#pragma once
// The parts of an article's page, each by itself. Private to the site.

#include "appeals/appeals.h"
#include "html/html.h"
#include "newsroom/newsroom.h"
#include "site/context.h"

namespace allmende::site {

/// Kicker, headline, deck, byline, dates, reading time.
html::Html article_head(newsroom::Article const& article, words::Words const& words);
/// "Brüssel." as a bold run-in.
html::Html dateline_view(newsroom::Article const& article);
/// "Agenturen/nd Seiten 4 und 8": the credit line, and links to pages of the same issue.
html::Html article_end(newsroom::Article const& article, std::string const& credit,
                       words::Words const& words);
/// Corrections, topics, where it was printed, its address for the printed page.
html::Html article_foot(newsroom::Article const& article, Settings const& settings,
                        words::Words const& words);
html::Html appeal_view(appeals::Appeal const& appeal, Settings const& settings, words::Words const& words);

/// "Seite 4" with a link, "Seiten 4 und 8", "Seiten 4–6 und 9".
html::Html pages_view(Date issue, std::vector<std::string> const& labels, words::Words const& words);
html::Html pages_view_without_links(std::vector<std::string> const& labels, words::Words const& words);

newsroom::CreditWords credit_words(Settings const& settings, words::Words const& words);

}  // namespace allmende::site
