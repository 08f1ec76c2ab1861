// SQL of arrangements.

#include "newsroom/arrangement_store.h"

namespace allmende::newsroom::store {

using database::Sql;

namespace {

Sql const kNewest{"newsroom.newest_arrangement", R"(
    SELECT id, at, name, arrangement FROM arrangement ORDER BY id DESC LIMIT 1)"};
Sql const kNext{"newsroom.next_arrangement", "SELECT COALESCE(MAX(id), 0) + 1 FROM arrangement"};
Sql const kAdd{"newsroom.add_arrangement", R"(
    INSERT INTO arrangement (id, at, name, arrangement) VALUES (:id, :at, :name, :arrangement))"};
Sql const kDrop{"newsroom.drop_arrangement", "DELETE FROM arrangement WHERE id = :id"};

}  // namespace

std::optional<Stored> newest_arrangement(database::ReadTx& tx) {
  auto row = tx.maybe<std::int64_t, Instant, std::string, std::string>(kNewest);
  if (!row) return std::nullopt;
  auto& [id, at, name, text] = *row;
  return Stored{id, at, std::move(name), std::move(text)};
}

void add_arrangement(database::WriteTx& tx, Instant at, std::string_view name, std::string_view text) {
  tx.run(kAdd, tx.one<std::int64_t>(kNext), at, name, text);
}

void drop_arrangement(database::WriteTx& tx, std::int64_t id) { tx.run(kDrop, id); }

}  // namespace allmende::newsroom::store
