#include "app/report.h"

#include <ostream>

#include "advertising/advertising.h"

namespace allmende::app {

void report_advertising(Paper& paper, std::optional<Date> from, std::optional<Date> to, std::ostream& out) {
  auto tx = paper.database().read();
  out << advertising::csv_of(advertising::counts(tx, from, to));
}

}  // namespace allmende::app
