#include "ledger/currency.h"

#include <algorithm>

namespace allmende::ledger {

namespace {

// All of two decimals: a currency of none (ISK, JPY) would be read a hundredfold.
constexpr std::array<std::string_view, 11> kKnown = {"EUR", "CHF", "GBP", "USD", "SEK", "NOK",
                                                     "DKK", "PLN", "CZK", "HUF", "RON"};

}  // namespace

Result<Currency> Currency::parse(std::string_view code) {
  if (std::ranges::find(kKnown, code) == kKnown.end()) {
    return refuse(Code::invalid, "this is no currency that the books know");
  }
  return Currency({code[0], code[1], code[2]});
}

}  // namespace allmende::ledger
