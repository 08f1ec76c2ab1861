#pragma once
// Something that is looked after again and again.

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string_view>
#include <thread>

#include "base/base.h"

namespace allmende::app {

/// On a thread of its own, as long as it lives: calls `round` at once, and whenever a period of the clock begins ("on
/// the second"). What one round throws is told to `on_fault`, and the next one comes all the same.
class Rounds {
 public:
  Rounds(std::chrono::microseconds period, Clock clock, std::function<void()> round, std::function<void(std::string_view)> on_fault);
  ~Rounds();

 private:
  void work();
  bool goes_on();

  std::chrono::microseconds period_;
  Clock clock_;
  std::function<void()> round_;
  std::function<void(std::string_view)> on_fault_;
  std::mutex mutex_;
  std::condition_variable ends_;
  bool ending_ = false;
  std::jthread thread_;
};

}  // namespace allmende::app
