#include "app/caretaker.h"

#include <csignal>

namespace allmende::app {

namespace {

sigset_t signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGHUP);
  sigaddset(&signals, SIGUSR2);
  return signals;
}

}  // namespace

void keep_signals_for_caretaker() {
  sigset_t kept = signals();
  pthread_sigmask(SIG_BLOCK, &kept, nullptr);
}

Caretaker::Caretaker(Duty reload, Duty upgrade)
    : reload_(std::move(reload)),
      upgrade_(std::move(upgrade)),
      thread_([this](std::stop_token stop) { work(std::move(stop)); }) {}

Caretaker::~Caretaker() {
  thread_.request_stop();
  pthread_kill(thread_.native_handle(), SIGUSR2);  // waited for, so it does no more than wake
  thread_.join();
}

void Caretaker::work(std::stop_token stop) {
  keep_signals_for_caretaker();
  sigset_t awaited = signals();
  while (!stop.stop_requested()) {
    int signal = 0;
    if (sigwait(&awaited, &signal) != 0 || stop.stop_requested()) continue;
    (signal == SIGHUP ? reload_ : upgrade_)(stop);
  }
}

}  // namespace allmende::app
