#pragma once
// THE DOOR of the ledger: the books of a small newspaper.
//
// Words: a *posting* is an amount on one side of an *account*; a *fact* is what happened, with its postings; a
// *booking* is a fact with its *source*, the one thing outside that it stands for; a *transaction* is a booking that
// stands in the books; the *day* of a fact is the one to which it belongs, *booked on* the one on which it counts in
// the books, the *value day* the one from which the bank counts it.
//
// Invariants. The database itself refuses what would break the first four, on both engines (migrations/0100); verify()
// looks for all of them, and what it finds stops the books.
//  1. What was booked is never altered and never deleted. Mistakes are corrected by counter-entries that name a cause.
//  2. The entries of a transaction are at least two and sum to zero in each currency.
//  3. One source is booked once: told again it is `known`; with other content it is a conflict.
//  4. Nothing is booked into a month that is closed: a late fact is booked in the first open one, and says to which day
//     it belongs.
//  5. The sums that are kept are those of the entries.
//  6. What corrects more than one person may do alone has two persons under it.
//
// Money is whole cents in 64 bits, with a currency. Nothing is converted, nothing is rounded.
//
// Who may: the till keeps the books and reads them, the clock books what happened outside; nobody else, not even who
// administers the program. Rooms that book or show sums for somebody have asked for their own rights before.
//
// No person's data is in the books: sources and texts name agreements and members by their numbers, because what is
// booked stays for ten years (§ 147 AO, § 257 HGB) and longer, while what is known of a person is erased by rule.

#include <vector>

#include "ledger/account.h"
#include "ledger/balance.h"
#include "ledger/booking.h"
#include "ledger/chart.h"
#include "ledger/closing.h"
#include "ledger/correction.h"
#include "ledger/currency.h"
#include "ledger/export.h"
#include "ledger/journal.h"
#include "ledger/month.h"
#include "ledger/verify.h"

namespace allmende::ledger {

std::vector<database::Migration> migrations();

}  // namespace allmende::ledger
