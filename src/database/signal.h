#pragma once
// Private: waking those who follow the change log in this process.

#include <mutex>
#include <vector>

namespace allmende::database {

/// A bell for one waiter, as a descriptor so that it can be waited for together with a socket.
class Bell {
 public:
  Bell();
  ~Bell();
  Bell(Bell const&) = delete;
  int descriptor() const { return descriptor_; }
  void ring() const;
  /// Until it is rung again.
  void silence() const;

 private:
  int descriptor_;
};

/// Rings all bells that are hung up. From any thread.
class Signal {
 public:
  void hang_up(Bell const& bell);
  void take_down(Bell const& bell);
  void ring();

 private:
  std::mutex mutex_;
  std::vector<Bell const*> bells_;
};

}  // namespace allmende::database
