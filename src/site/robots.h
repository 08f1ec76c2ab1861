#pragma once
// What crawlers are told (formats.md 2.6). A rule here is a sign at the door, no lock. Private to
// the site.

#include "http/http.h"
#include "site/context.h"

namespace allmende::site {

/// /robots.txt: everything open to search, nothing to the crawlers that the settings refuse.
Result<http::Response> robots(Context const& context, http::Request const& request);

/// /.well-known/tdmrep.json (W3C TDM Reservation Protocol). Refuses: not_found unless the paper
/// reserves text and data mining.
Result<http::Response> mining_reservation(Context const& context, http::Request const& request);

}  // namespace allmende::site
