#pragma once
// Reports for those who do the books.

#include <iosfwd>

#include "app/paper.h"

namespace allmende::app {

/// How often each campaign was shown and clicked, as CSV (RFC 4180, but for plain line ends): a line for each
/// campaign, place and day on which there was anything. Both days included; none = open.
void report_advertising(Paper& paper, std::optional<Date> from, std::optional<Date> to, std::ostream& out);

}  // namespace allmende::app
