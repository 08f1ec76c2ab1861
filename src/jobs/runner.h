#pragma once
// Who waits for the time and has it done. Part of the door.

#include <chrono>
#include <functional>
#include <memory>
#include <string_view>

#include "base/base.h"
#include "database/database.h"
#include "jobs/handlers.h"

namespace allmende::jobs {

struct Options {
  Clock clock = now;
  /// How long a runner sleeps at most: as much later is a job when its notification is lost, when another process
  /// put it into a SQLite file, or when the machine's clock was set.
  std::chrono::milliseconds poll{1'000};
  /// Takes a line without its line break, from several threads: "event=job time=… kind=… key=… end=done|again|failed
  /// attempt=… late_ms=… what="…"", and what goes wrong with the waiting itself.
  std::function<void(std::string_view line)> log = {};
  /// From 0 to below 1: what makes pauses differ.
  std::function<double()> chance = {};
};

/// Does jobs as long as it lives, each soon after its time: the handlers inside transactions on one thread, those
/// outside on another, so that a slow server elsewhere delays nothing here. It is woken when a job is put.
/// Of the database's readers it takes three at most.
class Runner {
 public:
  /// `database` outlives it and is not moved.
  Runner(database::Database& database, Handlers handlers, Options options);
  /// A handler that runs is finished first; those outside are told to hurry.
  ~Runner();

 private:
  class Machine;
  std::unique_ptr<Machine> machine_;
};

/// Does what is due by the clock, in its order, until nothing is; returns how many handlers were called. For tests,
/// and for commands that have no Runner. Throws StatementFault when the database cannot be read or the outcome of a
/// job cannot be noted; that job is then tried again by whoever comes next.
int run_due(database::Database& database, Handlers const& handlers, Options const& options);

}  // namespace allmende::jobs
