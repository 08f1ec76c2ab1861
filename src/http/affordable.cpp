#include "http/affordable.h"

#include <sys/resource.h>

#include <algorithm>

namespace allmende::http {

namespace {

constexpr rlim_t kKept = 100;

}  // namespace

std::size_t affordable_connections(std::size_t wanted) {
  rlimit limit = {};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
  rlim_t needed = wanted + kKept;
  if (limit.rlim_cur < needed && limit.rlim_cur < limit.rlim_max) {
    rlimit raised = limit;
    raised.rlim_cur = std::min(needed, limit.rlim_max);
    if (setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
  }
  if (limit.rlim_cur >= needed) return wanted;
  bool is_tight = limit.rlim_cur < 2 * kKept;
  return static_cast<std::size_t>(is_tight ? limit.rlim_cur / 2 : limit.rlim_cur - kKept);
}

}  // namespace allmende::http
