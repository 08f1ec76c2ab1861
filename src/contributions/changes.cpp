#include "contributions/changes.h"

#include "contributions/agreement_store.h"
#include "contributions/attempt_store.h"
#include "contributions/gift_rules.h"
#include "contributions/giver_store.h"
#include "contributions/next.h"
#include "contributions/pausing.h"
#include "contributions/rights.h"

namespace allmende::contributions {

using database::WriteTx;

namespace {

Result<Agreement> theirs(WriteTx& tx, Who const& who, Till const& till, AgreementId id) {
  auto it = agreement(tx, till, id);
  if (!it) return refuse(Code::not_found, "there is no such agreement");
  TRY(may_act_for(who, it->giver));
  return *std::move(it);
}

Result<Agreement> living(WriteTx& tx, Who const& who, Till const& till, AgreementId id) {
  Agreement it = TRY(theirs(tx, who, till, id));
  if (it.state == AgreementState::ended) return refuse(Code::gone, "this has ended");
  return it;
}

/// What somebody at the till does is a deed besides.
void note_deed(WriteTx& tx, Who const& who, AgreementId id, std::string_view what, Instant now) {
  auto const* actor = std::get_if<people::Actor>(&who);
  if (actor) people::record_deed(tx, *actor, {what, "agreement", std::to_string(id.value())}, now);
}

void note(WriteTx& tx, Who const& who, Till const& till, AgreementId id, std::string_view kind, std::string_view detail,
          Instant now) {
  store::record(tx, till, id, kind, detail, name_of(who), now);
  note_deed(tx, who, id, kind, now);
}

constexpr std::string_view kChanged = "changed: it is announced anew";

/// What is owed already and has not gone out follows the new schedule: in its period on the new day, or not at all.
void move_untouched(WriteTx& tx, AgreementId id, Schedule const& schedule) {
  for (auto const& it : store::untouched(tx, id)) {
    auto there = schedule.from(Date::parse(it.period + "-01").value());
    if (there && period_of(*there) == it.period) store::postpone(tx, it.id, *there);
    else store::set_obligation(tx, it.id, store::ObligationState::dropped);
  }
}

Result<void> check_period(WriteTx& tx, AgreementId id, Date next) {
  auto last = store::last_touched(tx, id);
  if (!last || period_of(next) > *last) return {};
  Date const earliest = sepa::months_after(Date::parse(*last + "-01").value(), 1);
  return refuse(Code::conflict,
                fmt::format("this month is collected already; {} is the earliest day", earliest.iso8601()), "next");
}

}  // namespace

Result<void> change_amount(WriteTx& tx, Who const& who, Till const& till, AgreementId id, Money amount, Instant now) {
  Agreement it = TRY(living(tx, who, till, id));
  TRY(check_amount(till.rules, amount));
  if (amount == it.amount) return {};
  store::void_unsealed(tx, id, kChanged);
  store::set_amount(tx, id, amount);
  note(tx, who, till, id, "amount", fmt::format("{} {}", it.amount.decimal(), amount.decimal()), now);
  return {};
}

Result<void> change_schedule(WriteTx& tx, Who const& who, Till const& till, AgreementId id, Interval interval,
                             Date next, Instant now) {
  Agreement it = TRY(living(tx, who, till, id));
  bool const was_once = it.schedule.interval == Interval::once;
  if (was_once != (interval == Interval::once)) {
    return refuse(Code::conflict, "a single gift and a regular one are two agreements", "interval");
  }
  TRY(check_day(next, till.day_of(now)));
  TRY(check_period(tx, id, next));
  Schedule const schedule = Schedule::from(next, interval);
  if (schedule == it.schedule) return {};
  store::void_unsealed(tx, id, kChanged);
  store::set_schedule(tx, id, schedule);
  move_untouched(tx, id, schedule);
  store::set_next_due(tx, id, first_unowed(tx, id, schedule, next));
  bool const other_interval = interval != it.schedule.interval;
  note(tx, who, till, id, other_interval ? "interval" : "date", fmt::format("{} {}", name_of(interval), next.iso8601()),
       now);
  return {};
}

Result<void> change_account(WriteTx& tx, Who const& who, Till const& till, AgreementId id, Account const& account,
                            MandateEvidence const& evidence, Instant now) {
  Agreement it = TRY(living(tx, who, till, id));
  if (it.way != Way::direct_debit || !till.rules.creditor)
    return refuse(Code::conflict, "this is no direct debit", "way");
  Date const today = till.day_of(now);
  auto const address = giver(tx, till, it.giver)->data.address;
  TRY(check_account(till, account, evidence, address, today));
  store::void_unsealed(tx, id, kChanged);
  MandateId mandate = it.mandate->id;
  bool const is_over = it.mandate->state == MandateState::ended || it.mandate->expires < today;
  if (is_over) mandate = store::insert_mandate(tx, id, till.rules.creditor->identifier, today);
  store::insert_account(tx, till, mandate, account, evidence, now);
  if (it.mandate->state == MandateState::needs_account) store::set_mandate_state(tx, mandate, MandateState::active);
  note(tx, who, till, id, "account", is_over ? "new mandate" : "", now);
  return {};
}

void pause_now(WriteTx& tx, Till const& till, AgreementId id, std::string_view reason, std::string_view by,
               Instant now) {
  store::void_unsealed(tx, id, "paused");
  store::set_state(tx, id, AgreementState::paused);
  store::record(tx, till, id, "paused", reason, by, now);
}

Result<void> pause(WriteTx& tx, Who const& who, Till const& till, AgreementId id, Instant now) {
  Agreement it = TRY(living(tx, who, till, id));
  if (it.state != AgreementState::active) return refuse(Code::conflict, "this is not active");
  pause_now(tx, till, id, "", name_of(who), now);
  note_deed(tx, who, id, "paused", now);
  return {};
}

Result<void> resume(WriteTx& tx, Who const& who, Till const& till, AgreementId id, Instant now) {
  Agreement it = TRY(living(tx, who, till, id));
  if (it.state != AgreementState::paused) return refuse(Code::conflict, "this is not paused");
  Date const today = till.day_of(now);
  store::drop_open_before(tx, id, today);
  store::set_state(tx, id, AgreementState::active);
  auto next = store::next_due(tx, id);
  if (next) store::set_next_due(tx, id, first_unowed(tx, id, it.schedule, std::max(*next, today)));
  note(tx, who, till, id, "resumed", "", now);
  return {};
}

namespace {

Ended ended(WriteTx& tx, Till const& till, AgreementId id, Instant at, Instant now) {
  auto next = next_collection(tx, till, id, now);
  bool const is_out = next && next->stage == Next::Stage::handed_over;
  return {at, is_out ? next : std::nullopt};
}

Ended end_now(WriteTx& tx, Till const& till, Agreement const& it, Instant now) {
  if (it.state == AgreementState::ended) return ended(tx, till, it.id, *it.ended, now);
  store::void_unsealed(tx, it.id, "ended");
  store::drop_open(tx, it.id);
  store::end(tx, it.id, now);
  // Should it be debited all the same, the office sees it (office.h).
  auto out = store::next_of(tx, it.id);
  if (out) store::record(tx, till, it.id, "still_comes", out->end_to_end_id.text(), "clock", now);
  return ended(tx, till, it.id, now, now);
}

}  // namespace

Result<Ended> end(WriteTx& tx, Who const& who, Till const& till, AgreementId id, Instant now) {
  Agreement it = TRY(theirs(tx, who, till, id));
  if (it.state != AgreementState::ended) note(tx, who, till, id, "ended", "", now);
  return end_now(tx, till, it, now);
}

Result<Ended> end_unproven(WriteTx& tx, Till const& till, std::string_view email,
                           sepa::CreditorReference const& reference, Instant now) {
  auto it = agreement(tx, till, reference);
  auto givers = store::givers_by_email(tx, till, email);
  if (!it || std::ranges::find(givers, it->giver) == givers.end()) {
    return refuse(Code::not_found, "there is no agreement with this address and reference");
  }
  if (it->state != AgreementState::ended) store::record(tx, till, it->id, "ended", "without a link", "giver", now);
  return end_now(tx, till, *it, now);
}

}  // namespace allmende::contributions
