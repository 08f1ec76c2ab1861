#pragma once
// What a page shows of itself when somebody passes its address on (OpenGraph), and which feeds
// belong to it. For PageHead::extra. Private to the site.

#include <optional>
#include <string>

#include "html/html.h"
#include "newsroom/newsroom.h"
#include "site/context.h"
#include "site/picture_view.h"

namespace allmende::site {

/// og:type article with its times, authors, section and topics, and the feeds of its section. `tx`
/// is asked for the section's name. Nothing unless the article is published.
html::Html article_open_graph(Context const& context, database::ReadTx& tx,
                              newsroom::Article const& article,
                              std::optional<PictureView> const& picture);

/// og:type website, for every page that is no article.
html::Html page_open_graph(Context const& context, std::string const& title,
                           std::string const& description, html::Url const& path);

/// <link rel="alternate"> for the three feeds of the whole paper.
html::Html feed_links(Context const& context);
/// For the three feeds of a section, and behind them those of the whole paper.
html::Html feed_links(Context const& context, newsroom::Section const& section);

}  // namespace allmende::site
