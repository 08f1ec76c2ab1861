#pragma once
// Moments and days. An Instant is a point on the world's clock; a Date is a square in the calendar.
// Which Date an Instant falls on is a question of the time zone: `words` answers it.

#include <chrono>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace allmende {

/// A moment in UTC, to the microsecond. Exists only between the years 1 and 9999.
class Instant {
 public:
  using Microseconds = std::chrono::sys_time<std::chrono::microseconds>;

  /// Throws Fault outside the years 1 to 9999.
  static Instant from_microseconds(std::int64_t since_1970);
  /// RFC 3339 with a zone: "2026-11-21T06:30:00Z", "2026-11-21T07:30:00.5+01:00".
  /// Refuses: invalid without a zone, for a moment that does not exist, or for anything else.
  static Result<Instant> parse(std::string_view rfc3339);

  std::int64_t microseconds() const { return microseconds_; }
  Microseconds time_point() const { return Microseconds(std::chrono::microseconds(microseconds_)); }
  /// "2026-11-21T06:30:00Z"; a fraction only where there is one.
  std::string rfc3339() const;
  auto operator<=>(Instant const&) const = default;

 private:
  explicit Instant(std::int64_t microseconds) : microseconds_(microseconds) {}
  std::int64_t microseconds_;
};

/// What a room is given when it must know the time. Tests pass a clock that stands still.
using Clock = std::function<Instant()>;
Instant now();

/// A day of the Gregorian calendar, years 1 to 9999.
class Date {
 public:
  /// "2026-11-21". Refuses: invalid unless it is a day that exists, written so.
  static Result<Date> parse(std::string_view iso8601);
  /// Refuses: invalid unless the day exists.
  static Result<Date> from(int year, unsigned month, unsigned day);

  int year() const { return static_cast<int>(day_.year()); }
  unsigned month() const { return static_cast<unsigned>(day_.month()); }
  unsigned day() const { return static_cast<unsigned>(day_.day()); }
  std::chrono::year_month_day ymd() const { return day_; }
  /// Throws Fault outside the years 1 to 9999.
  Date plus_days(int days) const;
  std::string iso8601() const;
  auto operator<=>(Date const&) const = default;

 private:
  explicit Date(std::chrono::year_month_day day) : day_(day) {}
  std::chrono::year_month_day day_;
};

}  // namespace allmende
