#pragma once
// The days on which banks settle with each other, and by when they want to be told. Part of the door sepa.h.

#include <chrono>

#include "base/base.h"
#include "words/words.h"

namespace allmende::sepa {

/// Whether TARGET is open: not on Saturdays and Sundays, 1 January, Good Friday, Easter Monday, 1 May, 25 and 26
/// December (European Central Bank, the same since 2002). Holidays of a country or a region do not matter.
bool is_target_day(Date day);

/// The day itself when TARGET is open, else the next one when it is: the day on which is debited what is due on `day`.
Date target_day_from(Date day);

/// So many TARGET days after `day`, or before it; the day itself need not be one. `count` from 0 (then the day itself)
/// to 1000.
Date target_days_after(Date day, int count);
Date target_days_before(Date day, int count);

/// What a bank wants of those who hand over direct debits.
struct HandOverRules {
  /// TARGET days between the day of handing over and that of collection. The scheme says 1 for first, recurring and
  /// single debits alike; many banks want more. 1 to 10.
  int lead_days = 2;
  /// What is handed over after this time of the bank's clocks counts as of the next TARGET day.
  std::chrono::minutes cut_off = std::chrono::hours(12);
  /// Calendar days that a bank keeps a file before it collects, at most. More than `lead_days` can need.
  int most_days_ahead = 14;
};

/// The days of collection that a file may name.
struct CollectionDays {
  Date earliest;
  Date latest;

  bool operator==(CollectionDays const&) const = default;
};

/// For a file handed over at this moment. `bank_clock` has the bank's time zone; nothing else of it is used.
/// Rules outside their bounds are a Bug.
CollectionDays collection_days(Instant handed_over, HandOverRules const& rules, words::Words const& bank_clock);

/// The last day, before its cut-off, on which a file for this day of collection may be handed over.
Date last_hand_over_day(Date collection, HandOverRules const& rules);

}  // namespace allmende::sepa
