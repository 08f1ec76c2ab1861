#include "sepa/statement.h"

#include <algorithm>

namespace allmende::sepa {

namespace {

Money with_sign(Money money, Direction direction) {
  return direction == Direction::credit ? money : Money::cents(0) - money;
}

Balance const* balance_of(std::vector<Balance> const& balances, std::string_view type) {
  auto found = std::ranges::find(balances, type, &Balance::type);
  return found == balances.end() ? nullptr : &*found;
}

}  // namespace

Money Balance::signed_money() const { return with_sign(amount.money, direction); }
Money Entry::signed_money() const { return with_sign(amount.money, direction); }

Balance const* Statement::opening() const {
  Balance const* opening = balance_of(balances, "OPBD");
  return opening ? opening : balance_of(balances, "PRCD");
}

Balance const* Statement::closing() const { return balance_of(balances, "CLBD"); }

}  // namespace allmende::sepa
