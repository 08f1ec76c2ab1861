#include "app/follower.h"

namespace allmende::app {

namespace {

using namespace std::chrono_literals;

/// Another program's writes to a SQLite file ring no bell here.
constexpr std::chrono::milliseconds kPoll = 20ms;
/// A new text may be to appear sooner than the last one that was known.
constexpr std::chrono::milliseconds kClockPoll = 1s;
/// By what is shown in this time, a campaign's cap may be exceeded.
constexpr std::chrono::milliseconds kCountsPoll = 1s;
/// What is counted in this time is lost with a process that is killed.
constexpr int kPollsUntilKept = 3;
constexpr std::chrono::milliseconds kLongestCatchingUp = 1s;

}  // namespace

Follower::Follower(database::Database& database, site::Site const& site, database::Sequence from,
                   Clock clock, http::LogSink log)
    : database_(database),
      site_(site),
      clock_(std::move(clock)),
      log_(std::move(log)),
      followed_(from),
      watcher_(database, {.from = from,
                          .poll = kPoll,
                          .on_change = [this](database::Change const& change) { follow(change); },
                          .on_fault = [this](std::string_view what) { report(what); }}),
      clock_thread_([this, now = clock_()] { follow_clock(now); }),
      counts_thread_([this] { follow_counts(); }) {}

Follower::~Follower() {
  {
    std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  clock_thread_.join();
  counts_thread_.join();
}

void Follower::follow(database::Change const& change) {
  site_.follow(change);
  {
    std::lock_guard lock(mutex_);
    followed_ = change.sequence;
  }
  followed_further_.notify_all();
}

void Follower::catch_up() {
  try {
    database::Sequence newest = database_.read().last_change();
    std::unique_lock lock(mutex_);
    followed_further_.wait_for(lock, kLongestCatchingUp, [&] { return followed_ >= newest; });
  } catch (database::StatementFault const& fault) {
    report(fault.what());
  }
}

void Follower::follow_clock(Instant seen) {
  auto wait = 0ms;
  while (goes_on_after(wait)) {
    wait = kClockPoll;
    try {
      Instant now = clock_();
      auto next = site_.follow_clock(seen, now);
      seen = now;
      if (next) {
        auto until_next = std::chrono::ceil<std::chrono::milliseconds>(next->time_point() - now.time_point());
        wait = std::min(wait, until_next);
      }
    } catch (std::exception const& fault) {
      report(fault.what());
    }
  }
}

bool Follower::goes_on_after(std::chrono::milliseconds wait) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, wait, [this] { return ending_; });
  return !ending_;
}

void Follower::follow_counts() {
  bool goes_on = true;
  for (int poll = 1; goes_on; ++poll) {
    goes_on = goes_on_after(kCountsPoll);
    try {
      if (goes_on && poll % kPollsUntilKept != 0) site_.look_at_counts();
      else site_.keep_counts();
    } catch (std::exception const& fault) {
      report(fault.what());
    }
  }
}

void Follower::report(std::string_view what) const {
  if (log_) log_(fmt::format("event=follow time={} what=\"{}\"", clock_().rfc3339(), what));
}

}  // namespace allmende::app
