#pragma once
// What reports and notifications tell of batches, in the database. Private to this room.

#include "banking/draft.h"
#include "banking/import.h"

namespace allmende::banking::store {

struct Advice {
  AccountId account;
  std::string identity;
  std::int64_t occurrence;
  Date day;
  Money amount;
  std::string currency;
  ImportId import;
};

/// What the batch was called when it was handed over, as it is compared.
std::string batch_index(vault::Vault const& vault, std::vector<Draft> const& drafts);

/// Whether it was new.
bool insert(database::WriteTx& tx, vault::Vault const& vault, Advice const& advice, std::vector<Draft> const& drafts);

/// What the oldest advice tells of this entry; from now on it is this one's. Empty: there is none.
std::vector<Draft> take_advice(database::WriteTx& tx, vault::Vault const& vault, AccountId account, EntryId entry, Date day,
                               Draft const& batch);

}  // namespace allmende::banking::store
