#pragma once
// What a giver, or the till for them, may change. Part of the door.
//
// Each refuses: forbidden for whose it is not; not_found; gone for an agreement that has ended. What was planned or
// announced and is not sealed is taken back and announced anew (F31); what is sealed goes its way (F8).

#include "contributions/agreement.h"

namespace allmende::contributions {

/// From the next debit that is not sealed yet. Refuses: invalid outside of the till's bounds.
Result<void> change_amount(database::WriteTx& tx, Who const& who, Till const& till, AgreementId id, Money amount,
                           Instant now);

/// How often, and when next. Refuses: invalid for a day in the past or more than two years ahead; conflict for a day
/// in a month that is collected already, or before (F10): the sentence names the earliest; conflict for a change from
/// once, or to it: a mandate for a single debit is used up by it.
Result<void> change_schedule(database::WriteTx& tx, Who const& who, Till const& till, AgreementId id, Interval interval,
                             Date next, Instant now);

/// The mandate keeps its reference; the bank is told with the next debit (SMNDA). One that is ended is replaced by a
/// new one. A mandate that needs an account is good again. Refuses: invalid as begin_gift(); conflict for
/// what is no debit.
Result<void> change_account(database::WriteTx& tx, Who const& who, Till const& till, AgreementId id,
                            Account const& account, MandateEvidence const& evidence, Instant now);

/// Refuses: conflict unless active.
Result<void> pause(database::WriteTx& tx, Who const& who, Till const& till, AgreementId id, Instant now);
/// What fell due meanwhile is not made up for. Refuses: conflict unless paused.
Result<void> resume(database::WriteTx& tx, Who const& who, Till const& till, AgreementId id, Instant now);

struct Ended {
  Instant at;
  /// What is at the bank already and will be debited once more; the office gives it back when asked.
  std::optional<Next> still_comes;
};
/// At once, without reasons. A second time it is the same.
Result<Ended> end(database::WriteTx& tx, Who const& who, Till const& till, AgreementId id, Instant now);

/// Without a link, as § 312k BGB has it: who knows e-mail address and reference may end it, and nothing else. Refuses:
/// not_found when they do not belong together.
Result<Ended> end_unproven(database::WriteTx& tx, Till const& till, std::string_view email,
                           sepa::CreditorReference const& reference, Instant now);

}  // namespace allmende::contributions
