#include "http/quick_prefixes.h"

#include <fmt/format.h>

#include "base/result.h"
#include "base/time.h"

namespace allmende::http {

void QuickPrefixes::set_second(std::int64_t since_1970, std::string_view date) {
  for (std::size_t i = 0; i < kStatuses.size(); ++i) {
    prefixes_[i].clear();
    fmt::format_to(std::back_inserter(prefixes_[i]), "HTTP/1.1 {} {}\r\nDate: {}\r\n",
                   number_of(kStatuses[i]), reason_of(kStatuses[i]), date);
  }
  second_ = Instant::from_microseconds(since_1970 * 1'000'000).rfc3339();
}

std::string_view QuickPrefixes::of(Status status) const {
  for (std::size_t i = 0; i < kStatuses.size(); ++i) {
    if (kStatuses[i] == status) return prefixes_[i];
  }
  report_bug("an answer from memory has one of the statuses that are written ahead");
}

}  // namespace allmende::http
