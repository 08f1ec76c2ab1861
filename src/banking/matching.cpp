#include "banking/matching.h"

namespace allmende::banking {

namespace c = contributions;
using ledger::Posting;

namespace {

constexpr Money kNothing = Money::cents(0);

Money size_of(Money amount) { return amount < kNothing ? kNothing - amount : amount; }

Match open(Cause cause, std::string detail = {}) { return {LineState::open, cause, std::move(detail)}; }
Match waiting(Cause cause, std::string detail = {}) { return {LineState::waiting, cause, std::move(detail)}; }

std::optional<ledger::AccountNumber> only_account(std::vector<Posting> const& postings) {
  return postings.size() == 1 ? std::optional(postings.front().account) : std::nullopt;
}

/// An attempt that fits, and by what; or why there is none.
struct Found {
  std::optional<c::Attempt> attempt = std::nullopt;
  Cause cause;
};

/// By name; else what alone fits mandate and amount, and was due by that day.
Found find(database::ReadTx& tx, Particulars const& it, Money amount, Date day, LineKind kind) {
  if (!it.end_to_end_id.empty()) {
    if (auto attempt = c::find_attempt(tx, it.end_to_end_id)) return {std::move(attempt), Cause::end_to_end_id};
  }
  auto const mandate = sepa::MandateReference::parse(it.mandate_id);
  if (!mandate) return {.cause = Cause::unknown};
  auto fitting = c::find_attempts(tx, *mandate, amount);
  std::erase_if(fitting, [&](c::Attempt const& some) {
    bool const was_paid = some.state != c::AttemptState::sealed;
    return some.due > day || (kind == LineKind::collection && was_paid);
  });
  if (fitting.empty()) return {.cause = Cause::unknown};
  if (fitting.size() > 1) return {.cause = Cause::ambiguous};
  return {std::move(fitting.front()), Cause::mandate};
}

class Matching {
 public:
  Matching(Telling const& telling, Draft const& draft, Date day, c::Source const& source)
      : to_(telling), draft_(draft), day_(day), source_(source) {}

  Match match() {
    if (draft_.blocked) return open(*draft_.blocked);
    switch (draft_.kind) {
      case LineKind::collection: return collection();
      case LineKind::batch: return batch();
      case LineKind::transfer: return transfer();
      case LineKind::came_back: return came_back();
      case LineKind::fee: return fee();
      case LineKind::rejection: return rejection();
      case LineKind::reversal:
      case LineKind::payout: return open(Cause::not_ours);
      case LineKind::difference: return open(Cause::unclear_amounts);
    }
    report_bug("every kind of line is matched");
  }

  Result<Match> settle(c::AttemptId attempt, Cause cause) {
    auto told = TRY(c::settle(to_.tx, to_.actor, to_.till, attempt, settlement(), to_.now));
    return booked(cause, told.agreement, attempt, std::move(told.postings));
  }

  Result<Match> credit(c::AgreementId agreement, Cause cause) {
    auto told = TRY(c::credit(to_.tx, to_.actor, to_.till, agreement, settlement(), to_.now));
    if (auto account = sepa::Iban::parse(draft_.particulars.iban)) c::note_account(to_.tx, to_.till, agreement, *account);
    return booked(cause, agreement, std::nullopt, std::move(told.postings));
  }

  Result<Match> take_back(c::AttemptId attempt, Cause cause) {
    auto told = TRY(c::take_back(to_.tx, to_.actor, to_.till, attempt, came_back_as(), to_.now));
    return booked(cause, told.agreement, attempt, std::move(told.postings));
  }

  Result<Match> reject(c::AttemptId attempt, Cause cause) {
    auto told = TRY(c::reject(to_.tx, to_.actor, to_.till, attempt, came_back_as(), to_.now));
    return booked(cause, told.agreement, attempt, std::move(told.postings));
  }

  Result<Match> refund(c::AgreementId agreement, std::optional<c::AttemptId> attempt) {
    auto told = TRY(c::refund(to_.tx, to_.actor, to_.till, agreement, attempt, came_back_as(), to_.now));
    return booked(Cause::person, agreement, attempt, std::move(told.postings));
  }

 private:
  c::Settlement settlement() const { return {source_, draft_.amount, day_}; }
  c::Return came_back_as() const {
    return {.source = source_, .code = draft_.code, .amount = size_of(draft_.amount) - draft_.fee, .fee = draft_.fee, .day = day_};
  }

  static Match booked(Cause cause, c::AgreementId agreement, std::optional<c::AttemptId> attempt, std::vector<Posting> postings) {
    Match match{.state = LineState::booked, .cause = cause, .agreement = agreement, .attempt = attempt,
                .account = only_account(postings)};
    match.postings = std::move(postings);
    return match;
  }

  /// What contributions do not let be lies in suspense, with their reason.
  static Match or_open(Result<Match> tried) {
    if (tried) return *std::move(tried);
    return open(Cause::contradiction, std::move(tried.error().message));
  }

  Match collection() {
    auto const [attempt, cause] = find(to_.tx, draft_.particulars, draft_.amount, day_, draft_.kind);
    if (attempt) return or_open(settle(attempt->id, cause));
    if (cause == Cause::ambiguous) return open(cause);
    return open(Cause::unknown);
  }

  /// By the run as a whole; else it waits until it is told of what it is made.
  Match batch() {
    auto const run = draft_.amount > kNothing ? c::find_run(to_.tx, draft_.particulars.batch_id) : std::nullopt;
    if (!run) return waiting(Cause::details_missing);
    auto told = c::settle_run(to_.tx, to_.actor, to_.till, *run, settlement(), to_.now);
    if (!told) return waiting(Cause::details_missing, std::move(told.error().message));
    Match match{.state = LineState::booked, .cause = Cause::batch, .run = run, .account = only_account(told->postings)};
    match.postings = std::move(told->postings);
    return match;
  }

  Match transfer() {
    auto const [agreement, several] = referenced(to_.tx, draft_.particulars);
    if (several) return open(Cause::ambiguous);
    if (!agreement) return open(Cause::unknown);
    return or_open(credit(*agreement, Cause::reference));
  }

  Match came_back() {
    Money const original = size_of(draft_.amount) - draft_.fee;
    auto const [attempt, cause] = find(to_.tx, draft_.particulars, original, day_, draft_.kind);
    if (!attempt) return open(cause);
    if (attempt->state == c::AttemptState::sealed) return waiting(Cause::not_settled_yet);
    return or_open(take_back(attempt->id, cause));
  }

  Match rejection() {
    auto const attempt = c::find_attempt(to_.tx, draft_.particulars.end_to_end_id);
    if (!attempt) return open(Cause::unknown);
    return or_open(reject(attempt->id, Cause::end_to_end_id));
  }

  Match fee() const {
    Match match{.state = LineState::booked, .cause = Cause::bank_code, .account = ledger::chart::kBankFees};
    match.postings.push_back({ledger::chart::kBankFees, kNothing - draft_.amount});
    return match;
  }

  Telling const& to_;
  Draft const& draft_;
  Date day_;
  c::Source const& source_;
};

}  // namespace

Posting in_suspense(Money amount, ledger::Currency currency) {
  return {ledger::chart::kSuspense, kNothing - amount, currency};
}

Match match(Telling const& telling, Draft const& draft, Date day, c::Source const& source) {
  return Matching(telling, draft, day, source).match();
}

Result<Match> match_as_told(Telling const& telling, Draft const& draft, Date day, c::Source const& source, c::AgreementId agreement,
                            std::optional<c::AttemptId> which) {
  Matching matching(telling, draft, day, source);
  bool const needs_attempt =
      draft.kind == LineKind::collection || draft.kind == LineKind::came_back || draft.kind == LineKind::rejection;
  if (needs_attempt && !which) return refuse(Code::invalid, "say which attempt it is", "attempt");
  switch (draft.kind) {
    case LineKind::collection: return matching.settle(*which, Cause::person);
    case LineKind::came_back: return matching.take_back(*which, Cause::person);
    case LineKind::rejection: return matching.reject(*which, Cause::person);
    case LineKind::payout: return matching.refund(agreement, which);
    case LineKind::transfer: break;
    default: return refuse(Code::invalid, "a line of this kind is nobody's gift: give the account of the books", "target");
  }
  if (which) return refuse(Code::invalid, "a transfer settles no attempt", "attempt");
  return matching.credit(agreement, Cause::person);
}

}  // namespace allmende::banking
