// Money that went back, and what follows.

#include "contributions/agreement_store.h"
#include "contributions/attempt_store.h"
#include "contributions/income.h"
#include "contributions/message_store.h"
#include "contributions/pausing.h"
#include "contributions/payment_store.h"
#include "contributions/payments.h"
#include "contributions/rights.h"

namespace allmende::contributions {

using database::ReadTx;
using database::WriteTx;
using ledger::Posting;
using sepa::AfterReturn;
using sepa::MandateAfter;
using store::ReturnKind;

namespace {

constexpr Money kNothing = Money::cents(0);
constexpr std::size_t kLongestCode = 35;

Result<void> check(people::Actor const& actor, Return const& it) {
  TRY(must_be_till_or_clock(actor));
  if (it.amount <= kNothing) return refuse(Code::invalid, "a return is more than nothing", "amount");
  if (it.fee < kNothing) return refuse(Code::invalid, "a fee is not below nothing", "fee");
  if (it.code.size() > kLongestCode) return refuse(Code::limit, "a reason has at most 35 bytes", "code");
  return {};
}

/// Where what had settled is taken from.
std::vector<Posting> postings(Money amount, Money fee) {
  std::vector<Posting> made{ledger::debit(ledger::chart::kReturned, amount)};
  if (fee > kNothing) made.push_back(ledger::debit(ledger::chart::kReturnFees, fee));
  return made;
}

Result<std::optional<TakenBack>> told_before(ReadTx& tx, store::Returned const& wanted) {
  auto there = store::returned(tx, wanted.source);
  if (!there) return std::nullopt;
  bool const is_same = there->kind == wanted.kind && there->agreement == wanted.agreement &&
                       there->attempt == wanted.attempt && there->code == wanted.code &&
                       there->amount == wanted.amount && there->fee == wanted.fee && there->day == wanted.day;
  if (!is_same) return refuse(Code::conflict, "this source was told before, with other content", "source");
  std::vector<Posting> booked;
  if (there->kind != ReturnKind::rejected) booked = postings(there->amount, there->fee);
  return std::optional(
      TakenBack{Told::known, there->agreement, std::move(booked), sepa::after_return(there->code), there->repeated});
}

std::string_view template_of(sepa::Letter letter) {
  switch (letter) {
    case sepa::Letter::none: return {};
    case sepa::Letter::asks_for_account: return "asks-for-account";
    case sepa::Letter::asks_to_go_on: return "asks-to-go-on";
    case sepa::Letter::tells: return "came-back";
    case sepa::Letter::tells_to_allow_us: return "came-back-allow-us";
  }
  report_bug("every letter has its template");
}

/// What the table says (money given freely: nobody is pressed, and what was refused is not asked for again).
class Following {
 public:
  Following(WriteTx& tx, Till const& till, Attempt const& attempt, AfterReturn const& after, bool repeated, Date day,
            Instant now)
      : tx_(tx),
        till_(till),
        attempt_(attempt),
        after_(after),
        repeated_(repeated),
        day_(day),
        now_(now),
        agreement_(*contributions::agreement(tx, till, attempt.agreement)) {}

  Result<void> follow(std::int64_t number) {
    bool const is_spoken_to = agreement_.state == AgreementState::active;
    mandate();
    obligation(is_spoken_to);
    auto const name = template_of(after_.letter);
    if (is_spoken_to && !name.empty()) {
      store::put_message(tx_, fmt::format("return-{}", number), name, agreement_.id, attempt_.id, now_);
    }
    if (after_.alarm == sepa::Alarm::all_runs) {
      TRY(stop_runs(tx_, people::Actor::clock(),
                    fmt::format("{}: {} ({})", after_.code, after_.meaning, attempt_.end_to_end_id.text()), now_));
    }
    return {};
  }

 private:
  void mandate() {
    MandateAfter const then = repeated_ ? after_.mandate_when_repeated : after_.mandate;
    if (then == MandateAfter::stands) return;
    if (then == MandateAfter::paused) {
      if (agreement_.state == AgreementState::active) pause_now(tx_, till_, agreement_.id, after_.code, "clock", now_);
      return;
    }
    store::void_unsealed(tx_, agreement_.id, "mandate: it may not be used");
    if (agreement_.mandate) store::set_mandate_state(tx_, agreement_.mandate->id, state_after(then));
  }

  static MandateState state_after(MandateAfter then) {
    if (then == MandateAfter::needs_account) return MandateState::needs_account;
    return then == MandateAfter::ended ? MandateState::ended : MandateState::by_hand;
  }

  void obligation(bool goes_on) {
    using enum store::ObligationState;
    if (goes_on && after_.retry == sepa::Retry::once_later && !repeated_ &&
        store::retries(tx_, attempt_.obligation) == 0) {
      return store::retry_obligation(tx_, attempt_.obligation, day_.plus_days(after_.days_before_retry));
    }
    bool const is_ours_to_put_right = goes_on && after_.retry == sepa::Retry::after_correction;
    store::set_obligation(tx_, attempt_.obligation, is_ours_to_put_right ? held : dropped);
  }

  WriteTx& tx_;
  Till const& till_;
  Attempt const& attempt_;
  AfterReturn const& after_;
  bool repeated_;
  Date day_;
  Instant now_;
  Agreement agreement_;
};

store::Returned row_of(Attempt const& it, Return const& told, ReturnKind kind) {
  return {.source = told.source,
          .kind = kind,
          .agreement = it.agreement,
          .attempt = it.id,
          .code = told.code,
          .amount = told.amount,
          .fee = told.fee,
          .day = told.day};
}

/// It comes back as a whole.
Result<TakenBack> follow(WriteTx& tx, Till const& till, Attempt const& it, store::Returned row,
                         std::vector<Posting> booked, Instant now) {
  AfterReturn const& after = sepa::after_return(row.code);
  row.repeated = store::came_back_before(tx, it, row.code);
  store::take_back(tx, it.id, it.state == AttemptState::sealed ? kNothing : row.amount, store::Extent::whole, row.code);
  auto number = store::insert_return(tx, row, now);
  TRY(Following(tx, till, it, after, row.repeated, row.day, now).follow(number));
  return TakenBack{Told::first, it.agreement, std::move(booked), after, row.repeated};
}

Result<void> check_rest(Attempt const& it, Money amount) {
  if (it.state != AttemptState::settled) {
    return refuse(Code::conflict,
                  "this attempt is " + std::string(name_of(it.state)) + ": nothing of it can come back");
  }
  Money const rest = it.settled - it.returned;
  if (amount <= rest) return {};
  return refuse(Code::conflict, fmt::format("more came back than there is: {} is left", rest.decimal()), "amount");
}

}  // namespace

Result<TakenBack> take_back(WriteTx& tx, people::Actor const& actor, Till const& till, AttemptId id, Return const& told,
                            Instant now) {
  TRY(check(actor, told));
  auto it = attempt(tx, id);
  if (!it) return refuse(Code::not_found, "there is no such attempt");
  store::Returned row = row_of(*it, told, ReturnKind::returned);
  if (auto known = TRY(told_before(tx, row))) return *known;
  TRY(check_rest(*it, told.amount));
  auto booked = postings(told.amount, told.fee);
  if (told.amount == it->settled - it->returned) return follow(tx, till, *it, std::move(row), std::move(booked), now);
  store::take_back(tx, id, told.amount, store::Extent::part, told.code);
  store::insert_return(tx, row, now);
  return TakenBack{Told::first, it->agreement, std::move(booked), sepa::after_return(told.code), false};
}

Result<TakenBack> reject(WriteTx& tx, people::Actor const& actor, Till const& till, AttemptId id, Return const& told,
                         Instant now) {
  TRY(check(actor, told));
  auto it = attempt(tx, id);
  if (!it) return refuse(Code::not_found, "there is no such attempt");
  store::Returned row = row_of(*it, told, ReturnKind::rejected);
  if (auto known = TRY(told_before(tx, row))) return *known;
  if (it->state != AttemptState::sealed)
    return refuse(Code::conflict, "this attempt is " + std::string(name_of(it->state)));
  if (told.amount != it->amount || told.fee != kNothing)
    return refuse(Code::conflict, "another amount was collected", "amount");
  auto undone_unless_kept = tx.savepoint();
  TakenBack taken = TRY(follow(tx, till, *it, std::move(row), {}, now));
  store::untell(tx, id);
  auto const who = giver(tx, till, agreement(tx, till, it->agreement)->giver);
  auto const single = run(tx, *it->run)->single;
  auto const income = income_account(who->data.kind, single ? Interval::once : Interval::monthly);
  ledger::Fact fact{
      .day = told.day,
      .text = "Lastschrift abgelehnt " + it->end_to_end_id.text(),
      .postings = {ledger::debit(income, told.amount), ledger::credit(ledger::chart::kDebitClearing, told.amount)}};
  TRY(ledger::book(tx, actor, {{"attempt", it->end_to_end_id.text(), "rejected"}, std::move(fact)}, now));
  undone_unless_kept.keep();
  return taken;
}

Result<TakenBack> refund(WriteTx& tx, people::Actor const& actor, Till const& till, AgreementId id,
                         std::optional<AttemptId> which, Return const& told, Instant now) {
  TRY(check(actor, told));
  if (!agreement(tx, till, id)) return refuse(Code::not_found, "there is no such agreement");
  store::Returned const row{.source = told.source,
                            .kind = ReturnKind::refunded,
                            .agreement = id,
                            .attempt = which,
                            .code = told.code,
                            .amount = told.amount,
                            .fee = told.fee,
                            .day = told.day};
  if (auto known = TRY(told_before(tx, row))) return *known;
  if (which) {
    auto it = attempt(tx, *which);
    if (!it || it->agreement != id) return refuse(Code::not_found, "there is no such attempt");
    TRY(check_rest(*it, told.amount));
    bool const is_all = told.amount == it->settled - it->returned;
    store::take_back(tx, *which, told.amount, is_all ? store::Extent::whole : store::Extent::part, "refunded");
    if (is_all) store::set_obligation(tx, it->obligation, store::ObligationState::dropped);
  } else if (told.amount > store::free_money(tx, id)) {
    return refuse(Code::conflict, "more than there is of it", "amount");
  }
  store::insert_return(tx, row, now);
  return TakenBack{Told::first, id, postings(told.amount, told.fee), sepa::AfterReturn{}, false};
}

}  // namespace allmende::contributions
