#include "app/rounds.h"

#include <gtest/gtest.h>

#include <atomic>
#include <semaphore>

namespace allmende::app {
namespace {

using namespace std::chrono_literals;

/// Just before a period of a second begins, whenever it is asked: so each round is soon.
Instant almost() { return Instant::from_microseconds(1'999'000); }

TEST(Rounds, begin_at_once_and_come_again) {
  std::counting_semaphore<> came(0);
  Rounds rounds(1s, almost, [&] { came.release(); }, [](std::string_view) { FAIL(); });
  for (int i = 0; i < 3; ++i) came.acquire();
}

TEST(Rounds, come_again_after_a_fault_which_is_told) {
  std::counting_semaphore<> told(0);
  std::atomic<int> count = 0;
  Rounds rounds(1s, almost, [&] { throw Fault("the disk is full, time " + std::to_string(++count)); },
                [&](std::string_view what) {
                  EXPECT_EQ(what, "the disk is full, time " + std::to_string(count));
                  told.release();
                });
  for (int i = 0; i < 3; ++i) told.acquire();
}

TEST(Rounds, end_without_waiting_for_the_next_one) {
  std::binary_semaphore came(0);
  std::atomic<int> count = 0;
  {
    Rounds rounds(24h, [] { return Instant::from_microseconds(0); }, [&] { ++count; came.release(); }, [](std::string_view) {});
    came.acquire();
  }
  EXPECT_EQ(count, 1);
}

}  // namespace
}  // namespace allmende::app
