#pragma once
// The article's page, in the order of the printed one, and what stands in the place of a withdrawn one.

#include "http/http.h"
#include "site/context.h"

namespace allmende::site {

/// /artikel/{address}: the number is the identity; any other slug is sent to the current address.
/// Refuses: not_found for a free number, a draft, an article whose instant has not come.
Result<http::Response> article_page(Context const& context, http::Request const& request);

}  // namespace allmende::site
