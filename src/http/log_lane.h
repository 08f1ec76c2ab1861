#pragma once
// Lines on their way from one loop to the log's thread: a ring that one thread fills and another
// empties. Private to this room.

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace allmende::http {

class LogLane {
 public:
  static constexpr std::size_t kBytes = 1 << 20;  // a power of two

  LogLane() : ring_(std::make_unique<char[]>(kBytes)) {}

  /// The filling thread's. A line that does not fit is dropped and counted.
  void put(std::string_view line);
  /// The emptying thread's: calls `sink` with each line, without its line break.
  void take(std::function<void(std::string_view)> const& sink);
  std::uint64_t take_dropped() { return dropped_.exchange(0, std::memory_order_relaxed); }

 private:
  std::unique_ptr<char[]> ring_;
  alignas(64) std::atomic<std::uint64_t> filled_ = 0;   // bytes ever
  alignas(64) std::atomic<std::uint64_t> emptied_ = 0;  // bytes ever
  std::atomic<std::uint64_t> dropped_ = 0;
  std::string line_;  // the emptying thread's
};

}  // namespace allmende::http
