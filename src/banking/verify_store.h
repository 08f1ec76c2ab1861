#pragma once
// What verify() reads. Private to this room.

#include <functional>

#include "banking/line.h"

namespace allmende::banking::store {

/// The opening balance and all entries in euro.
Money told_balance(database::ReadTx& tx, AccountId account);
/// Ten at most.
std::vector<EntryId> uneven_entries(database::ReadTx& tx);
void each_entry(database::ReadTx& tx, std::function<void(EntryId)> const& callback);

}  // namespace allmende::banking::store
