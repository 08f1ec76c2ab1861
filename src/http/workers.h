#pragma once
// The threads that run handlers which may take time. Private to this room.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace allmende::http {

class Workers {
 public:
  using Job = std::move_only_function<void()>;

  /// `most_waiting`: jobs that may wait for a thread.
  Workers(std::size_t threads, std::size_t most_waiting);
  /// Drops waiting jobs and waits for the running ones.
  ~Workers();

  /// Takes the job, or returns false, without running it, when enough others wait. A job throws
  /// nothing.
  bool submit(Job job);

 private:
  void work();

  std::size_t most_waiting_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> waiting_;
  std::size_t idle_ = 0;
  bool ending_ = false;
  std::vector<std::jthread> threads_;
};

}  // namespace allmende::http
