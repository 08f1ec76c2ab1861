#pragma once
// THE DOOR of contributions: what givers promised, what is owed, what is tried, and what goes to the bank.
//
// Words: a *giver* gives; an *agreement* is what they promised: an amount, how often, in which way; a *mandate* lets
// the paper collect it; an *obligation* is one *period* of an agreement that the paper collects itself; an *attempt* is
// one try at it, under a name (EndToEndId) of its own; a *notice* tells the giver before; a *run* is what is collected
// on one day; *sealing* it makes the *file* for the bank, which is the same for ever; a *payment* is money that came, a
// *return* money that went back. The *till* is the paper's: its key, its rules, its calendar.
//
// Invariants. The database refuses what would break 1 to 5, on both engines (migrations/0111).
//  1. An agreement owes a period once, whatever is moved, changed or run again (F5, F6, F10): periods are nominal
//     months.
//  2. An obligation has one living attempt at most. An attempt is there before anything is done about it, keeps its
//     name, amount, day, mandate and account, and its state goes forward only (AttemptState).
//  3. A sealed file is never altered, nor deleted; its attempts are claimed, and its money booked, in the same commit.
//  4. One source is one payment, or one return: told again it is `known`.
//  5. For one event each template is written once (F30).
//  6. Nothing is debited that was not announced so: this amount, this day, this account, in time (F31).
//  7. Nothing goes out while the database is held (jobs/hold.h) or the runs are stopped.
//  8. clearing in the books = sealed − rejected − settled, once what settle() and the like tell is booked.
//
// Who may: people at the till, who say so first; what happens outside is told by the clock; givers do what they like
// with what is theirs, with the proof of a link (giver.h). Nobody of the newsroom, nor who administers the program.
//
// A giver's name, addresses and accounts are sealed (vault/vault.h) and found by blind indexes. The books, jobs' keys,
// logs and refusals have none of them. Days are those of the till's calendar; an hour never decides one (F7, F26).

#include <vector>

#include "contributions/agreement.h"
#include "contributions/changes.h"
#include "contributions/collecting.h"
#include "contributions/erasure.h"
#include "contributions/giver.h"
#include "contributions/messages.h"
#include "contributions/moved.h"
#include "contributions/office.h"
#include "contributions/payments.h"
#include "contributions/schedule.h"
#include "contributions/till.h"

namespace allmende::contributions {

std::vector<database::Migration> migrations();

}  // namespace allmende::contributions
