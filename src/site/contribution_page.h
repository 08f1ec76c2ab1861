#pragma once
// /beitrag: how to give, today by bank transfer. ?betrag= is the amount, chosen or typed.

#include "http/http.h"
#include "site/context.h"

namespace allmende::site {

Result<http::Response> contribution_page(Context const& context, http::Request const& request);

}  // namespace allmende::site
