// What people at the till see.

#include <limits>
#include <map>

#include "contributions/agreement_store.h"
#include "contributions/attempt_store.h"
#include "contributions/giver_store.h"
#include "contributions/mandate_store.h"
#include "contributions/message_store.h"
#include "contributions/names.h"
#include "contributions/office.h"
#include "contributions/rights.h"

namespace allmende::contributions {

using database::ReadTx;
using database::Sql;
using database::WriteTx;
using ledger::Month;

namespace {

Sql const kNewest{"contributions.newest_agreements", R"(
    SELECT id FROM agreement WHERE id < :before ORDER BY id DESC LIMIT :limit)"};
Sql const kOfState{"contributions.agreements_of_state", R"(
    SELECT id FROM agreement WHERE state = :state AND id < :before ORDER BY id DESC LIMIT :limit)"};
Sql const kActive{"contributions.active_agreements", R"(
    SELECT COUNT(*) FROM agreement WHERE state = 'active' AND interval <> 'once')"};
Sql const kPromises{"contributions.promises", R"(
    SELECT cents, first, day, interval, next_due, way FROM agreement WHERE state = 'active')"};

// Tasks: agreement, attempt, detail.
Sql const kLeftOut{"contributions.left_out", R"(
    SELECT o.agreement, t.id, t.reason FROM obligation o JOIN agreement a ON a.id = o.agreement
    JOIN attempt t ON t.id = (SELECT MAX(id) FROM attempt WHERE obligation = o.id)
    WHERE o.state = 'open' AND t.state = 'voided' AND a.state = 'active' AND o.nominal <= :day ORDER BY o.id LIMIT :limit)"};
Sql const kByHand{"contributions.by_hand", R"(
    SELECT m.agreement, (SELECT MAX(t.id) FROM attempt t WHERE t.mandate = m.id), m.state FROM mandate m
    JOIN agreement a ON a.id = m.agreement
    WHERE m.state IN ('by_hand', 'ended') AND a.state IN ('active', 'paused')
      AND m.id = (SELECT MAX(id) FROM mandate WHERE agreement = a.id) ORDER BY m.id LIMIT :limit)"};
Sql const kHeld{"contributions.held_obligations", R"(
    SELECT o.agreement, t.id, t.reason FROM obligation o
    JOIN attempt t ON t.id = (SELECT MAX(id) FROM attempt WHERE obligation = o.id)
    WHERE o.state = 'held' ORDER BY o.id LIMIT :limit)"};
Sql const kPartly{"contributions.partly_returned", R"(
    SELECT agreement, id, reason FROM attempt WHERE state = 'settled' AND returned > 0 ORDER BY id LIMIT :limit)"};
/// Ending an agreement notes what is at the bank then.
Sql const kAfterEnd{"contributions.collected_after_end", R"(
    SELECT t.agreement, t.id, t.due FROM agreement_event e JOIN attempt t ON t.agreement = e.agreement
    WHERE e.kind = 'still_comes' AND e.detail = t.end_to_end_id AND t.state = 'settled' AND t.returned = 0
    ORDER BY t.id LIMIT :limit)"};
Sql const kExpiring{"contributions.expiring_mandates", R"(
    SELECT m.agreement, m.id, COALESCE(m.presented, m.signed_on) FROM mandate m JOIN agreement a ON a.id = m.agreement
    WHERE a.state IN ('active', 'paused') AND a.way = 'direct_debit' AND COALESCE(m.presented, m.signed_on) <= :day
      AND m.id = (SELECT MAX(id) FROM mandate WHERE agreement = a.id) ORDER BY m.id LIMIT :limit)"};

Sql const kPaidByMonth{"contributions.paid_by_month", R"(
    SELECT month, SUM(cents), SUM(count) FROM payment WHERE month >= :from AND month <= :to GROUP BY month)"};
Sql const kReturnedByMonth{"contributions.returned_by_month", R"(
    SELECT month, SUM(cents), COUNT(*) FROM payment_return
    WHERE kind <> 'rejected' AND month >= :from AND month <= :to GROUP BY month)"};
Sql const kEventsByMonth{"contributions.events_by_month", R"(
    SELECT month, kind, COUNT(*) FROM agreement_event
    WHERE kind IN ('begun', 'ended') AND month >= :from AND month <= :to GROUP BY month, kind)"};

constexpr int kMonthsOfMandate = 36;
constexpr int kMonthsOfWarning = 3;

AgreementLine line(ReadTx& tx, Till const& till, AgreementId id) {
  Agreement it = *agreement(tx, till, id);
  Giver who = *giver(tx, till, it.giver);
  return {std::move(it), std::move(who)};
}

std::vector<AgreementId> found_by(ReadTx& tx, Till const& till, std::string_view typed, std::size_t limit) {
  if (auto reference = sepa::CreditorReference::parse(typed)) {
    if (auto id = store::find(tx, *reference)) return {*id};
  }
  if (auto reference = sepa::MandateReference::parse(typed)) {
    if (auto id = store::agreement_of(tx, *reference)) return {*id};
  }
  auto givers = store::givers_by_email(tx, till, typed);
  if (givers.empty()) givers = store::givers_by_word(tx, till, typed, limit);
  std::vector<AgreementId> found;
  for (GiverId giver : givers) {
    for (AgreementId id : store::agreements_of_giver(tx, giver)) found.push_back(id);
  }
  return found;
}

template <class... Args>
void add_tasks(ReadTx& tx, std::vector<Task>& tasks, Task::Kind kind, Sql const& sql, Args const&... args) {
  tx.each<AgreementId, std::optional<AttemptId>, std::string>(
      sql,
      [&](AgreementId id, std::optional<AttemptId> which, std::string detail) {
        tasks.push_back({kind, id, which, std::move(detail)});
      },
      args...);
}

/// So many months before, or the last day of that month.
Date months_before(Date day, int months) {
  auto const there = std::chrono::year_month(day.ymd().year(), day.ymd().month()) - std::chrono::months(months);
  auto const last = static_cast<unsigned>((there / std::chrono::last).day());
  return Date::from(static_cast<int>(there.year()), static_cast<unsigned>(there.month()), std::min(day.day(), last))
      .value();
}

}  // namespace

std::string_view name_of(Task::Kind kind) {
  switch (kind) {
    case Task::Kind::runs_stopped: return "runs_stopped";
    case Task::Kind::left_out: return "left_out";
    case Task::Kind::mandate_by_hand: return "mandate_by_hand";
    case Task::Kind::needs_correction: return "needs_correction";
    case Task::Kind::partly_returned: return "partly_returned";
    case Task::Kind::collected_after_end: return "collected_after_end";
    case Task::Kind::mandate_expires: return "mandate_expires";
  }
  report_bug("every kind of task has a name");
}

Result<std::vector<AgreementLine>> list_agreements(ReadTx& tx, people::Actor const& actor, Till const& till,
                                                   std::optional<AgreementState> state,
                                                   std::optional<AgreementId> before, std::size_t limit) {
  TRY(must_be_at_the_till(actor));
  auto const until = before.value_or(AgreementId(std::numeric_limits<std::int64_t>::max()));
  auto ids = state ? tx.all<AgreementId>(kOfState, *state, until, limit) : tx.all<AgreementId>(kNewest, until, limit);
  std::vector<AgreementLine> lines;
  for (AgreementId id : ids) lines.push_back(line(tx, till, id));
  return lines;
}

Result<std::vector<AgreementLine>> search(ReadTx& tx, people::Actor const& actor, Till const& till,
                                          std::string_view typed, std::size_t limit) {
  TRY(must_be_at_the_till(actor));
  auto ids = found_by(tx, till, typed, limit);
  if (ids.size() > limit) ids.resize(limit, AgreementId(0));
  std::vector<AgreementLine> lines;
  for (AgreementId id : ids) lines.push_back(line(tx, till, id));
  return lines;
}

Result<std::vector<Attempt>> attempts_of(ReadTx& tx, people::Actor const& actor, AgreementId id) {
  TRY(must_be_at_the_till(actor));
  return store::all_of(tx, id);
}

Result<std::vector<Task>> tasks(ReadTx& tx, people::Actor const& actor, Till const& till, Instant now,
                                std::size_t limit) {
  using Kind = Task::Kind;
  TRY(must_be_at_the_till(actor));
  Date const today = till.day_of(now);
  std::vector<Task> found;
  if (auto stop = stopped(tx)) found.push_back({Kind::runs_stopped, std::nullopt, std::nullopt, stop->reason});
  add_tasks(tx, found, Kind::mandate_by_hand, kByHand, limit);
  add_tasks(tx, found, Kind::needs_correction, kHeld, limit);
  add_tasks(tx, found, Kind::left_out, kLeftOut, today, limit);
  add_tasks(tx, found, Kind::partly_returned, kPartly, limit);
  add_tasks(tx, found, Kind::collected_after_end, kAfterEnd, limit);
  tx.each<AgreementId, std::int64_t, Date>(
      kExpiring,
      [&](AgreementId id, std::int64_t, Date used) {
        found.push_back({Kind::mandate_expires, id, std::nullopt, sepa::mandate_expires(used).iso8601()});
      },
      months_before(today, kMonthsOfMandate - kMonthsOfWarning), limit);
  return found;
}

Result<void> clear_task(WriteTx& tx, people::Actor const& actor, Till const& till, AgreementId id, Instant now) {
  TRY(must_be_at_the_till(actor));
  auto it = agreement(tx, till, id);
  if (!it) return refuse(Code::not_found, "there is no such agreement");
  bool const is_by_hand = it->mandate && it->mandate->state == MandateState::by_hand;
  if (is_by_hand) store::set_mandate_state(tx, it->mandate->id, MandateState::active);
  if (store::reopen_held(tx, id) == 0 && !is_by_hand) return refuse(Code::conflict, "nothing of it waits for a hand");
  people::record_deed(tx, actor, {"cleared", "agreement", std::to_string(id.value())}, now);
  return {};
}

std::int64_t warn_of_expiry(WriteTx& tx, Till const& till, Instant now) {
  constexpr std::size_t kAtOnce = 1'000;
  std::vector<std::pair<AgreementId, std::string>> expiring;
  tx.each<AgreementId, std::int64_t, Date>(
      kExpiring,
      [&](AgreementId id, std::int64_t mandate, Date used) {
        expiring.emplace_back(id, fmt::format("mandate-{}-{}", mandate, sepa::mandate_expires(used).iso8601()));
      },
      months_before(till.day_of(now), kMonthsOfMandate - kMonthsOfWarning), kAtOnce);
  std::int64_t count = 0;
  for (auto const& [id, event] : expiring)
    count += store::put_message(tx, event, "mandate-expires", id, std::nullopt, now) ? 1 : 0;
  return count;
}

std::array<PromisedMonth, 12> promised(ReadTx& tx, Till const& till, Instant now) {
  Date const today = till.day_of(now);
  Date const first = Month::of(today).first_day();
  Date const end = sepa::months_after(first, 12);
  std::vector<PromisedMonth> months;
  for (int i = 0; i < 12; ++i) months.push_back({.month = Month::of(sepa::months_after(first, i))});
  auto index = [&](Date day) {
    return static_cast<std::size_t>((day.year() - first.year()) * 12 + static_cast<int>(day.month()) -
                                    static_cast<int>(first.month()));
  };
  auto add = [&](Money amount, Date first_day, unsigned day, Interval interval, std::optional<Date> next, Way way) {
    Schedule const schedule{first_day, day, interval};
    auto due = way == Way::transfer ? schedule.from(today) : next;
    if (!due) return;
    // What was missed for a whole period is not made up for.
    for (auto after = schedule.after(*due); after && *after <= today; after = schedule.after(*after)) due = after;
    int const parts = interval == Interval::once ? 1 : months_of(interval);
    auto const even = split(amount, parts);
    for (auto it = due; it && *it < end; it = schedule.after(*it)) {
      std::size_t const at = *it < first ? 0 : index(*it);
      months[at].due = months[at].due + amount;
      for (std::size_t i = 0; i < even.size() && at + i < months.size(); ++i)
        months[at + i].evenly = months[at + i].evenly + even[i];
    }
  };
  tx.each<Money, Date, unsigned, Interval, std::optional<Date>, Way>(kPromises, add);
  return [&]<std::size_t... I>(std::index_sequence<I...>) { return std::array<PromisedMonth, 12>{months[I]...}; }
  (std::make_index_sequence<12>());
}

std::vector<MonthSums> sums_by_month(ReadTx& tx, Month from, Month to) {
  std::map<Month, MonthSums> sums;
  auto of = [&](Month month) -> MonthSums& { return sums.try_emplace(month, MonthSums{.month = month}).first->second; };
  tx.each<Month, Money, std::int64_t>(
      kPaidByMonth,
      [&](Month month, Money sum, std::int64_t count) {
        of(month).settled = sum;
        of(month).payments = count;
      },
      from, to);
  tx.each<Month, Money, std::int64_t>(
      kReturnedByMonth,
      [&](Month month, Money sum, std::int64_t count) {
        of(month).returned = sum;
        of(month).returns = count;
      },
      from, to);
  tx.each<Month, std::string, std::int64_t>(
      kEventsByMonth,
      [&](Month month, std::string const& kind, std::int64_t count) {
        (kind == "begun" ? of(month).begun : of(month).ended) = count;
      },
      from, to);
  std::vector<MonthSums> found;
  for (auto& [month, sum] : sums) found.push_back(sum);
  return found;
}

std::int64_t active_agreements(ReadTx& tx) { return tx.one<std::int64_t>(kActive); }

}  // namespace allmende::contributions
