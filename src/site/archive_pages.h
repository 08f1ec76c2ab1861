#pragma once
// The archive by calendar: years, a year's months, a month's days, a day's articles.

#include "http/http.h"
#include "site/context.h"

namespace allmende::site {

/// /archiv: sends to the newest year.
Result<http::Response> archive_page(Context const& context, http::Request const& request);
/// Each refuses: not_found for what is no year, month or day of the paper.
Result<http::Response> year_page(Context const& context, http::Request const& request);
Result<http::Response> month_page(Context const& context, http::Request const& request);
Result<http::Response> day_page(Context const& context, http::Request const& request);

}  // namespace allmende::site
