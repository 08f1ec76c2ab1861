#pragma once
// What a loop counts by itself, so that loops share no counter. Private to this room.

#include <atomic>
#include <cstdint>
#include <vector>

namespace allmende::http {

/// Written by one thread, read by another.
class LoneCount {
 public:
  void add(std::uint64_t number) {
    number_.store(number_.load(std::memory_order_relaxed) + number, std::memory_order_relaxed);
  }
  /// What has come since the last time. For one reader.
  std::uint64_t take() {
    std::uint64_t now = number_.load(std::memory_order_relaxed);
    return now - std::exchange(taken_, now);
  }

 private:
  std::atomic<std::uint64_t> number_ = 0;
  std::uint64_t taken_ = 0;
};

struct QuickCounts {
  explicit QuickCounts(std::size_t routes_in_all) : routes(routes_in_all) {}

  struct Route {
    LoneCount ok;          ///< 2xx
    LoneCount redirected;  ///< 3xx, 304 among them
    LoneCount refused;     ///< 4xx
  };
  std::vector<Route> routes;
  LoneCount received;
  LoneCount sent;
};

}  // namespace allmende::http
