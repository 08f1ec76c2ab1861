#pragma once
// The front page.

#include "http/http.h"
#include "site/context.h"

namespace allmende::site {

Result<http::Response> front_page(Context const& context, http::Request const& request);
/// The same from this transaction.
http::Response front_sheet(Context const& context, database::ReadTx& tx);

}  // namespace allmende::site
