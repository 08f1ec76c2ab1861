#pragma once
// How long to wait after a fault. Private to this room.

#include <chrono>

#include "jobs/handlers.h"

namespace allmende::jobs {

/// After the `attempt`th (from 1), see Retries. `chance`: from 0 to below 1.
std::chrono::microseconds pause_after(int attempt, Retries const& retries, double chance);

}  // namespace allmende::jobs
