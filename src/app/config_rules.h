#pragma once
// What the values of allmende.toml must be beyond their kind and range. Private to this room.

#include "app/config.h"

namespace allmende::app {

/// Refuses the first value that cannot be meant, with its line in `file` where it stands there.
Result<void> check_values(Config const& config, std::string const& file, Config::Origins const& origins);

}  // namespace allmende::app
