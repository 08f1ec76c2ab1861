#pragma once
// The day on which something can be collected. Private to this room.

#include "contributions/collecting.h"

namespace allmende::contributions {

/// The bank's day for a nominal one, at `earliest` or later.
inline Date collection_day(Date nominal, Date earliest) { return sepa::target_day_from(std::max(nominal, earliest)); }

/// The first nominal day from `day` on in a period that the agreement does not owe yet.
std::optional<Date> first_unowed(database::ReadTx& tx, AgreementId id, Schedule const& schedule, Date day);

}  // namespace allmende::contributions
