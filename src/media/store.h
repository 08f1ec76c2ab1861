#pragma once
// The rows of pictures. Private to media.

#include <array>

#include "media/library.h"

namespace allmende::media::store {

/// The digest under a name.
std::optional<std::string> sha256_of(database::ReadTx& tx, std::string_view name);
/// A name of the picture with this digest.
std::optional<std::string> name_of(database::ReadTx& tx, std::string_view sha256);
/// Without its renditions.
std::optional<StoredPicture> picture(database::ReadTx& tx, std::string_view name);
std::vector<std::string> names(database::ReadTx& tx);
std::optional<std::string> picture_of_rendition(database::ReadTx& tx, std::string_view file);
std::vector<Rendition> renditions(database::ReadTx& tx, std::string_view name);

/// With its renditions; `words` is what it is found by.
void insert(database::WriteTx& tx, StoredPicture const& picture, std::string const& words);
void update(database::WriteTx& tx, std::string_view name, Facts const& facts, std::string const& words);
void replace_renditions(database::WriteTx& tx, std::string_view name, std::vector<Rendition> const& renditions);

/// Folded, without blanks; empty ones ask for nothing.
using Words = std::array<std::string, 4>;
/// Without their renditions, the last taken in first.
std::vector<StoredPicture> behind(database::ReadTx& tx, Behind const& position, Words const& words, bool incomplete, int limit);

struct End {
  std::string name;
  Instant at;
};
std::optional<Instant> next_end(database::ReadTx& tx, Instant after);
std::vector<End> ends(database::ReadTx& tx, Instant after, Instant until);

}  // namespace allmende::media::store
