#include "app/rounds.h"

namespace allmende::app {

Rounds::Rounds(std::chrono::microseconds period, Clock clock, std::function<void()> round, std::function<void(std::string_view)> on_fault)
    : period_(period), clock_(std::move(clock)), round_(std::move(round)), on_fault_(std::move(on_fault)), thread_([this] { work(); }) {}

Rounds::~Rounds() {
  {
    std::lock_guard lock(mutex_);
    ending_ = true;
  }
  ends_.notify_all();
}

void Rounds::work() {
  do {
    try {
      round_();
    } catch (std::exception const& fault) {
      on_fault_(fault.what());
    }
  } while (goes_on());
}

bool Rounds::goes_on() {
  auto since = std::chrono::microseconds(clock_().microseconds()) % period_;
  std::unique_lock lock(mutex_);
  ends_.wait_for(lock, period_ - since, [this] { return ending_; });
  return !ending_;
}

}  // namespace allmende::app
