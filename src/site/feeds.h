#pragma once
// The feeds: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1, with the whole text of each article.
// Private to the site.
//
//   /feed.xml /feed.atom /feed.json   the whole paper
//   /ressort/{slug}/feed.xml …        one section
//   ?vor=1009243                      what is older than this article (RFC 5005, rel="next")
//
// Only what is published and whose instant has come; a withdrawn article is gone from every feed
// with the next request. Each item is known by its permanent_name (outside.h), whatever its slug
// becomes.

#include "http/http.h"
#include "site/context.h"

namespace allmende::site {

/// Refuse: not_found for a section that the paper does not have; invalid for a ?vor= that is no
/// number.
Result<http::Response> rss(Context const& context, http::Request const& request);
Result<http::Response> atom(Context const& context, http::Request const& request);
Result<http::Response> json_feed(Context const& context, http::Request const& request);

}  // namespace allmende::site
