#pragma once
// A database with jobs for tests, and a table in which their handlers leave what they did.

#include <gmock/gmock.h>

#include <atomic>
#include <condition_variable>
#include <mutex>

#include "jobs/jobs.h"
#include "tests/support/scratch_database.h"

namespace allmende::jobs {

using namespace std::chrono_literals;

/// The room's tables, and the one for effects.
std::vector<database::Migration> test_migrations();
void leave_effect(database::WriteTx& tx, std::string_view text);
std::vector<std::string> effects_left(database::Database& database);

inline Instant at(std::string_view text) { return Instant::parse(text).value(); }
inline Instant later(Instant instant, std::chrono::microseconds span) {
  return Instant::from_microseconds(instant.microseconds() + span.count());
}

/// What handlers on other threads have done, for a test to wait for.
class Done {
 public:
  void note(std::string text) {
    std::lock_guard lock(mutex_);
    texts_.push_back(std::move(text));
    more_.notify_all();
  }
  /// Waits until there are `count`; what there is after a long time all the same.
  std::vector<std::string> wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    more_.wait_for(lock, 20s, [&] { return texts_.size() >= count; });
    return texts_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable more_;
  std::vector<std::string> texts_;
};

class JobsTest : public testing::TestWithParam<database::Engine> {
 protected:
  database::Database open() {
    database::Options where = scratch.options();
    where.faults = plan;
    where.patience = 30s;
    return scratch.open(test_migrations(), std::move(where));
  }

  Options options() {
    return {.clock = [this] { return Instant::from_microseconds(time); },
            .poll = 5ms,
            .log = [this](std::string_view line) { log.note(std::string(line)); },
            .chance = [] { return 0.5; }};
  }
  /// By the real clock.
  Options real_options(std::chrono::milliseconds poll = 1h) { return {.poll = poll}; }

  Instant now() const { return Instant::from_microseconds(time); }
  void pass(std::chrono::microseconds span) { time += span.count(); }

  template <class Do>
  void write(Do const& act) {
    auto tx = database.write();
    act(tx);
    tx.commit();
  }
  void put_job(Job const& job) {
    write([&](auto& tx) { put(tx, job); });
  }
  void put_at(std::string key, Instant due, std::string payload = {}) {
    put_job({.kind = "note", .key = std::move(key), .payload = std::move(payload), .due = due});
  }

  std::optional<Standing> standing(std::string_view key, std::string_view kind = "note") {
    auto tx = database.read();
    return find(tx, kind, key);
  }
  Counts counts() {
    auto tx = database.read();
    return count(tx);
  }
  std::vector<std::string> effects() { return effects_left(database); }
  std::vector<std::string> log_lines() { return log.wait_for(0); }

  static Result<void> leave(database::WriteTx& tx, std::string_view text) {
    leave_effect(tx, text);
    return {};
  }
  /// "note" leaves its key and payload, inside.
  static Handlers notes() {
    Handlers handlers;
    handlers.inside("note", [](auto& tx, Job const& job, Instant, Lateness) { return leave(tx, job.key + job.payload); });
    return handlers;
  }
  int run(Handlers const& handlers = notes()) { return run_due(database, handlers, options()); }

  std::atomic<std::int64_t> time = at("2026-11-27T09:00:00Z").microseconds();
  Done log;
  std::shared_ptr<database::FaultPlan> plan = std::make_shared<database::FaultPlan>();
  test::ScratchDatabase scratch{GetParam()};
  database::Database database = open();
};

}  // namespace allmende::jobs
