#pragma once
// The table of the paper's addresses. Private to the site.

#include <span>

#include "http/http.h"
#include "site/context.h"

namespace allmende::site {

using Page = Result<http::Response> (*)(Context const&, http::Request const&);

struct PageRoute {
  char const* pattern;
  char const* name;
  Page page;
  /// The query fields that the page reads, separated by blanks. It is given no others.
  char const* query = "";
};

/// Every address whose answer is made from the database; none twice.
std::span<PageRoute const> page_routes();

/// The page's answer; where it is refused because nothing is there, a page with help. Other
/// refusals have their problem page. With Context::with() it is known afterwards what the answer
/// was made from, whatever it was.
Result<http::Response> answer(Page page, Context const& context, http::Request const& request);

}  // namespace allmende::site
