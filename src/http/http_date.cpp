#include "http/http_date.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace allmende::http {

namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::optional<int> number(std::string_view digits) {
  int value = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  bool whole = error == std::errc() && end == digits.data() + digits.size() && digits[0] != '-';
  return whole ? std::optional(value) : std::nullopt;
}

}  // namespace

std::int64_t seconds_of(Instant instant) {
  return floor<seconds>(instant.time_point()).time_since_epoch().count();
}

void set_http_date(std::string& text, Instant instant) {
  auto second = floor<seconds>(instant.time_point());
  auto day = floor<days>(second);
  year_month_day date(day);
  hh_mm_ss time(second - day);
  text.clear();
  fmt::format_to(std::back_inserter(text), "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kDays[weekday(day).c_encoding()],
                     static_cast<unsigned>(date.day()),
                     kMonths[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
                     time.seconds().count());
}

std::string http_date(Instant instant) {
  std::string text;
  set_http_date(text, instant);
  return text;
}

std::optional<std::int64_t> parse_http_date(std::string_view text) {
  constexpr std::string_view kShape = "Sat, 21 Nov 2026 06:30:00 GMT";
  if (text.size() != kShape.size() || !text.ends_with(" GMT")) return std::nullopt;
  for (std::size_t at : {3, 4, 7, 11, 16, 19, 22}) {
    if (text[at] != kShape[at]) return std::nullopt;
  }
  auto const* month = std::find(kMonths.begin(), kMonths.end(), text.substr(8, 3));
  auto day_number = number(text.substr(5, 2));
  auto year_number = number(text.substr(12, 4));
  auto hour = number(text.substr(17, 2));
  auto minute = number(text.substr(20, 2));
  auto second = number(text.substr(23, 2));
  if (month == kMonths.end() || !day_number || !year_number || !hour || !minute || !second) {
    return std::nullopt;
  }
  year_month_day date(year(*year_number),
                      std::chrono::month(static_cast<unsigned>(month - kMonths.begin()) + 1),
                      day(static_cast<unsigned>(*day_number)));
  if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  auto moment = sys_days(date) + hours(*hour) + minutes(*minute) + seconds(*second);
  return moment.time_since_epoch().count();
}

}  // namespace allmende::http
