#include "jobs/runner.h"

#include <condition_variable>
#include <mutex>
#include <thread>

#include "jobs/note.h"
#include "jobs/worker.h"

namespace allmende::jobs {

namespace {

Handlers::ByKind only(Handlers const& handlers, std::size_t alternative) {
  Handlers::ByKind kinds = handlers.by_kind();
  std::erase_if(kinds, [&](auto const& entry) { return entry.second.index() != alternative; });
  return kinds;
}

void report(Options const& options, std::string_view what) {
  if (!options.log) return;
  std::string said = note_of(what);
  std::ranges::replace(said, '"', '\'');
  options.log(fmt::format("event=jobs time={} end=failed what=\"{}\"", options.clock().rfc3339(), said));
}

/// A thread that does the jobs of some kinds, one after the other.
class Lane {
 public:
  Lane(database::Database& database, Handlers::ByKind kinds, Options const& options)
      : options_(options),
        worker_(database, std::move(kinds), options),
        thread_([this](std::stop_token stop) { run(std::move(stop)); }) {}

  void request_stop() { thread_.request_stop(); }

  void wake() {
    {
      std::lock_guard lock(mutex_);
      is_woken_ = true;
    }
    changed_.notify_one();
  }

 private:
  void run(std::stop_token stop) {
    while (!stop.stop_requested()) {
      std::chrono::milliseconds wait = options_.poll;
      try {
        Worker::Look look = worker_.look(stop);
        if (look.was_due) continue;
        if (look.next) wait = std::min(wait, until(*look.next));
      } catch (std::exception const& fault) {
        report(options_, fault.what());
      }
      sleep(stop, wait);
    }
  }

  std::chrono::milliseconds until(Instant next) const {
    return std::chrono::ceil<std::chrono::milliseconds>(next.time_point() - options_.clock().time_point());
  }

  /// What is put between the look and the sleep has set is_woken_ already.
  void sleep(std::stop_token const& stop, std::chrono::milliseconds wait) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, stop, wait, [this] { return is_woken_; });
    is_woken_ = false;
  }

  Options const& options_;
  Worker worker_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  bool is_woken_ = false;
  std::jthread thread_;
};

}  // namespace

class Runner::Machine {
 public:
  Machine(database::Database& database, Handlers const& handlers, Options options) : options_(std::move(options)) {
    database::Sequence from = database.read().last_change();
    for (std::size_t alternative = 0; alternative < std::variant_size_v<Handlers::Handler>; ++alternative) {
      auto kinds = only(handlers, alternative);
      if (!kinds.empty()) lanes_.push_back(std::make_unique<Lane>(database, std::move(kinds), options_));
    }
    watcher_.emplace(database, database::ChangeWatcher::Options{
                                   .from = from,
                                   .poll = options_.poll,
                                   .on_change = [this](database::Change const& change) {
                                     if (change.what == kSubject) wake();
                                   },
                                   .on_fault = [this](std::string_view what) { report(options_, what); }});
  }

  ~Machine() {
    for (auto& lane : lanes_) lane->request_stop();
    watcher_.reset();
  }

 private:
  void wake() {
    for (auto& lane : lanes_) lane->wake();
  }

  Options options_;
  std::vector<std::unique_ptr<Lane>> lanes_;
  std::optional<database::ChangeWatcher> watcher_;
};

Runner::Runner(database::Database& database, Handlers handlers, Options options)
    : machine_(std::make_unique<Machine>(database, handlers, std::move(options))) {}

Runner::~Runner() = default;

int run_due(database::Database& database, Handlers const& handlers, Options const& options) {
  Worker worker(database, handlers.by_kind(), options);
  int called = 0;
  for (Worker::Look look{.was_due = true}; look.was_due;) {
    look = worker.look({});
    if (look.called) ++called;
  }
  return called;
}

}  // namespace allmende::jobs
