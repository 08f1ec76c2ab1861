#include "banking/verify.h"

#include <fmt/format.h>

#include "banking/account_store.h"
#include "banking/verify_store.h"

namespace allmende::banking {

std::vector<std::string> verify(database::ReadTx& tx) {
  std::vector<std::string> found;
  Date const end = Date::from(9999, 12, 31).value();
  for (auto const& [account, year] : store::accounts(tx)) {
    Money const told = store::told_balance(tx, account.id);
    if (told != account.balance) {
      found.push_back(fmt::format("bank account {}: its entries come to {}, its last statement said {}", account.id.value(),
                                  told.decimal(), account.balance.decimal()));
    }
    Money const booked = ledger::sums(tx, account.number, end).balance();
    if (booked != account.balance) {
      found.push_back(fmt::format("bank account {}: the books have {} in account {}, the last statement said {}",
                                  account.id.value(), booked.decimal(), account.number.text(), account.balance.decimal()));
    }
  }
  for (EntryId id : store::uneven_entries(tx))
    found.push_back(fmt::format("bank entry {} is not the sum of its lines", id.value()));
  store::each_entry(tx, [&](EntryId id) {
    if (ledger::find(tx, {"bank-entry", std::to_string(id.value()), "booked"})) return;
    found.push_back(fmt::format("bank entry {} is not booked", id.value()));
  });
  return found;
}

}  // namespace allmende::banking
