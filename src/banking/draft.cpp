#include "banking/draft.h"

#include <algorithm>
#include <array>

namespace allmende::banking {

using sepa::Detail;
using sepa::Direction;
using sepa::Entry;

namespace {

constexpr Money kNothing = Money::cents(0);

// Codes of ISO 20022's external code sets (families and sub-families of BkTxCd).
constexpr std::string_view kReceivedTransfers = "RCDT", kIssuedDebits = "IDDT";
constexpr auto kFees = std::to_array<std::string_view>({"CHRG", "COMM", "FEES"});

Money signed_by(Money amount, Direction direction) {
  return direction == Direction::credit ? amount : kNothing - amount;
}

sepa::TransactionCode const& code_of(Entry const& entry, Detail const& detail) {
  return detail.code.family.empty() ? entry.code : detail.code;
}

Direction direction_of(Entry const& entry, Detail const& detail) { return detail.direction.value_or(entry.direction); }

Particulars particulars_of(Entry const& entry, Detail const& detail) {
  bool const came = direction_of(entry, detail) == Direction::credit;
  bool const is_debit = came || sepa::is_return(entry, detail);
  sepa::Party const& other = is_debit ? detail.debtor : detail.creditor;
  std::string batch = detail.payment_information_id;
  if (batch.empty() && entry.batches.size() == 1) batch = entry.batches.front().payment_information_id;
  return {.name = other.name,
          .iban = other.iban.empty() ? other.other_account : other.iban,
          .end_to_end_id = detail.end_to_end_id,
          .mandate_id = detail.mandate_id,
          .batch_id = std::move(batch),
          .texts = detail.texts,
          .references = detail.references,
          .additional = detail.additional.empty() ? entry.additional : detail.additional};
}

/// What the bank calls so, and what has nobody on the other side.
bool is_fee(Entry const& entry, Detail const& detail) {
  auto const& code = code_of(entry, detail);
  bool const is_called_so = std::ranges::find(kFees, code.sub_family) != kFees.end();
  return is_called_so && detail.creditor.iban.empty() && detail.debtor.iban.empty();
}

LineKind kind_of(Entry const& entry, Detail const& detail) {
  bool const came = direction_of(entry, detail) == Direction::credit;
  if (sepa::is_return(entry, detail)) return came ? LineKind::reversal : LineKind::came_back;
  if (is_fee(entry, detail)) return LineKind::fee;
  if (!came) return LineKind::payout;
  std::string_view const family = code_of(entry, detail).family;
  // A transfer bears whatever name its sender likes: it is no collection, though it be called like one.
  bool const is_collection = family == kIssuedDebits || (family != kReceivedTransfers && !detail.mandate_id.empty());
  return is_collection ? LineKind::collection : LineKind::transfer;
}

Draft draft_of(Entry const& entry, Detail const& detail) {
  Draft draft{.kind = kind_of(entry, detail), .particulars = particulars_of(entry, detail)};
  draft.amount = signed_by(sepa::amount_of(entry, detail)->money, direction_of(entry, detail));
  if (draft.kind != LineKind::came_back) return draft;
  draft.code = detail.return_reason.code.empty() ? detail.return_reason.proprietary : detail.return_reason.code;
  auto const amounts = sepa::returned_amounts(entry, detail);
  if (amounts) draft.fee = amounts->fee;
  else draft.blocked = Cause::unclear_amounts;
  return draft;
}

/// Nothing is told of each payment: no detail, or one that stands for many, or amounts that are not there.
bool has_no_details(Entry const& entry) {
  if (entry.details.empty()) return !entry.batches.empty() || entry.code.family == kIssuedDebits;
  bool const stands_for_many =
      entry.details.size() == 1 && entry.batches.size() == 1 && entry.batches.front().count.value_or(1) > 1;
  return stands_for_many || std::ranges::any_of(entry.details, [&](Detail const& it) { return !sepa::amount_of(entry, it); });
}

bool has_other_currency(Entry const& entry, std::string_view currency) {
  if (entry.amount.currency != currency) return true;
  return std::ranges::any_of(entry.details, [&](Detail const& it) {
    auto amount = sepa::amount_of(entry, it);
    return amount && amount->currency != entry.amount.currency;
  });
}

Draft whole(Entry const& entry, LineKind kind) {
  Detail const nothing;
  Draft draft{.kind = kind, .particulars = particulars_of(entry, entry.details.size() == 1 ? entry.details.front() : nothing)};
  draft.amount = entry.signed_money();
  return draft;
}

/// What the banks took for the entry as a whole.
std::optional<Money> charged(Entry const& entry) {
  if (entry.charges.total) return entry.charges.total->money;
  std::optional<Money> sum;
  for (sepa::Charge const& it : entry.charges.records) {
    sum = sum.value_or(kNothing) +
          signed_by(it.amount.money, it.direction == Direction::credit ? Direction::debit : Direction::credit);
  }
  return sum;
}

/// By what the entry is more than its payments. It is a fee where the bank says so.
std::optional<Draft> rest(Entry const& entry, Money sum) {
  Money const difference = entry.signed_money() - sum;
  if (difference == kNothing) return std::nullopt;
  bool const is_fee = charged(entry) == kNothing - difference;
  Draft draft{.kind = is_fee ? LineKind::fee : LineKind::difference};
  draft.amount = difference;
  if (!is_fee) draft.blocked = Cause::unclear_amounts;
  return draft;
}

}  // namespace

Money sum_of(std::vector<Draft> const& drafts) {
  Money sum = kNothing;
  for (Draft const& it : drafts) sum = sum + it.amount;
  return sum;
}

std::vector<Draft> drafts_of(Entry const& entry, std::string_view currency) {
  Detail const nothing;
  if (has_other_currency(entry, currency)) {
    Draft draft = whole(entry, kind_of(entry, entry.details.size() == 1 ? entry.details.front() : nothing));
    draft.blocked = Cause::foreign_currency;
    return {draft};
  }
  if (has_no_details(entry)) return {whole(entry, LineKind::batch)};
  if (entry.details.empty()) return {draft_of(entry, nothing)};
  std::vector<Draft> drafts;
  drafts.reserve(entry.details.size() + 1);
  for (Detail const& it : entry.details) {
    Draft draft = draft_of(entry, it);
    if (draft.amount != kNothing) drafts.push_back(std::move(draft));
  }
  if (auto more = rest(entry, sum_of(drafts))) drafts.push_back(*std::move(more));
  return drafts;
}

}  // namespace allmende::banking
