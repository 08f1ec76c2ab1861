#pragma once
// Money: whole cents in 64 bits, one currency (euro). No floating point anywhere near it.

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace allmende {

class Money {
 public:
  static constexpr Money cents(std::int64_t cents) { return Money(cents); }

  /// Reads what a person types: "12", "12,50", "12.50", "1.250,00", "1 250", "12 €".
  /// Refuses: invalid unless it is such an amount; more than two decimals; more than 999 999 999,99.
  static Result<Money> parse(std::string_view typed);

  constexpr std::int64_t cents() const { return cents_; }

  /// "1250.50": a plain decimal with a point, as standards write it (EPC069-12, schema.org).
  std::string decimal() const;

  /// Throws Fault on overflow.
  friend Money operator+(Money a, Money b);
  friend Money operator-(Money a, Money b);
  constexpr auto operator<=>(Money const&) const = default;

 private:
  explicit constexpr Money(std::int64_t cents) : cents_(cents) {}
  std::int64_t cents_;
};

}  // namespace allmende
