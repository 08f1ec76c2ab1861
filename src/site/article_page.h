#pragma once
// The article's page, in the order of the printed one, and what stands in the place of a withdrawn one.

#include "http/http.h"
#include "newsroom/newsroom.h"
#include "site/context.h"

namespace allmende::site {

/// /artikel/{address}: the number is the identity; any other slug is sent to the current address.
/// Refuses: not_found for a free number, a draft, an article whose instant has not come.
Result<http::Response> article_page(Context const& context, http::Request const& request);
/// The same of an article that may not be to be seen yet, as if it came out now.
Result<http::Response> article_preview(Context const& context, newsroom::Article article);

}  // namespace allmende::site
