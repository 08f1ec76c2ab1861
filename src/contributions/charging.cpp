// Charges by a provider: the attempt first, then the call.

#include "contributions/agreement_store.h"
#include "contributions/attempt_store.h"
#include "contributions/chance.h"
#include "contributions/payments.h"
#include "contributions/rights.h"
#include "jobs/jobs.h"

namespace allmende::contributions {

using database::WriteTx;

Result<Attempt> claim_charge(WriteTx& tx, people::Actor const& actor, Till const& till, AgreementId id, Instant now) {
  TRY(must_be_till_or_clock(actor));
  TRY(jobs::must_not_be_held(tx));
  auto it = agreement(tx, till, id);
  if (!it) return refuse(Code::not_found, "there is no such agreement");
  if (it->state != AgreementState::active || it->way != Way::card)
    return refuse(Code::conflict, "this is no active gift by card");
  if (store::next_of(tx, id)) return refuse(Code::conflict, "an attempt at it is not over");
  auto open = store::first_open(tx, id);
  std::optional<ObligationId> obligation = open ? std::optional(open->id) : std::nullopt;
  if (!obligation) {
    auto due = store::next_due(tx, id);
    if (!due || *due > till.day_of(now)) return refuse(Code::conflict, "nothing is due");
    if (store::owes(tx, id, period_of(*due))) return refuse(Code::conflict, "this period was tried already");
    obligation = store::insert_obligation(tx, id, *due);
    store::set_next_due(tx, id, it->schedule.after(*due));
  }
  int const number = store::next_number(tx, *obligation);
  auto made =
      store::insert_attempt(tx, {.obligation = *obligation,
                                 .agreement = id,
                                 .number = number,
                                 .end_to_end_id = fmt::format("{}-{}-{}", random_tag(8), obligation->value(), number),
                                 .run = std::nullopt,
                                 .mandate = std::nullopt,
                                 .account = std::nullopt,
                                 .amount = it->amount,
                                 .due = till.day_of(now),
                                 .state = AttemptState::unknown});
  return *attempt(tx, made);
}

Result<void> charge_failed(WriteTx& tx, people::Actor const& actor, AttemptId id, std::string_view code, Instant) {
  TRY(must_be_till_or_clock(actor));
  auto it = attempt(tx, id);
  if (!it) return refuse(Code::not_found, "there is no such attempt");
  if (it->state != AttemptState::unknown)
    return refuse(Code::conflict, "this attempt is " + std::string(name_of(it->state)));
  store::void_attempt(tx, id, code.substr(0, 200));
  return {};
}

}  // namespace allmende::contributions
