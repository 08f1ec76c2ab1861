#pragma once
// What search engines are shown (sitemaps.org 0.9, Google's news sitemap). Private to the site.
//
//   /sitemap.xml           the index: one file of articles a month, one of other pages
//   /sitemap-seiten.xml    front, sections, text pages, archive, issues
//   /sitemap-{month}.xml   "2026-11": what was first published then, in the paper's zone
//   /news-sitemap.xml      the articles of the last two days
//
// Each costs what it shows, never what the archive holds.

#include "http/http.h"
#include "site/context.h"

namespace allmende::site {

inline constexpr int kSitemapLongest = 50'000;     ///< addresses in one file, says sitemaps.org
inline constexpr int kNewsSitemapLongest = 1'000;  ///< says Google

Result<http::Response> sitemap_index(Context const& context, http::Request const& request);
/// Captured parameter: month, "2026-11" or "seiten". Refuses: not_found for a month without
/// articles, and for anything else.
Result<http::Response> sitemap(Context const& context, http::Request const& request);
Result<http::Response> news_sitemap(Context const& context, http::Request const& request);

}  // namespace allmende::site
