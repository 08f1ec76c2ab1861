#pragma once
// The rows of givers. Private to this room.

#include <vector>

#include "contributions/giver.h"

namespace allmende::contributions::store {

GiverId insert_giver(database::WriteTx& tx, Till const& till, GiverData const& data, Instant now);

/// Newest first.
std::vector<GiverId> givers_by_email(database::ReadTx& tx, Till const& till, std::string_view email);
std::vector<GiverId> givers_by_word(database::ReadTx& tx, Till const& till, std::string_view word, std::size_t limit);

/// Name, addresses, indexes and links are gone. `rest_on`: when the rest goes; none: nothing is left.
void erase_giver(database::WriteTx& tx, GiverId id, Instant now, std::optional<Date> rest_on);
void rest_is_erased(database::WriteTx& tx, GiverId id);
std::optional<Date> rest_of(database::ReadTx& tx, GiverId id);
std::vector<GiverId> givers_whose_rest_is_due(database::ReadTx& tx, Date day);
/// Erased ones of whom a name, an address, an index or a link is there still.
std::vector<GiverId> erased_with_data(database::ReadTx& tx);

}  // namespace allmende::contributions::store
