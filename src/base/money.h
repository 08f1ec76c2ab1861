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

  /// Reads what a person types, in German or English: "12", "12,5", "12,50", "12.50", "1.250", "1.250,00",
  /// "1,250.00", "1 250", "12 €".
  /// Refuses: invalid unless it is such an amount; what reads_two_ways; more than two decimals; limit for
  /// more than 999 999 999,99.
  static Result<Money> parse(std::string_view typed);

  /// "12,505": one comma before exactly three digits. In English it sets off thousands, in German cents, of
  /// which one were too many. (One point before three digits is no riddle: nobody writes cents so.)
  static bool reads_two_ways(std::string_view typed);

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
