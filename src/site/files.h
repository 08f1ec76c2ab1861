#pragma once
// Files under addresses that change with their content: theme and pictures.

#include "http/http.h"
#include "site/context.h"

namespace allmende::site {

/// Every file of the theme, for Press::pin().
std::vector<http::FixedAnswer> const& theme_answers();
/// /theme/{file}, as in theme_answers(). Refuses: not_found. Touches nothing but memory.
Result<http::Response> theme_file(http::Request const& request);
/// /bilder/{file}: a rendition, while something that readers see shows its picture. Refuses: not_found; gone when the right
/// to show it has ended.
Result<http::Response> picture_file(Context const& context, http::Request const& request);

}  // namespace allmende::site
