#pragma once
// How often each filling of a set was sent. Part of the door press.h.
//
// Each loop counts in a lane of its own, which no other thread writes; the workers share the first one.

#include <array>
#include <atomic>
#include <cstdint>
#include <vector>

namespace allmende::press {

class ShownCounts {
 public:
  static constexpr std::size_t kMost = 32;

  /// Before the first loop counts.
  void set_loops(std::size_t count) { lanes_ = std::vector<Lane>(1 + count); }

  /// On loop `loop`.
  void add_on_loop(std::size_t loop, std::size_t number) noexcept {
    auto& count = lanes_[1 + loop].counts[number];
    count.store(count.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
  }
  void add_elsewhere(std::size_t number) noexcept {
    lanes_[0].counts[number].fetch_add(1, std::memory_order_relaxed);
  }

  /// What has come since the last time, by number. One reader at a time.
  std::array<std::uint64_t, kMost> take() noexcept {
    std::array<std::uint64_t, kMost> news = {};
    for (std::size_t number = 0; number < kMost; ++number) {
      std::uint64_t sum = 0;
      for (Lane const& lane : lanes_) sum += lane.counts[number].load(std::memory_order_relaxed);
      news[number] = sum - std::exchange(taken_[number], sum);
    }
    return news;
  }

 private:
  struct alignas(64) Lane {
    Lane() = default;
    Lane(Lane&&) noexcept {}  // for vector's constructor, before anyone counts
    std::array<std::atomic<std::uint64_t>, kMost> counts = {};
  };

  std::vector<Lane> lanes_ = std::vector<Lane>(1);
  std::array<std::uint64_t, kMost> taken_ = {};
};

}  // namespace allmende::press
