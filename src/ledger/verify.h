#pragma once
// Whether the books are right, and what happens when they are not. Part of the door.

#include <string>
#include <vector>

#include "base/base.h"
#include "database/database.h"
#include "people/people.h"

namespace allmende::ledger {

/// What is wrong, in sentences for the till and the operator; empty when all is well. Looks at everything:
///  - every transaction has at least two entries, which sum to zero in each currency and carry its day;
///  - no number is missing, no entry without its transaction;
///  - the sums that are kept are those of the entries;
///  - nothing was booked into a month after it was closed; each closing's digest is that of what was booked;
///  - a counter-entry is the exact opposite of what it corrects; two persons stand under each approved proposal.
/// Names at most ten of a kind.
std::vector<std::string> verify(database::ReadTx& tx);

/// verify(), and when it finds something stops the books: until somebody releases them nothing is booked, corrected or
/// closed. For the service at its start, every night, and after a restore. Readers and writers go on meanwhile.
std::vector<std::string> check(database::Database& database, Instant now);

/// Why the books are stopped; none: they are not.
std::optional<std::string> stopped(database::ReadTx& tx);

/// They go on, when what was found has been repaired. A deed.
/// Refuses: forbidden unless it is the till; conflict while verify() finds anything, and when they are not stopped; the
/// note, which says what was done, as a cause of a correction.
Result<void> release(database::WriteTx& tx, people::Actor const& actor, std::string const& note, Instant now);

}  // namespace allmende::ledger
