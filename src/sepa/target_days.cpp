#include "sepa/target_days.h"

#include <fmt/format.h>

namespace allmende::sepa {

namespace {

using std::chrono::sys_days;
using std::chrono::weekday;

/// Easter Sunday of the Gregorian calendar, after Meeus, Jones and Butcher.
sys_days easter(int year) {
  int const golden = year % 19;
  int const century = year / 100;
  int const in_century = year % 100;
  int const epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
  int const to_sunday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
  int const late = (golden + 11 * epact + 22 * to_sunday) / 451;
  int const day_of_march = 22 + epact + to_sunday - 7 * late;  // 32 is 1 April
  return sys_days(std::chrono::year(year) / std::chrono::March / 1) + std::chrono::days(day_of_march - 1);
}

bool is_fixed_holiday(Date day) {
  auto is = [&](unsigned month, unsigned date) { return day.month() == month && day.day() == date; };
  return is(1, 1) || is(5, 1) || is(12, 25) || is(12, 26);
}

constexpr int kMostDays = 1000;

Date moved(Date day, int count, int direction) {
  VERIFY(count >= 0 && count <= kMostDays);
  while (count > 0) {
    day = day.plus_days(direction);
    if (is_target_day(day)) --count;
  }
  return day;
}

void verify(HandOverRules const& rules) {
  VERIFY(rules.lead_days >= 1 && rules.lead_days <= 10);
  VERIFY(rules.cut_off >= std::chrono::minutes(0) && rules.cut_off < std::chrono::days(1));
  VERIFY(rules.most_days_ahead > 0 && rules.most_days_ahead <= 366);
}

}  // namespace

bool is_target_day(Date day) {
  sys_days const at = sys_days(day.ymd());
  if (unsigned in_week = weekday(at).iso_encoding(); in_week > 5) return false;
  if (is_fixed_holiday(day)) return false;
  sys_days const sunday = easter(day.year());
  return at != sunday - std::chrono::days(2) && at != sunday + std::chrono::days(1);
}

Date target_day_from(Date day) {
  while (!is_target_day(day)) day = day.plus_days(1);
  return day;
}

Date target_days_after(Date day, int count) { return moved(day, count, 1); }
Date target_days_before(Date day, int count) { return moved(day, count, -1); }

CollectionDays collection_days(Instant handed_over, HandOverRules const& rules, words::Words const& bank_clock) {
  verify(rules);
  Date const today = bank_clock.day_of(handed_over);
  auto cut_off = bank_clock.moment_at(
      fmt::format("{}T{:02}:{:02}", today.iso8601(), rules.cut_off.count() / 60, rules.cut_off.count() % 60));
  // In the hour that clocks leave out there is no cut-off: who comes on such a day (a Sunday) is late either way.
  bool const in_time = cut_off && handed_over <= *cut_off;
  Date const counted = in_time ? target_day_from(today) : target_day_from(today.plus_days(1));
  return {target_days_after(counted, rules.lead_days), today.plus_days(rules.most_days_ahead)};
}

Date last_hand_over_day(Date collection, HandOverRules const& rules) {
  verify(rules);
  return target_days_before(collection, rules.lead_days);
}

}  // namespace allmende::sepa
