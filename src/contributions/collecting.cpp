#include "contributions/collecting.h"

#include <limits>

#include "contributions/agreement_store.h"
#include "contributions/attempt_store.h"
#include "contributions/message_store.h"
#include "contributions/next.h"
#include "contributions/rights.h"
#include "contributions/run_store.h"
#include "contributions/stopping.h"

namespace allmende::contributions {

using database::ReadTx;
using database::WriteTx;

namespace {

constexpr int kMostDaysAhead = 60;
constexpr std::size_t kAtOnce = 5'000;

Result<void> check_collection(Till const& till, Date collection, Instant now) {
  if (!till.rules.creditor) return refuse(Code::conflict, "this paper collects no direct debits");
  if (!sepa::is_target_day(collection)) {
    return refuse(
        Code::invalid,
        fmt::format("banks collect nothing on this day; the next is {}", sepa::target_day_from(collection).iso8601()),
        "collection");
  }
  Date const earliest = earliest_collection(till, now);
  if (collection < earliest) {
    return refuse(Code::invalid,
                  fmt::format("too near for notices and the bank; the earliest day is {}", earliest.iso8601()),
                  "collection");
  }
  if (collection > till.day_of(now).plus_days(kMostDaysAhead)) {
    return refuse(Code::invalid, fmt::format("at most {} days ahead", kMostDaysAhead), "collection");
  }
  return {};
}

void close_as_abandoned(WriteTx& tx, RunId id, std::string_view reason) {
  store::void_run(tx, id, reason);
  store::close(tx, id, RunState::abandoned);
}

void abandon_what_is_too_late(WriteTx& tx, Till const& till, Instant now) {
  Date const earliest = sepa::collection_days(now, till.rules.hand_over, *till.calendar).earliest;
  for (RunId id : store::open_before(tx, earliest)) close_as_abandoned(tx, id, "run: it was not sealed in time");
}

/// Of an agreement that stood still for longer than a period only the newest is owed, and not three at once.
void owe_what_is_due(WriteTx& tx, Date through) {
  for (;;) {
    auto due = store::due_agreements(tx, Way::direct_debit, through, kAtOnce);
    for (auto const& it : due) {
      Date nominal = it.nominal;
      auto after = it.schedule.after(nominal);
      while (after && *after <= through) {
        nominal = *after;
        after = it.schedule.after(nominal);
      }
      if (!store::owes(tx, it.id, period_of(nominal))) store::insert_obligation(tx, it.id, nominal);
      store::set_next_due(tx, it.id, after);
    }
    if (due.size() < kAtOnce) return;
  }
}

/// The two runs of a day, each made when something is in it.
class Planning {
 public:
  Planning(WriteTx& tx, Date collection, Instant now) : tx_(tx), collection_(collection), now_(now) {}

  void plan(store::Candidate const& it) {
    Half& half = it.interval == Interval::once ? single_ : recurring_;
    if (!half.run) begin(half, it.interval == Interval::once);
    store::insert_attempt(tx_,
                          {.obligation = it.obligation,
                           .agreement = it.agreement,
                           .number = it.next_number,
                           .end_to_end_id = fmt::format("{}-{}-{}", half.tag, it.obligation.value(), it.next_number),
                           .run = half.run,
                           .mandate = it.mandate,
                           .account = it.account,
                           .amount = it.amount,
                           .due = collection_,
                           .state = AttemptState::planned});
  }

  std::vector<RunId> finish() {
    std::vector<RunId> runs;
    for (Half const* half : {&recurring_, &single_}) {
      if (!half->run) continue;
      store::put_notices(tx_, *half->run, now_);
      runs.push_back(*half->run);
    }
    return runs;
  }

 private:
  struct Half {
    std::optional<RunId> run = std::nullopt;
    std::string tag = {};
  };

  void begin(Half& half, bool single) {
    half.run = store::open_run(tx_, collection_, single);
    if (!half.run) half.run = store::insert_run(tx_, collection_, single, now_);
    half.tag = store::tag_of(tx_, *half.run);
  }

  WriteTx& tx_;
  Date collection_;
  Instant now_;
  Half recurring_;
  Half single_;
};

}  // namespace

sepa::PaymentId Run::message_id() const { return sepa::PaymentId::parse(tag).value(); }
sepa::PaymentId Run::batch_id() const { return sepa::PaymentId::parse(tag + "-1").value(); }

Result<std::vector<RunId>> plan(WriteTx& tx, people::Actor const& actor, Till const& till, Date collection,
                                Instant now) {
  TRY(must_be_till_or_clock(actor));
  TRY(must_not_be_stopped(tx));
  TRY(check_collection(till, collection, now));
  abandon_what_is_too_late(tx, till, now);
  owe_what_is_due(tx, collection);
  Planning planning(tx, collection, now);
  for (ObligationId last{0};;) {
    auto some = store::candidates(tx, collection, last, kAtOnce);
    for (auto const& it : some) planning.plan(it);
    if (some.size() < kAtOnce) return planning.finish();
    last = some.back().obligation;
  }
}

Result<void> abandon(WriteTx& tx, people::Actor const& actor, RunId id, Instant now) {
  TRY(must_be_at_the_till(actor));
  auto it = run(tx, id);
  if (!it) return refuse(Code::not_found, "there is no such run");
  if (it->state != RunState::open) return refuse(Code::conflict, "this run is not open any more");
  close_as_abandoned(tx, id, "run: it was taken back");
  people::record_deed(tx, actor, {"abandoned", "run", std::to_string(id.value())}, now);
  return {};
}

Result<std::vector<Run>> runs(ReadTx& tx, people::Actor const& actor, std::optional<RunId> before, std::size_t limit) {
  TRY(must_be_at_the_till(actor));
  return store::newest(tx, before.value_or(RunId(std::numeric_limits<std::int64_t>::max())), limit);
}

Result<std::vector<Attempt>> attempts_of(ReadTx& tx, people::Actor const& actor, RunId id,
                                         std::optional<AttemptId> after, std::size_t limit) {
  TRY(must_be_at_the_till(actor));
  return store::page_of(tx, id, after.value_or(AttemptId(0)), limit);
}

}  // namespace allmende::contributions
