#include "contributions/next.h"

#include "contributions/agreement_store.h"
#include "contributions/attempt_store.h"

namespace allmende::contributions {

using database::ReadTx;

namespace {

Next next_of_attempt(Attempt const& it, Date nominal) {
  bool is_out = it.state == AttemptState::sealed || it.state == AttemptState::unknown;
  return {nominal, it.due, it.amount, is_out ? Next::Stage::handed_over : Next::Stage::announced};
}

Date nominal_of(Schedule const& schedule, Attempt const& it) {
  // The schedule may be another one meanwhile; the period stays.
  Date const month = Date::parse(it.period + "-01").value();
  auto nominal = schedule.from(month);
  return nominal && period_of(*nominal) == it.period ? *nominal : it.due;
}

/// Of a debit whose mandate may be used.
std::optional<Next> next_debit(ReadTx& tx, Till const& till, Agreement const& it, Instant now) {
  if (!it.mandate || it.mandate->state != MandateState::active) return std::nullopt;
  Date const earliest = earliest_collection(till, now);
  auto in_use = [&](Date day) { return day <= it.mandate->expires; };
  if (auto open = store::first_open(tx, it.id)) {
    Date const day = collection_day(std::max(open->nominal, open->not_before), earliest);
    return in_use(day) ? std::optional(Next{open->nominal, day, it.amount}) : std::nullopt;
  }
  auto nominal = store::next_due(tx, it.id);
  if (!nominal) return std::nullopt;
  // What was missed for a whole period is not made up for.
  while (auto after = it.schedule.after(*nominal)) {
    if (*after > earliest) break;
    nominal = after;
  }
  Date const day = collection_day(*nominal, earliest);
  return in_use(day) ? std::optional(Next{*nominal, day, it.amount}) : std::nullopt;
}

}  // namespace

std::optional<Date> first_unowed(ReadTx& tx, AgreementId id, Schedule const& schedule, Date day) {
  auto nominal = schedule.from(day);
  while (nominal && store::owes(tx, id, period_of(*nominal))) nominal = schedule.after(*nominal);
  return nominal;
}

Date earliest_collection(Till const& till, Instant now) {
  Date const today = till.day_of(now);
  Date const announced = today.plus_days(till.rules.notice_days);
  Date const reached = sepa::collection_days(now, till.rules.hand_over, *till.calendar).earliest;
  return sepa::target_day_from(std::max(announced, reached));
}

std::optional<Next> next_collection(ReadTx& tx, Till const& till, AgreementId id, Instant now) {
  auto it = agreement(tx, till, id);
  if (!it) return std::nullopt;
  if (auto living = store::next_of(tx, id)) return next_of_attempt(*living, nominal_of(it->schedule, *living));
  if (it->state != AgreementState::active && it->state != AgreementState::awaiting) return std::nullopt;
  if (it->way == Way::direct_debit) return next_debit(tx, till, *it, now);
  if (it->way == Way::card) {
    auto due = store::next_due(tx, id);
    return due ? std::optional(Next{*due, *due, it->amount}) : std::nullopt;
  }
  auto nominal = it->schedule.from(till.day_of(now));
  return nominal ? std::optional(Next{*nominal, *nominal, it->amount}) : std::nullopt;
}

}  // namespace allmende::contributions
