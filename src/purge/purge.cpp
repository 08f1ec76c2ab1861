#include "purge/purge.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>
#include <thread>

#include "purge/request.h"

namespace allmende::purge {

namespace {

using Moment = std::chrono::steady_clock::time_point;

/// Beyond that a purge of everything is cheaper.
constexpr std::size_t kMostKeys = 2'000;
/// Of one header; Varnish takes 8 kB.
constexpr std::size_t kMostBytes = 4'000;

/// As many keys as fit into one header, taken from the front.
std::string take_keys(std::set<std::string>& keys) {
  std::string taken;
  while (!keys.empty() && (taken.empty() || taken.size() + keys.begin()->size() < kMostBytes)) {
    if (!taken.empty()) taken += ' ';
    taken += *keys.begin();
    keys.erase(keys.begin());
  }
  return taken;
}

bool is_key(std::string_view key) {
  return !key.empty() && std::ranges::all_of(key, [](char c) { return c > 0x20 && c < 0x7f; });
}

}  // namespace

Result<void> check_address(std::string_view address) {
  std::string_view rest = address;
  for (std::string_view scheme : {"http://", "https://"}) {
    if (rest.starts_with(scheme)) rest.remove_prefix(scheme.size());
  }
  bool is_host = rest.size() < address.size() && !rest.empty() &&
                 std::ranges::all_of(rest, [](char c) {
                   return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                          c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
                 });
  if (is_host) return {};
  return refuse(Code::invalid, "an address is \"http://host:port\", with nothing behind it");
}

class Purger::Machine {
 public:
  explicit Machine(Options options) : options_(std::move(options)), thread_([this] { run(); }) {}
  ~Machine() {
    {
      std::lock_guard lock(mutex_);
      is_ending_ = true;
    }
    changed_.notify_one();
    thread_.join();
  }

  void purge(std::vector<std::string> const& keys) {
    for (std::string const& key : keys) VERIFY(is_key(key));
    {
      std::lock_guard lock(mutex_);
      add(keys);
      Moment second = std::chrono::steady_clock::now() + options_.again;
      if (repeats_.size() < kMostKeys) {
        repeats_.push_back({second, keys});
      } else {
        repeats_.back() = {second, {options_.key_of_all}};
      }
    }
    changed_.notify_one();
  }

 private:
  struct Repeat {
    Moment at;
    std::vector<std::string> keys;
  };

  /// With the mutex held, as all below but run().
  void add(std::vector<std::string> const& keys) {
    keys_.insert(keys.begin(), keys.end());
    if (keys_.size() > kMostKeys) keys_ = {options_.key_of_all};
  }

  void add_repeats() {
    Moment now = std::chrono::steady_clock::now();
    while (!repeats_.empty() && repeats_.front().at <= now) {
      add(repeats_.front().keys);
      repeats_.pop_front();
    }
  }

  /// Waits for something to say, or for the end.
  void wait(std::unique_lock<std::mutex>& lock) {
    add_repeats();
    while (keys_.empty() && !is_ending_) {
      if (repeats_.empty()) changed_.wait(lock);
      else changed_.wait_until(lock, repeats_.front().at);
      add_repeats();
    }
  }

  void run() {
    auto pause = options_.first_pause;
    std::unique_lock lock(mutex_);
    while (true) {
      wait(lock);
      if (is_ending_) return;
      std::set<std::string> unsaid = keys_;
      std::string keys = take_keys(keys_);
      lock.unlock();
      std::string problem = send_purge(options_.address, keys, options_.patience);
      if (!problem.empty()) report(problem);
      lock.lock();
      if (problem.empty()) {
        pause = options_.first_pause;
        continue;
      }
      unsaid.merge(keys_);
      keys_ = std::move(unsaid);
      changed_.wait_for(lock, pause, [this] { return is_ending_; });
      pause = std::min(2 * pause, options_.longest_pause);
    }
  }

  void report(std::string const& problem) const {
    if (!options_.log) return;
    options_.log(fmt::format("event=purge time={} address={} what=\"{}\"", now().rfc3339(),
                             options_.address, problem));
  }

  Options options_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_ending_ = false;
  std::set<std::string> keys_;   // to be said now
  std::deque<Repeat> repeats_;   // to be said once more, by time
  std::thread thread_;
};

Purger::Purger(Options options) : machine_(std::make_unique<Machine>(std::move(options))) {}
Purger::~Purger() = default;
void Purger::purge(std::vector<std::string> const& keys) { machine_->purge(keys); }

}  // namespace allmende::purge
