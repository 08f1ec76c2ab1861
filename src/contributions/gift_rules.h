#pragma once
// What may be promised. Private to this room.

#include "contributions/agreement.h"

namespace allmende::contributions {

enum class Signed { by_click, on_paper };

/// Refuses what begin_gift() and enter_gift() refuse.
Result<void> check_gift(Till const& till, Gift const& gift, Signed how, Date today);
Result<void> check_amount(Rules const& rules, Money amount);
Result<void> check_day(Date day, Date today);
Result<void> check_account(Till const& till, Account const& account, MandateEvidence const& evidence,
                           std::optional<sepa::PostalAddress> const& address, Date today);

}  // namespace allmende::contributions
