#pragma once
// The rows of what was told and what waits. Private to this room.

#include "transparency/transparency.h"

namespace allmende::transparency::store {

struct State {
  contributions::Seen seen = {};
  std::int64_t givers = 0;
  std::optional<Date> statements = std::nullopt;
  bool operator==(State const&) const = default;
};
State state(database::ReadTx& tx);
void put_state(database::WriteTx& tx, State const& state);

std::vector<Waiting> waiting(database::ReadTx& tx);
/// In the place of all that waited.
void put_waiting(database::WriteTx& tx, std::vector<Waiting> const& waiting);
void insert(database::WriteTx& tx, Block const& block);

}  // namespace allmende::transparency::store
