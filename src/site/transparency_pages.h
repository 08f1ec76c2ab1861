#pragma once
// What readers give, and what it is spent on: for everybody. Private to the site.
//
// All of it is what the room transparency has told, so nobody can be told from it (transparency/transparency.h).

#include "http/http.h"
#include "site/context.h"

namespace allmende::site {

/// /transparenz. Refuses: not_found where the paper takes no contributions.
Result<http::Response> transparency_page(Context const& context, http::Request const& request);
/// /transparenz.json: the same as open data, docs/transparency.schema.json. Refuses: as above.
Result<http::Response> transparency_json(Context const& context, http::Request const& request);

}  // namespace allmende::site
