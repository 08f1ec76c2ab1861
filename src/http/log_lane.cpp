#include "http/log_lane.h"

#include <algorithm>
#include <cstring>

namespace allmende::http {

void LogLane::put(std::string_view line) {
  std::uint64_t from = filled_.load(std::memory_order_relaxed);
  if (from + line.size() - emptied_.load(std::memory_order_acquire) > kBytes) {
    dropped_.fetch_add(1, std::memory_order_relaxed);
    return;
  }
  std::size_t at = from % kBytes;
  std::size_t before_end = std::min(line.size(), kBytes - at);
  std::memcpy(ring_.get() + at, line.data(), before_end);
  std::memcpy(ring_.get(), line.data() + before_end, line.size() - before_end);
  filled_.store(from + line.size(), std::memory_order_release);
}

void LogLane::take(std::function<void(std::string_view)> const& sink) {
  std::uint64_t from = emptied_.load(std::memory_order_relaxed);
  std::uint64_t to = filled_.load(std::memory_order_acquire);
  while (from < to) {
    std::size_t at = from % kBytes;
    std::size_t part = std::min<std::uint64_t>(to - from, kBytes - at);
    char const* begin = ring_.get() + at;
    auto const* end = static_cast<char const*>(std::memchr(begin, '\n', part));
    line_.append(begin, end != nullptr ? end : begin + part);
    from += end != nullptr ? static_cast<std::size_t>(end - begin) + 1 : part;
    if (end == nullptr) continue;
    sink(line_);
    line_.clear();
  }
  emptied_.store(to, std::memory_order_release);
}

}  // namespace allmende::http
