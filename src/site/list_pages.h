#pragma once
// Lists: section, topic, author. Paged by address: ?vor= (older than an article) and ?nach= (newer).

#include "http/http.h"
#include "site/context.h"

namespace allmende::site {

/// Each refuses: not_found for a name that nothing has, and for a ?vor= or ?nach= that is no article's number.
Result<http::Response> section_page(Context const& context, http::Request const& request);
/// The beginning of a section's list from this transaction.
Result<http::Response> section_sheet(Context const& context, database::ReadTx& tx, std::string_view slug);
Result<http::Response> topic_page(Context const& context, http::Request const& request);
Result<http::Response> author_page(Context const& context, http::Request const& request);

}  // namespace allmende::site
