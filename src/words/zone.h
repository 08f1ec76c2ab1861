#pragma once
// A time zone, and moments on its clock as standards write them. Not part of the door.

#include <unicode/timezone.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace allmende::words {

/// A moment on the clock of the zone.
struct Local {
  std::chrono::sys_time<std::chrono::microseconds> clock;  ///< read as if it were UTC
  std::chrono::minutes offset;                             ///< east of Greenwich
};

class Zone {
 public:
  /// Refuses: invalid for a name that the IANA does not know.
  static Result<Zone> named(std::string_view name);
  Local local(Instant instant) const;
  Instant start_of(Date date) const;
  /// When its clocks show this; the second time where they do so twice, the hour after where never.
  Instant moment_at(std::chrono::sys_time<std::chrono::microseconds> clock) const;

 private:
  explicit Zone(std::unique_ptr<icu::TimeZone const> zone) : zone_(std::move(zone)) {}
  std::chrono::minutes offset(double milliseconds, bool is_local) const;
  std::unique_ptr<icu::TimeZone const> zone_;
};

/// "2026-11-21T06:30:00+01:00", without fractions of a second.
std::string rfc3339(Local const& local);
/// "Sat, 21 Nov 2026 06:30:00 +0100".
std::string rfc822(Local const& local);

}  // namespace allmende::words
