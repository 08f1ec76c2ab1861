#include "words/zone.h"

#include <fmt/format.h>

#include <array>

#include "words/calendar.h"

namespace allmende::words {

namespace {

using namespace std::chrono;

constexpr int kMillisecondsPerMinute = 60'000;
constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct Fields {
  year_month_day day;
  weekday in_week;
  hh_mm_ss<seconds> clock;
  char sign;
  hh_mm_ss<minutes> offset;

  explicit Fields(Local const& local)
      : day(floor<days>(local.clock)),
        in_week(floor<days>(local.clock)),
        clock(floor<seconds>(local.clock - floor<days>(local.clock))),
        sign(local.offset < minutes(0) ? '-' : '+'),
        offset(abs(local.offset)) {}
  int year() const { return static_cast<int>(day.year()); }
  unsigned month() const { return static_cast<unsigned>(day.month()); }
  unsigned day_of_month() const { return static_cast<unsigned>(day.day()); }
};

}  // namespace

Result<Zone> Zone::named(std::string_view name) {
  auto const id = icu::UnicodeString::fromUTF8(icu::StringPiece(
      name.data(), static_cast<std::int32_t>(std::min<std::size_t>(name.size(), 80))));
  std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(id));
  icu::UnicodeString made;
  if (zone) zone->getID(made);
  if (!zone || made == UCAL_UNKNOWN_ZONE_ID) {
    return refuse(Code::invalid, "a time zone looks like Europe/Berlin");
  }
  return Zone(std::move(zone));
}

/// In whole minutes: before 1900, local time was off by odd seconds, which no format can write.
minutes Zone::offset(double milliseconds, bool is_local) const {
  UErrorCode status = U_ZERO_ERROR;
  std::int32_t raw = 0;
  std::int32_t saving = 0;
  zone_->getOffset(milliseconds, is_local, raw, saving, status);
  must(status, "time zone");
  return minutes((raw + saving) / kMillisecondsPerMinute);
}

Local Zone::local(Instant instant) const {
  minutes const east = offset(static_cast<double>(instant.microseconds()) / 1000, false);
  return {instant.time_point() + east, east};
}

Instant Zone::moment_at(sys_time<microseconds> clock) const {
  auto const milliseconds = static_cast<double>(clock.time_since_epoch().count()) / 1000;
  return Instant::from_microseconds((clock - offset(milliseconds, true)).time_since_epoch().count());
}

Instant Zone::start_of(Date date) const {
  auto const midnight = time_point_cast<microseconds>(sys_days(date.ymd()));
  minutes const east =
      offset(static_cast<double>(midnight.time_since_epoch().count()) / 1000, true);
  return Instant::from_microseconds((midnight - east).time_since_epoch().count());
}

std::string rfc3339(Local const& local) {
  Fields const f(local);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}{:02}:{:02}", f.year(), f.month(),
                     f.day_of_month(), f.clock.hours().count(), f.clock.minutes().count(),
                     f.clock.seconds().count(), f.sign, f.offset.hours().count(),
                     f.offset.minutes().count());
}

std::string rfc822(Local const& local) {
  Fields const f(local);
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} {}{:02}{:02}",
                     kDays[f.in_week.c_encoding()], f.day_of_month(), kMonths[f.month() - 1],
                     f.year(), f.clock.hours().count(), f.clock.minutes().count(),
                     f.clock.seconds().count(), f.sign, f.offset.hours().count(),
                     f.offset.minutes().count());
}

}  // namespace allmende::words
