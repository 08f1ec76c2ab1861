#pragma once
// The reference on a transfer by which a payment is recognised (ISO 11649, "RF"). Part of
// sepa.h.

#include <compare>
#include <string>
#include <string_view>

#include "base/base.h"

namespace allmende::sepa {

class CreditorReference {
 public:
  /// As it arrives on a statement or from a form; blanks and small letters are put right.
  /// Refuses: invalid unless it is RF, two check digits that agree, and 1 to 21 letters or digits.
  static Result<CreditorReference> parse(std::string_view typed);

  /// Puts RF and check digits before a number of one's own: "2026000123" → RF462026000123.
  /// Refuses: invalid unless `base` is 1 to 21 letters or digits (blanks are dropped).
  static Result<CreditorReference> from(std::string_view base);

  /// "RF18539007547034".
  std::string const& compact() const { return compact_; }
  /// "RF18 5390 0754 7034".
  std::string printed() const;
  /// What was put in: "539007547034".
  std::string_view base() const { return std::string_view(compact_).substr(4); }
  auto operator<=>(CreditorReference const&) const = default;

 private:
  explicit CreditorReference(std::string compact) : compact_(std::move(compact)) {}
  std::string compact_;
};

}  // namespace allmende::sepa
