#pragma once
// What the books sum to. Part of the door.
//
// Sums of each account and day are kept when something is booked, so a balance costs days and not entries. For other
// rooms and for readers' pages: none of it says anything of a person, unless an account is one's own.

#include <vector>

#include "ledger/account.h"
#include "ledger/currency.h"
#include "ledger/month.h"

namespace allmende::ledger {

struct Sums {
  Money debit = Money::cents(0);
  Money credit = Money::cents(0);  ///< positive, too
  /// Debit positive: what is there of an asset; of income the negative.
  Money balance() const { return debit - credit; }
  bool operator==(Sums const&) const = default;
};

/// Of all that was booked on it until the end of that day; zero when nothing was, or when there is no such account.
Sums sums(database::ReadTx& tx, AccountNumber account, Date through, Currency currency = Currency::euro());

struct AccountSums {
  AccountNumber account;
  Currency currency;
  Sums sums;
  bool operator==(AccountSums const&) const = default;
};
/// The trial balance: every account that was booked on until the end of that day, by number and currency. Its balances
/// sum to zero.
std::vector<AccountSums> trial_balance(database::ReadTx& tx, Date through);

struct DaySums {
  Date day;
  Sums sums;
  bool operator==(DaySums const&) const = default;
};
/// The days from `from` to `to` (included) on which something was booked on it.
std::vector<DaySums> daily_sums(database::ReadTx& tx, AccountNumber account, Date from, Date to,
                                Currency currency = Currency::euro());

/// What came in and what was spent in a month: accounts of income and expenses only.
struct MonthTotal {
  Month month;
  AccountNumber account;
  Kind kind;
  Currency currency;
  Sums sums;
  bool operator==(MonthTotal const&) const = default;
};
/// The subject of the change log when they alter; `which` is the month ("2026-11"). Readers may see them.
inline constexpr std::string_view kMonthSubject = "ledger-month";
/// By month, account and currency; from the first month to the last, included.
/// A closed month's never change. An open one's is what has been booked so far.
std::vector<MonthTotal> monthly_totals(database::ReadTx& tx, Month from, Month to);

}  // namespace allmende::ledger
