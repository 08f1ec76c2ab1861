#pragma once
// Payments that came back, as statements tell of them. Part of the door sepa.h.

#include "sepa/statement.h"

namespace allmende::sepa {

/// Whether the payment came back: the bank gives a reason (RtrInf), calls it so by its code (UPDD), or reverses the
/// entry. What stands in texts is not looked at.
bool is_return(Entry const& entry, Detail const& detail);

/// What the payment moved: its own amount, or the entry's where it is the only one. Nothing when the bank told neither.
std::optional<Amount> amount_of(Entry const& entry, Detail const& detail);

/// What came back, and what the banks took for it. They are together what the account lost.
struct ReturnedAmounts {
  Money original;
  Money fee;

  bool operator==(ReturnedAmounts const&) const = default;
};

/// The original amount is what was instructed; else what is left when the charges are taken off; else all.
/// Refuses: conflict when these do not add up, or are of different currencies, or less came back than was collected:
/// somebody must look at it. Invalid when the bank told no amount.
Result<ReturnedAmounts> returned_amounts(Entry const& entry, Detail const& detail);

}  // namespace allmende::sepa
