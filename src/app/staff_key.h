#pragma once
// The file with which the staff's secrets are sealed. Private to app.

#include <filesystem>

#include "base/base.h"

namespace allmende::app {

/// Its 32 random bytes; made when there is no such file. One that is shorter was left by a machine that stopped while
/// it was written: nothing was ever sealed with it, and it is made anew. Several programs at once get the same.
/// Throws Fault when it cannot be read or written.
Secret staff_key_in(std::filesystem::path const& file);

}  // namespace allmende::app
