#pragma once
// The rows of pictures. Private to media.

#include "media/media.h"

namespace allmende::media::store {

/// The digest under a name.
std::optional<std::string> sha256_of(database::ReadTx& tx, std::string_view name);
void insert(database::WriteTx& tx, StoredPicture const& picture);
std::vector<Rendition> renditions(database::ReadTx& tx, std::string_view name);
std::vector<std::pair<std::string, std::string>> names_and_digests(database::ReadTx& tx);

}  // namespace allmende::media::store
