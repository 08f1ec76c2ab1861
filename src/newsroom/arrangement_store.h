#pragma once
// Rows of arrangements. Private to the newsroom.

#include <optional>
#include <string>

#include "newsroom/store.h"

namespace allmende::newsroom::store {

struct Stored {
  std::int64_t id;
  Instant at;
  std::string name;
  std::string text;
};
std::optional<Stored> newest_arrangement(database::ReadTx& tx);
void add_arrangement(database::WriteTx& tx, Instant at, std::string_view name, std::string_view text);
void drop_arrangement(database::WriteTx& tx, std::int64_t id);

/// If readers can see it.
std::optional<Teaser> teaser(database::ReadTx& tx, ArticleNumber article, Instant now);

}  // namespace allmende::newsroom::store
