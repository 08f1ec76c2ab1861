#include "contributions/agreement.h"

#include "contributions/agreement_store.h"
#include "contributions/gift_rules.h"
#include "contributions/giver_store.h"
#include "contributions/mandate_store.h"
#include "contributions/rights.h"

namespace allmende::contributions {

using database::WriteTx;

namespace {

constexpr int kMonthsOfWarning = 3;

Instant later(Instant instant, std::chrono::microseconds span) {
  return Instant::from_microseconds(instant.microseconds() + span.count());
}

/// The gift was checked.
Begun begin(WriteTx& tx, Till const& till, Gift const& gift, std::optional<Secret> confirmation, std::string_view by,
            Instant now) {
  GiverId giver = store::insert_giver(tx, till, gift.giver, now);
  store::NewAgreement made{.giver = giver, .state = AgreementState::active, .token_until = now};
  if (confirmation) {
    made.state = AgreementState::awaiting;
    made.token_hash = people::hash_of_link(confirmation->reveal());
    made.token_until = later(now, kConfirmationLife);
  }
  Date const today = till.day_of(now);
  auto [id, reference] = store::insert_agreement(tx, made, gift, today, now);
  Begun begun{.agreement = id,
              .giver = giver,
              .reference = reference,
              .mandate = std::nullopt,
              .confirmation = std::move(confirmation)};
  if (gift.way == Way::direct_debit) {
    MandateId mandate = store::insert_mandate(tx, id, till.rules.creditor->identifier, today);
    store::insert_account(tx, till, mandate, *gift.account, *gift.evidence, now);
    begun.mandate = store::newest_mandate(tx, till, id)->reference;
  }
  store::record(tx, till, id, "begun", fmt::format("{} {}", gift.amount.decimal(), name_of(gift.interval)), by, now);
  return begun;
}

}  // namespace

Result<Begun> begin_gift(WriteTx& tx, Till const& till, Gift const& gift, Instant now) {
  TRY(check_gift(till, gift, Signed::by_click, till.day_of(now)));
  std::optional<Secret> confirmation;
  if (gift.way == Way::direct_debit) confirmation = people::new_link_token();
  return begin(tx, till, gift, std::move(confirmation), "giver", now);
}

Result<Begun> enter_gift(WriteTx& tx, people::Actor const& actor, Till const& till, Gift const& gift, Instant now) {
  TRY(must_be_at_the_till(actor));
  TRY(check_gift(till, gift, Signed::on_paper, till.day_of(now)));
  Begun begun = begin(tx, till, gift, std::nullopt, actor.name(), now);
  people::record_deed(tx, actor, {"entered", "agreement", std::to_string(begun.agreement.value())}, now);
  return begun;
}

Result<AgreementId> confirm(WriteTx& tx, Till const& till, std::string_view token, Instant now) {
  auto found = store::by_token(tx, people::hash_of_link(token));
  if (!found || (found->state == AgreementState::awaiting && found->until <= now)) {
    return refuse(Code::not_found, "this link is too old, or was never one");
  }
  if (found->state == AgreementState::ended) return refuse(Code::gone, "this was ended");
  if (found->state != AgreementState::awaiting) return found->id;
  store::confirm(tx, found->id, now);
  store::record(tx, till, found->id, "confirmed", "", "giver", now);
  return found->id;
}

bool Mandate::expires_soon(Date today) const { return sepa::months_after(today, kMonthsOfWarning) >= expires; }

}  // namespace allmende::contributions
