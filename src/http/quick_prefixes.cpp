#include "http/quick_prefixes.h"

#include <fmt/format.h>

#include <chrono>

#include "base/result.h"

namespace allmende::http {

void QuickPrefixes::set_second(std::int64_t since_1970, std::string_view date) {
  for (std::size_t i = 0; i < kStatuses.size(); ++i) {
    prefixes_[i].clear();
    fmt::format_to(std::back_inserter(prefixes_[i]), "HTTP/1.1 {} {}\r\nDate: {}\r\n",
                   number_of(kStatuses[i]), reason_of(kStatuses[i]), date);
  }
  // As Instant::rfc3339() writes it, without a new string each second.
  std::chrono::sys_seconds second{std::chrono::seconds(since_1970)};
  auto day = std::chrono::floor<std::chrono::days>(second);
  std::chrono::year_month_day date_of(day);
  std::chrono::hh_mm_ss time(second - day);
  second_.clear();
  fmt::format_to(std::back_inserter(second_), "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date_of.year()),
                 static_cast<unsigned>(date_of.month()), static_cast<unsigned>(date_of.day()), time.hours().count(),
                 time.minutes().count(), time.seconds().count());
}

std::string_view QuickPrefixes::of(Status status) const {
  for (std::size_t i = 0; i < kStatuses.size(); ++i) {
    if (kStatuses[i] == status) return prefixes_[i];
  }
  report_bug("an answer from memory has one of the statuses that are written ahead");
}

}  // namespace allmende::http
