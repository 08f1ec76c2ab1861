#pragma once
// Who listens for the operator's signals while the paper is served.

#include <functional>
#include <stop_token>
#include <thread>

namespace allmende::app {

/// Keeps SIGHUP and SIGUSR2 for a Caretaker. To be called before any thread is started.
void keep_signals_for_caretaker();

/// On a thread of its own, as long as it lives: SIGHUP calls `reload`, SIGUSR2 `upgrade`, one after the
/// other. They throw nothing, and end soon when the token says so.
class Caretaker {
 public:
  using Duty = std::function<void(std::stop_token)>;
  Caretaker(Duty reload, Duty upgrade);
  ~Caretaker();

 private:
  void work(std::stop_token stop);

  Duty reload_;
  Duty upgrade_;
  std::jthread thread_;
};

}  // namespace allmende::app
