#include "app/report.h"

#include <ostream>

#include "advertising/advertising.h"

namespace allmende::app {

/// Nothing in it needs quotation marks: slugs, the places' names, days, numbers.
void report_advertising(Paper& paper, std::optional<Date> from, std::optional<Date> to, std::ostream& out) {
  auto tx = paper.database().read();
  out << "campaign,place,day,shown,clicked\n";
  for (advertising::Count const& count : advertising::counts(tx, from, to)) {
    out << fmt::format("{},{},{},{},{}\n", count.campaign.text(), advertising::name_of(count.place),
                       count.day.iso8601(), count.shown, count.clicked);
  }
}

}  // namespace allmende::app
