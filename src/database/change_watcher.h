#pragma once
// Following the change log.

#include <chrono>
#include <functional>
#include <memory>
#include <string_view>

#include "database/change.h"

namespace allmende::database {

class Database;

/// A thread that calls `on_change` with each change after `from`, in order, each once, as long as
/// it lives.
///
/// It wakes when a transaction of the same Database commits, when another process of the same
/// PostgreSQL does (LISTEN/NOTIFY), and every `poll`. It trusts only the log: a lost notification
/// costs one `poll`, never a change. When `on_change` throws, or the log cannot be read, `on_fault`
/// is told (for the log; it must not throw) and the same change is offered again after `poll`.
class ChangeWatcher {
 public:
  struct Options {
    Sequence from = Sequence(0);
    std::chrono::milliseconds poll = std::chrono::seconds(1);
    std::function<void(Change const&)> on_change;
    std::function<void(std::string_view)> on_fault = [](std::string_view) {};
  };

  /// `database` outlives it and is not moved meanwhile.
  ChangeWatcher(Database& database, Options options);
  /// Ends the thread; a running `on_change` ends first.
  ~ChangeWatcher();
  ChangeWatcher(ChangeWatcher const&) = delete;

  /// The last change that `on_change` has done with.
  Sequence position() const;

 private:
  class Thread;
  std::unique_ptr<Thread> thread_;
};

}  // namespace allmende::database
