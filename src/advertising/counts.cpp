#include "advertising/counts.h"

#include <fmt/format.h>

#include "advertising/advertising.h"

namespace allmende::advertising {

/// Nothing in it needs quotation marks: slugs, the places' names, days, numbers.
std::string csv_of(std::vector<Count> const& counts) {
  std::string lines = "campaign,place,day,shown,clicked\n";
  for (Count const& count : counts) {
    lines += fmt::format("{},{},{},{},{}\n", count.campaign.text(), name_of(count.place), count.day.iso8601(), count.shown,
                         count.clicked);
  }
  return lines;
}

}  // namespace allmende::advertising
