#pragma once
// What pages say of themselves to machines in the words of schema.org, as JSON-LD (formats.md 2.1).
// A field that is not known is left out, never filled with a guess. Private to the site.

#include <optional>

#include "html/html.h"
#include "newsroom/newsroom.h"
#include "site/context.h"
#include "site/picture_view.h"

namespace allmende::site {

/// The article as NewsArticle (with its kind beside it where schema.org has one), and the way to it
/// from the front page as BreadcrumbList. Nothing unless it is published. `picture` is its lead
/// picture, found.
html::Html news_article(Context const& context, database::ReadTx& tx,
                        newsroom::Article const& article,
                        std::optional<PictureView> const& picture);

/// The paper as NewsMediaOrganization and WebSite, for the front page.
html::Html newspaper(Context const& context);

}  // namespace allmende::site
