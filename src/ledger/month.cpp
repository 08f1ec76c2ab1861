#include "ledger/month.h"

namespace allmende::ledger {

Result<Month> Month::parse(std::string_view text) {
  auto first = Date::parse(std::string(text) + "-01");
  if (!first || text.size() != 7) return refuse(Code::invalid, "a month looks like 2026-11");
  return Month::of(*first);
}

std::string Month::text() const { return first_day().iso8601().substr(0, 7); }

Date Month::first_day() const { return Date::from(year_, month_, 1).value(); }

Month Month::before(int months) const {
  auto const there = std::chrono::year(year_) / std::chrono::month(month_) - std::chrono::months(months);
  return Month(static_cast<int>(there.year()), static_cast<unsigned>(there.month()));
}

}  // namespace allmende::ledger
