#pragma once
// The standard chart: the accounts that a small paper needs for its contributions. Part of the door.
//
// The numbers are our own. They follow no published chart (SKR03, SKR04, SKR49): which of them a paper uses is for its
// tax adviser to say, and the batch for DATEV translates by the paper's table (export.h). The first digit tells the
// kind: 1 assets, 2 liabilities, 3 equity, 4 income, 5 expenses.

#include <span>

#include "ledger/account.h"

namespace allmende::ledger::chart {

inline constexpr auto kBank = AccountNumber::fixed(1200);
/// Collections that were handed to the bank and are neither settled nor returned.
inline constexpr auto kDebitClearing = AccountNumber::fixed(1360);
/// What a provider of card payments owes the paper until it pays out.
inline constexpr auto kProviderClearing = AccountNumber::fixed(1370);
/// What somebody owes by law: shares that are not paid in yet.
inline constexpr auto kReceivable = AccountNumber::fixed(1400);
/// Money that came, or went, and cannot be told from whom or for what. To be emptied by hand.
inline constexpr auto kSuspense = AccountNumber::fixed(1590);

/// What people lent the paper or paid too much, and will get back.
inline constexpr auto kOwedToGivers = AccountNumber::fixed(2700);
/// Paid in on shares by those who are not admitted yet.
inline constexpr auto kSharesInAdvance = AccountNumber::fixed(2710);

/// Members' shares together; a paper that keeps one account a member adds them as 3100xxxx.
inline constexpr auto kShareCapital = AccountNumber::fixed(3100);

inline constexpr auto kOnceByReaders = AccountNumber::fixed(4000);
inline constexpr auto kOnceByMembers = AccountNumber::fixed(4010);
inline constexpr auto kOnceByOrganisations = AccountNumber::fixed(4020);
inline constexpr auto kRegularByReaders = AccountNumber::fixed(4100);
inline constexpr auto kRegularByMembers = AccountNumber::fixed(4110);
inline constexpr auto kRegularByOrganisations = AccountNumber::fixed(4120);
/// What was returned of contributions that had been settled: against income, not among the costs.
inline constexpr auto kReturned = AccountNumber::fixed(4190);

inline constexpr auto kBankFees = AccountNumber::fixed(5000);
/// What other banks charge for returns. The giver is not asked for it: LG Köln 26 O 331/15.
inline constexpr auto kReturnFees = AccountNumber::fixed(5010);
inline constexpr auto kProviderFees = AccountNumber::fixed(5020);

/// All of them, with German names: they stand in a German paper's books, and the paper may rename them.
std::span<Account const> standard();

}  // namespace allmende::ledger::chart
