#pragma once
// Texts that people and other programs give. Private to this room.

#include <string_view>

#include "base/base.h"

namespace allmende::ledger {

/// Refuses: invalid, at `where`, for what is empty, no UTF-8 or has a control character; limit for more bytes.
Result<void> check_words(std::string_view text, std::size_t most, std::string_view where);

}  // namespace allmende::ledger
