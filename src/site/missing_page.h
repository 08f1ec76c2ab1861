#pragma once
// Pages in the place of what is not there: 404 with ways on, 410 with the reason. Private to the site.

#include "http/http.h"
#include "newsroom/newsroom.h"
#include "site/context.h"

namespace allmende::site {

/// For any address that has no page: looks for the article it may have meant.
Result<http::Response> missing_page(Context const& context, http::Request const& request);

/// 410: the reason, never the text.
http::Response withdrawn_page(Context const& context, database::ReadTx& tx,
                              newsroom::Article const& article);

}  // namespace allmende::site
