#pragma once
// What is known of a giver, and forgetting it. Part of the door.
//
// § 147 AO and § 257 HGB keep the books and their vouchers, that a mandate was given must be proved for 13 months after
// its last debit: so erasing is a rule for each field, and what must stay has a day.

#include "contributions/agreement.h"
#include "json/json.h"

namespace allmende::contributions {

/// Everything, for who proved that it is theirs: who they are, agreements and what became of them, mandates with the
/// text shown, attempts, payments, returns, messages, what is kept after an erasure and how long.
json::Object everything_known(database::ReadTx& tx, Till const& till, ProvenGiver const& giver, Instant now);

struct Erased {
  Instant at;
  /// The account and the mandate's text stay sealed until then, as proof; none: nothing is left.
  std::optional<Date> rest_on;
};
/// Ends the agreements and erases name, addresses, indexes and links at once, account and evidence when their time is
/// over. Amounts, days and references stay, of nobody in particular. Vouchers (sealed files) stay sealed, for their
/// eight years. Refuses: forbidden; not_found.
Result<Erased> erase(database::WriteTx& tx, Who const& who, Till const& till, GiverId id, Instant now);
/// Erases the rest of whom it is time for, and gifts that were never confirmed; how many givers. For the clock.
std::int64_t erase_what_is_due(database::WriteTx& tx, Till const& till, Instant now);
/// Looks whether anything is left of those who were erased: a sentence each.
std::vector<std::string> left_of_erased(database::ReadTx& tx, Till const& till, Instant now);

}  // namespace allmende::contributions
