#include "contributions/schedule.h"

#include <algorithm>

namespace allmende::contributions {

namespace {

constexpr Interval kIntervals[] = {Interval::once, Interval::monthly, Interval::quarterly, Interval::yearly};
constexpr int kMostParts = 1'200;

/// The day of that month, or its last one where it has no such day.
Date in_month(std::chrono::year_month month, unsigned day) {
  auto const last = static_cast<unsigned>((month / std::chrono::last).day());
  return Date::from(static_cast<int>(month.year()), static_cast<unsigned>(month.month()), std::min(day, last)).value();
}

std::chrono::year_month month_of(Date day) { return {day.ymd().year(), day.ymd().month()}; }

}  // namespace

std::string_view name_of(Interval interval) {
  switch (interval) {
    case Interval::once: return "once";
    case Interval::monthly: return "monthly";
    case Interval::quarterly: return "quarterly";
    case Interval::yearly: return "yearly";
  }
  report_bug("every interval has a name");
}

Result<Interval> parse_interval(std::string_view name) {
  for (Interval interval : kIntervals) {
    if (name_of(interval) == name) return interval;
  }
  return refuse(Code::invalid, "this is none of: once, monthly, quarterly, yearly");
}

int months_of(Interval interval) {
  switch (interval) {
    case Interval::once: return 0;
    case Interval::monthly: return 1;
    case Interval::quarterly: return 3;
    case Interval::yearly: return 12;
  }
  report_bug("every interval has its months");
}

Date Schedule::due(int n) const {
  VERIFY(n >= 0 && (n == 0 || interval != Interval::once));
  if (n == 0) return first;
  return in_month(month_of(first) + std::chrono::months(n * months_of(interval)), day);
}

std::optional<Date> Schedule::from(Date wanted) const {
  if (wanted <= first) return first;
  if (interval == Interval::once) return std::nullopt;
  auto const months = static_cast<int>((month_of(wanted) - month_of(first)).count());
  int const n = months / months_of(interval);
  Date const there = due(n);
  return there >= wanted ? there : due(n + 1);
}

std::string period_of(Date nominal) { return nominal.iso8601().substr(0, 7); }

std::vector<Money> split(Money amount, int parts) {
  VERIFY(parts >= 1 && parts <= kMostParts && amount >= Money::cents(0));
  std::int64_t const each = amount.cents() / parts;
  std::int64_t const larger = amount.cents() % parts;
  std::vector<Money> made;
  for (int i = 0; i < parts; ++i) made.push_back(Money::cents(each + (i < larger ? 1 : 0)));
  return made;
}

}  // namespace allmende::contributions
