#pragma once
// Keeps the public pages in step with the database and with the clock, and campaigns with what is shown of them.

#include <condition_variable>
#include <mutex>
#include <thread>

#include "http/http.h"
#include "site/site.h"

namespace allmende::app {

/// Follows as long as it lives. What goes wrong is a line in the log, and is tried again.
class Follower {
 public:
  /// All outlive it. `from`: the last change before the first page was made.
  Follower(database::Database& database, site::Site const& site, database::Sequence from, Clock clock,
           http::LogSink log);
  /// What was counted until then is stored.
  ~Follower();

  /// Returns when the pages are in step with everything that is committed by now: what is asked for next is not older. After
  /// a second, or when the database cannot be asked, it gives up: what was done is done, and is seen a little later.
  void catch_up();

 private:
  void follow(database::Change const& change);
  void follow_clock(Instant from);
  void follow_counts();
  bool goes_on_after(std::chrono::milliseconds wait);
  void report(std::string_view what) const;

  database::Database& database_;
  site::Site const& site_;
  Clock clock_;
  http::LogSink log_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool ending_ = false;
  std::condition_variable followed_further_;
  database::Sequence followed_;
  database::ChangeWatcher watcher_;
  std::thread clock_thread_;
  std::thread counts_thread_;  // of its own: it writes, and may have to wait for an import
};

}  // namespace allmende::app
