#include "base/time.h"

#include <fmt/format.h>

#include <optional>

namespace allmende {

namespace {

constexpr char const* kNoSuchDay = "there is no such day";

using namespace std::chrono;

constexpr std::int64_t kFirst = -62135596800'000'000;  // 0001-01-01T00:00:00Z
constexpr std::int64_t kLast = 253402300799'999'999;   // 9999-12-31T23:59:59.999999Z

/// Reads exactly `digits` digits from the front of `text` and takes them away.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int number = 0;
  for (char c : text.substr(0, digits)) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  text.remove_prefix(digits);
  return number;
}

bool take(std::string_view& text, char expected) {
  if (!text.starts_with(expected)) return false;
  text.remove_prefix(1);
  return true;
}

/// ".5" → 500000; nothing → 0; more than six digits are refused rather than rounded.
std::optional<int> take_fraction(std::string_view& text) {
  if (!take(text, '.')) return 0;
  std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits == 0 || digits > 6) return std::nullopt;
  std::optional<int> fraction = take_number(text, digits);
  for (std::size_t i = digits; fraction && i < 6; ++i) *fraction *= 10;
  return fraction;
}

/// "Z", "+01:00", "-03:30" at the very end → minutes east of Greenwich.
std::optional<int> take_zone(std::string_view& text) {
  if (text == "Z") return 0;
  int sign = text.starts_with('-') ? -1 : 1;
  if (!take(text, '+') && !take(text, '-')) return std::nullopt;
  auto hours = take_number(text, 2);
  if (!hours || !take(text, ':')) return std::nullopt;
  auto minutes = take_number(text, 2);
  if (!minutes || !text.empty() || *hours > 23 || *minutes > 59) return std::nullopt;
  return sign * (*hours * 60 + *minutes);
}

}  // namespace

Instant Instant::from_microseconds(std::int64_t since_1970) {
  if (since_1970 < kFirst || since_1970 > kLast) throw Fault("moment outside the years 1 to 9999");
  return Instant(since_1970);
}

Result<Instant> Instant::parse(std::string_view rfc3339) {
  auto refused = [] {
    return refuse(Code::invalid, "a moment looks like 2026-11-21T06:30:00Z or …+01:00");
  };
  if (rfc3339.size() < 20 || rfc3339.size() > 32) return refused();
  auto date = Date::parse(rfc3339.substr(0, 10));
  std::string_view rest = rfc3339.substr(10);
  if (!date && date.error().message == kNoSuchDay) return std::unexpected(date.error());
  if (!date || !take(rest, 'T')) return refused();
  auto hour = take_number(rest, 2);
  if (!hour || !take(rest, ':')) return refused();
  auto minute = take_number(rest, 2);
  if (!minute || !take(rest, ':')) return refused();
  auto second = take_number(rest, 2);
  if (!second || *hour > 23 || *minute > 59 || *second > 59) return refused();
  auto fraction = take_fraction(rest);
  if (!fraction) return refused();
  auto zone = take_zone(rest);
  if (!zone) return refused();
  auto moment = sys_days(date->ymd()) + hours(*hour) + minutes(*minute - *zone) +
                seconds(*second) + std::chrono::microseconds(*fraction);
  std::int64_t value = moment.time_since_epoch().count();
  if (value < kFirst || value > kLast) return refused();
  return Instant(value);
}

std::string Instant::rfc3339() const {
  auto day = floor<days>(time_point());
  year_month_day ymd{day};
  hh_mm_ss clock{time_point() - day};
  std::string text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(ymd.year()),
                                 static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()),
                                 clock.hours().count(), clock.minutes().count(),
                                 clock.seconds().count());
  if (auto fraction = clock.subseconds().count(); fraction != 0) {
    text += fmt::format(".{:06}", fraction);
    text.erase(text.find_last_not_of('0') + 1);
  }
  return text + "Z";
}

Instant now() {
  return Instant::from_microseconds(
      floor<microseconds>(system_clock::now()).time_since_epoch().count());
}

Result<Date> Date::parse(std::string_view iso8601) {
  std::string_view rest = iso8601;
  auto year = take_number(rest, 4);
  bool first = take(rest, '-');
  auto month = take_number(rest, 2);
  bool second = take(rest, '-');
  auto day = take_number(rest, 2);
  if (!year || !month || !day || !first || !second || !rest.empty()) {
    return refuse(Code::invalid, "a day looks like 2026-11-21");
  }
  return Date::from(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

Result<Date> Date::from(int year, unsigned month, unsigned day) {
  year_month_day ymd{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  if (!ymd.ok() || year < 1 || year > 9999) return refuse(Code::invalid, kNoSuchDay);
  return Date(ymd);
}

Date Date::plus_days(int days) const {
  year_month_day moved{sys_days(day_) + std::chrono::days(days)};
  int year = static_cast<int>(moved.year());
  if (year < 1 || year > 9999) throw Fault("day outside the years 1 to 9999");
  return Date(moved);
}

std::string Date::iso8601() const { return fmt::format("{:04}-{:02}-{:02}", year(), month(), day()); }

}  // namespace allmende
