#pragma once
// THE DOOR of banking: what the bank says happened on the paper's accounts, taken in exactly once, booked, and matched
// to what givers promised.
//
// Words: an *account* is the paper's own at a bank; a *file* is what a bank gives out (camt.053, .052, .054, pain.002, alone
// or in a ZIP); an *import* is one file taken in; a *statement* (camt.053) leads from a balance to a balance; an *entry*
// is one line of it; a *line* is one payment within an entry, or what is left of an entry that is no payment; *suspense*
// is the account of the books where money lies that cannot be told from whom or for what; an *advice* is what a report
// (052) or a notification (054) tells of an entry; a *rejection* is a debit that the bank refused before it settled.
//
// Invariants
//  1. A file is taken in as a whole or not at all. The same bytes told again change nothing, and say so.
//  2. Only booked entries of statements are booked (F20): each once, as one transaction of the books. Its lines sum to it,
//     and what cannot be matched lies in suspense, so the bank's account in the books has the bank's closing balance.
//  3. Statements of an account follow each other without a gap (F23). So nothing is booked that could be missing.
//  4. Two payments that are alike to the last letter are two (F21); what is told again is none.
//  5. Whatever order files come in (each account's statements in theirs), the books' balances are the same.
//  6. Nothing of a payment is guessed: by its name (EndToEndId), its mandate and amount if only one fits, its reference
//     (RF); everything else a person decides.
//  7. Days are those that the bank wrote; no hour decides one (F7). Amounts are whole cents (F27).
//
// Who may: people at the till, who say so first. Nobody else: not the clock, nor who administers the program.
//
// Names, accounts and texts of payments are sealed (vault/vault.h). The books, deeds, refusals and logs have none of them.
// The file itself is not kept: whoever must keep it as a voucher keeps the bank's.

#include <vector>

#include "banking/account.h"
#include "banking/import.h"
#include "banking/line.h"
#include "banking/verify.h"
#include "banking/work.h"

namespace allmende::banking {

std::vector<database::Migration> migrations();

}  // namespace allmende::banking
