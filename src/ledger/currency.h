#pragma once
// In which money is counted. Part of the door.

#include <array>
#include <string_view>

#include "base/base.h"
#include "database/database.h"

namespace allmende::ledger {

/// A currency that is counted in hundredths, by its code of ISO 4217. Another than the euro appears only when somebody
/// sent it; it is never converted here.
class Currency {
 public:
  static constexpr Currency euro() { return Currency({'E', 'U', 'R'}); }
  /// Refuses: invalid for what is none of those that are known here (the countries' that pay by SEPA, and the dollar).
  static Result<Currency> parse(std::string_view code);

  std::string_view code() const { return {code_.data(), code_.size()}; }
  auto operator<=>(Currency const&) const = default;

 private:
  explicit constexpr Currency(std::array<char, 3> code) : code_(code) {}
  std::array<char, 3> code_;
};

}  // namespace allmende::ledger

template <>
struct allmende::database::Stored<allmende::ledger::Currency> {
  using Currency = allmende::ledger::Currency;
  static std::string_view store(Currency const& currency) { return currency.code(); }
  static Currency load(std::string_view code) { return must_be(Currency::parse(code)); }
};
