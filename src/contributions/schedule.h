#pragma once
// When what was promised is due. Part of the door.

#include <string>
#include <string_view>
#include <vector>

#include "base/base.h"
#include "database/database.h"

namespace allmende::contributions {

enum class Interval { once, monthly, quarterly, yearly };
/// "once", "monthly", "quarterly", "yearly".
std::string_view name_of(Interval interval);
Result<Interval> parse_interval(std::string_view name);
/// 0 for once.
int months_of(Interval interval);

/// The n-th due day is counted from the first, never from the one before: the 31st becomes the 30th in June and is the
/// 31st again in July (F24).
struct Schedule {
  Date first;
  unsigned day;  ///< of the month, as was wished; later than that of `first` where its month has no such day
  Interval interval;

  static Schedule from(Date first, Interval interval) { return {first, first.day(), interval}; }
  /// The nominal day, which may be no bank's working day. `n` from 0; of `once` only 0.
  Date due(int n) const;
  /// The first nominal day at or after `day`; none for a single one that is over.
  std::optional<Date> from(Date day) const;
  /// The one that follows a nominal day.
  std::optional<Date> after(Date nominal) const { return from(nominal.plus_days(1)); }

  bool operator==(Schedule const&) const = default;
};

/// The period to which a nominal day belongs: its month ("2026-11"), whatever day the bank debits (F25).
std::string period_of(Date nominal);

/// `amount` in equal parts, in whole cents, the first ones a cent larger where it does not divide: their sum is exact
/// (F28). `parts` from 1 to 1200.
std::vector<Money> split(Money amount, int parts);

}  // namespace allmende::contributions

template <>
struct allmende::database::Stored<allmende::contributions::Interval> {
  using Interval = allmende::contributions::Interval;
  static std::string_view store(Interval interval) { return allmende::contributions::name_of(interval); }
  static Interval load(std::string_view name) { return must_be(allmende::contributions::parse_interval(name)); }
};
