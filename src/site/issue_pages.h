#pragma once
// The printed paper online: all issues, one issue with its pages, one page with its articles.

#include "html/html.h"
#include "http/http.h"
#include "site/context.h"

namespace allmende::site {

Result<http::Response> issues_page(Context const& context, http::Request const& request);
/// /ausgabe/{date}. Refuses: not_found.
Result<http::Response> issue_page(Context const& context, http::Request const& request);
/// /ausgabe/{date}/seite/{label}. Refuses: not_found.
Result<http::Response> printed_page(Context const& context, http::Request const& request);

/// For the front page: the newest issue's first pages.
html::Html newest_issue_view(Context const& context, database::ReadTx& tx);

}  // namespace allmende::site
