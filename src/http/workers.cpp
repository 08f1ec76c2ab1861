#include "http/workers.h"

namespace allmende::http {

Workers::Workers(std::size_t threads, std::size_t most_waiting)
    : most_waiting_(most_waiting), idle_(threads) {
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

Workers::~Workers() {
  {
    std::lock_guard lock(mutex_);
    ending_ = true;
    waiting_.clear();
  }
  changed_.notify_all();
}

bool Workers::submit(Job job) {
  {
    std::lock_guard lock(mutex_);
    if (waiting_.size() >= most_waiting_ + idle_) return false;
    waiting_.push_back(std::move(job));
  }
  changed_.notify_one();
  return true;
}

void Workers::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
    if (ending_) return;
    Job job = std::move(waiting_.front());
    waiting_.pop_front();
    --idle_;
    lock.unlock();
    job();
    job = nullptr;  // what it holds goes while the lock is open
    lock.lock();
    ++idle_;
  }
}

}  // namespace allmende::http
