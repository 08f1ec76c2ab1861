#include "database/change_watcher.h"

#include <poll.h>

#include <atomic>
#include <thread>

#include "database/inside.h"
#include "database/listener.h"

namespace allmende::database {

namespace {

/// Changes read at a time.
constexpr std::size_t kBatch = 500;

}  // namespace

class ChangeWatcher::Thread {
 public:
  Thread(Database& database, Database::Inside& inside, Options options)
      : database_(database), signal_(inside.environment.signal), options_(std::move(options)) {
    position_ = options_.from.value();
    if (auto address = std::get_if<Secret>(&inside.options.where)) listener_.emplace(*address);
    signal_.hang_up(bell_);
    thread_ = std::thread([this] { run(); });
  }

  ~Thread() {
    stopping_ = true;
    bell_.ring();
    thread_.join();
    signal_.take_down(bell_);
  }

  Sequence position() const { return Sequence(position_); }

 private:
  void run() {
    while (!stopping_) {
      bell_.silence();
      // Begins to listen before it reads: what is committed in between is in the log or rings.
      if (listener_) listener_->listen();
      try {
        read_on();
      } catch (std::exception const& fault) {
        options_.on_fault(fault.what());
        pause();
        continue;
      }
      wait();
    }
  }

  void read_on() {
    std::size_t found = kBatch;
    while (found == kBatch && !stopping_) {
      auto changes = database_.read().changes_since(position(), kBatch);
      found = changes.size();
      for (Change const& change : changes) {
        if (stopping_) return;
        options_.on_change(change);
        position_ = change.sequence.value();
      }
    }
  }

  void wait() {
    // A descriptor of -1 is left out.
    std::array<pollfd, 2> sources{pollfd{bell_.descriptor(), POLLIN, 0},
                                  pollfd{listener_ ? listener_->descriptor() : -1, POLLIN, 0}};
    poll(sources.data(), sources.size(), static_cast<int>(options_.poll.count()));
  }

  /// After a fault: only the end of the watcher cuts it short.
  void pause() {
    auto until = std::chrono::steady_clock::now() + options_.poll;
    while (!stopping_ && std::chrono::steady_clock::now() < until) {
      auto left =
          std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
      pollfd bell{bell_.descriptor(), POLLIN, 0};
      poll(&bell, 1, static_cast<int>(left.count()));
      bell_.silence();
    }
  }

  Database& database_;
  Signal& signal_;
  Options options_;
  Bell bell_;
  std::optional<Listener> listener_;
  std::atomic<std::int64_t> position_ = 0;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

ChangeWatcher::ChangeWatcher(Database& database, Options options)
    : thread_(std::make_unique<Thread>(database, *database.inside_, std::move(options))) {}

ChangeWatcher::~ChangeWatcher() = default;

Sequence ChangeWatcher::position() const { return thread_->position(); }

}  // namespace allmende::database
