#include "sepa/returned.h"

#include <fmt/format.h>

namespace allmende::sepa {

namespace {

/// The total, or the sum of the records. Credits among them (a charge given back) count against it.
std::optional<Amount> charged(Charges const& charges) {
  if (charges.total) return charges.total;
  if (charges.records.empty()) return std::nullopt;
  Amount sum{.currency = charges.records.front().amount.currency};
  for (Charge const& record : charges.records) {
    if (record.amount.currency != sum.currency) return Amount{.currency = ""};
    bool const given_back = record.direction == Direction::credit;
    sum.money = given_back ? sum.money - record.amount.money : sum.money + record.amount.money;
  }
  return sum;
}

}  // namespace

bool is_return(Entry const& entry, Detail const& detail) {
  constexpr std::string_view kUnpaid = "UPDD";
  TransactionCode const& code = detail.code.sub_family.empty() ? entry.code : detail.code;
  return !detail.return_reason.is_empty() || code.sub_family == kUnpaid || entry.is_reversal;
}

std::optional<Amount> amount_of(Entry const& entry, Detail const& detail) {
  if (detail.amount) return detail.amount;
  if (entry.details.size() <= 1) return entry.amount;
  return std::nullopt;
}

Result<ReturnedAmounts> returned_amounts(Entry const& entry, Detail const& detail) {
  auto lost = amount_of(entry, detail);
  if (!lost) return refuse(Code::invalid, "the bank told no amount of this payment");
  auto fee = charged(detail.charges);
  if (!fee && entry.details.size() <= 1) fee = charged(entry.charges);
  bool const same = (!fee || fee->currency == lost->currency) &&
                    (!detail.instructed || detail.instructed->currency == lost->currency);
  if (!same) return refuse(Code::conflict, "a payment that came back has amounts in different currencies");
  Money const original = detail.instructed ? detail.instructed->money : fee ? lost->money - fee->money : lost->money;
  Money const taken = lost->money - original;
  bool const adds_up = taken >= Money::cents(0) && original > Money::cents(0) && (!fee || fee->money == taken);
  if (!adds_up) {
    return refuse(Code::conflict,
                  fmt::format("{} went out for a payment of {} with charges of {}", lost->money.decimal(),
                              original.decimal(), fee ? fee->money.decimal() : "0.00"));
  }
  return ReturnedAmounts{original, taken};
}

}  // namespace allmende::sepa
