#include "jobs/pause.h"

namespace allmende::jobs {

std::chrono::microseconds pause_after(int attempt, Retries const& retries, double chance) {
  std::chrono::microseconds pause = retries.first;
  for (int i = 1; i < attempt && pause < retries.longest; ++i) pause *= 2;
  pause = std::min<std::chrono::microseconds>(pause, retries.longest);
  double count = static_cast<double>(pause.count()) * (0.75 + 0.5 * chance);
  return std::chrono::microseconds(static_cast<std::int64_t>(count));
}

}  // namespace allmende::jobs
