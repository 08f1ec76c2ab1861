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
/// "Agenturen/nd Seiten 4 und 8": the credit line, and see_pages_view().
html::Html article_end(std::string const& credit, html::Html const& see_pages);
/// Corrections, topics, printed_view(), its address for the printed page.
html::Html article_foot(newsroom::Article const& article, Settings const& settings,
                        html::Html const& printed, words::Words const& words);
html::Html appeal_view(appeals::Appeal const& appeal, Settings const& settings, words::Words const& words);

newsroom::CreditWords credit_words(Settings const& settings, words::Words const& words);

}  // namespace allmende::site
