#include "sepa/periods.h"

#include "sepa/target_days.h"

namespace allmende::sepa {

namespace {

using namespace std::chrono;

constexpr int kDaysOfRefund = 8 * 7;
constexpr int kMonthsUnauthorised = 13;
constexpr int kMonthsOfMandate = 36;
constexpr int kTargetDaysOfReturn = 5;
constexpr int kMostMonths = 12'000;

}  // namespace

Date months_after(Date day, int later) {
  VERIFY(later >= 0 && later <= kMostMonths);
  year_month const month = year_month(day.ymd().year(), day.ymd().month()) + months(later);
  auto const last = (month / std::chrono::last).day();
  auto const there = std::min(day.ymd().day(), last);
  return Date::from(static_cast<int>(month.year()), static_cast<unsigned>(month.month()), static_cast<unsigned>(there))
      .value();
}

ReturnWindows return_windows(Date debited) {
  return {target_days_after(debited, kTargetDaysOfReturn), debited.plus_days(kDaysOfRefund),
          months_after(debited, kMonthsUnauthorised)};
}

Date mandate_expires(Date last_presented) { return months_after(last_presented, kMonthsOfMandate); }

}  // namespace allmende::sepa
