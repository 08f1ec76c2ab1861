#pragma once
// Letters that lie in the database. Private to this room.

#include "mail/message.h"

namespace allmende::mail {

/// A key for this one purpose, of one that serves several.
Secret seal_of(Secret const& key);

/// As text; nobody reads or alters it without the key.
std::string sealed(Letter const& letter, Secret const& seal);

/// Refuses: invalid when it was sealed with another key, or is no such text.
Result<Letter> opened(std::string_view text, Secret const& seal);

}  // namespace allmende::mail
