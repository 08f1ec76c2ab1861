#pragma once
// How long a debit can come back, and how long a mandate lives. Part of the door sepa.h.

#include "base/base.h"

namespace allmende::sepa {

/// So many months later on the same day of the month, or on its last one where it has no such day. From a first day on,
/// the n-th is months_after(first, n): counted from the day before, the 31st would become the 28th for ever.
/// `months` from 0 to 12000.
Date months_after(Date day, int months);

/// Until when (that day included) a debit of `debited` can come back; EPC016-06. It is never certain before the last of
/// them.
struct ReturnWindows {
  Date bank_return;          ///< the debtor's bank cannot: no funds, account closed (5 TARGET days)
  Date refund;               ///< the debtor asks for it and gives no reason (8 weeks)
  Date unauthorised_refund;  ///< the debtor says that there was no mandate (13 months)
};
ReturnWindows return_windows(Date debited);

/// The last day on which a mandate may be used: 36 months after its last collection was presented, whether or not that
/// came back. After it a new mandate is needed.
Date mandate_expires(Date last_presented);

}  // namespace allmende::sepa
