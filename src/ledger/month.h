#pragma once
// A month of the calendar. Part of the door.

#include <string>
#include <string_view>

#include "base/base.h"
#include "database/database.h"

namespace allmende::ledger {

class Month {
 public:
  static Month of(Date day) { return Month(day.year(), day.month()); }
  /// "2026-11". Refuses: invalid for anything else.
  static Result<Month> parse(std::string_view text);

  std::string text() const;
  Date first_day() const;
  Date last_day() const { return next().first_day().plus_days(-1); }
  Month next() const { return month_ == 12 ? Month(year_ + 1, 1) : Month(year_, month_ + 1); }
  /// So many months earlier.
  Month before(int months) const;
  auto operator<=>(Month const&) const = default;

 private:
  Month(int year, unsigned month) : year_(year), month_(month) {}
  int year_;
  unsigned month_;
};

}  // namespace allmende::ledger

/// "2026-11": sorts as months do.
template <>
struct allmende::database::Stored<allmende::ledger::Month> {
  using Month = allmende::ledger::Month;
  static std::string store(Month month) { return month.text(); }
  static Month load(std::string_view text) { return must_be(Month::parse(text)); }
};
