#pragma once
// Imprint, privacy, about: pages that are no articles.

#include "http/http.h"
#include "site/context.h"

namespace allmende::site {

/// /{slug}. Refuses: not_found.
Result<http::Response> text_page(Context const& context, http::Request const& request);

}  // namespace allmende::site
