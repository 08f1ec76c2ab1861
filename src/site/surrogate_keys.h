#pragma once
// What a page was made from, in words for caches that stand in front of the paper. Private to the site.
// See site.h for how they are purged.

#include <string>
#include <string_view>
#include <vector>

#include "database/database.h"
#include "http/http.h"

namespace allmende::site {

/// Room for the keys of one page in its headers.
inline constexpr std::size_t kMostKeyBytes = 1000;

/// "page article-2043 teaser-2041 shelf-section_hafen …": kEveryPage first, each key once. Where they are
/// too many, those of the most numerous kind are given as one ("teaser"), and so on until they fit.
std::string surrogate_keys(std::vector<database::Dependency> const& made_from);

/// Says so in the answer: Surrogate-Key (Fastly, and Varnish by docs/varnish.vcl) and Cache-Tag (Cloudflare and
/// others).
void add_surrogate_keys(http::Response& response, std::vector<database::Dependency> const& made_from);

}  // namespace allmende::site
