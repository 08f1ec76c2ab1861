#pragma once
// The file that holds a key. Part of the door.

#include <filesystem>

#include "base/base.h"

namespace allmende::vault {

/// Its 32 random bytes; made when there is no such file, readable by its owner alone. One that is shorter was left by a
/// machine that stopped while it was written: nothing was ever sealed with it, and it is made anew. Several programs at
/// once get the same. Throws Fault when it cannot be read or written.
Secret key_in(std::filesystem::path const& file);

}  // namespace allmende::vault
