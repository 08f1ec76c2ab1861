#include "database/signal.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cstdint>

#include "base/base.h"

namespace allmende::database {

Bell::Bell() : descriptor_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  if (descriptor_ < 0) throw Fault("no descriptor for a bell");
}

Bell::~Bell() { close(descriptor_); }

void Bell::ring() const {
  std::uint64_t once = 1;
  // It fails only when it has been rung 2^64 times unheard, and then it is ringing.
  [[maybe_unused]] auto written = write(descriptor_, &once, sizeof once);
}

void Bell::silence() const {
  std::uint64_t count;
  [[maybe_unused]] auto taken = read(descriptor_, &count, sizeof count);
}

void Signal::hang_up(Bell const& bell) {
  std::scoped_lock lock(mutex_);
  bells_.push_back(&bell);
}

void Signal::take_down(Bell const& bell) {
  std::scoped_lock lock(mutex_);
  std::erase(bells_, &bell);
}

void Signal::ring() {
  std::scoped_lock lock(mutex_);
  for (Bell const* bell : bells_) bell->ring();
}

}  // namespace allmende::database
