#include "app/publisher.h"

namespace allmende::app {

namespace {

using namespace std::chrono_literals;

/// In one go; a standstill may have left more.
constexpr int kAtOnce = 100;
/// Later than this is worth a line.
constexpr auto kLate = 5s;

}  // namespace

Publisher::Publisher(database::Database& database, Clock clock, http::LogSink log)
    : database_(database), clock_(std::move(clock)), log_(std::move(log)), thread_([this] { work(); }) {}

Publisher::~Publisher() {
  {
    std::lock_guard lock(mutex_);
    ending_ = true;
  }
  ends_.notify_all();
}

void Publisher::work() {
  do {
    try {
      publish_due();
    } catch (std::exception const& fault) {
      report(fault.what());
    }
  } while (goes_on());
}

void Publisher::publish_due() {
  Instant now = clock_();
  auto due = [&] {
    auto tx = database_.read();
    return manuscripts::due(tx, now, kAtOnce);
  }();
  for (manuscripts::Due const& it : due) {
    try {
      publish(it, now);
    } catch (std::exception const& fault) {  // the others are due all the same
      report(fmt::format("article {}: {}", it.article.value(), fault.what()));
    }
  }
}

void Publisher::publish(manuscripts::Due const& it, Instant now) {
  auto tx = database_.write();
  bool published = manuscripts::publish_due(tx, it.article, now);
  tx.commit();
  bool is_late = now.time_point() - it.at.time_point() > kLate;
  if (published && is_late) report(fmt::format("article {} was due at {}", it.article.value(), it.at.rfc3339()));
}

/// Until the next second has begun.
bool Publisher::goes_on() {
  auto since = std::chrono::microseconds(clock_().microseconds() % 1'000'000);
  std::unique_lock lock(mutex_);
  ends_.wait_for(lock, 1s - since, [this] { return ending_; });
  return !ending_;
}

void Publisher::report(std::string_view what) const {
  if (log_) log_(fmt::format("event=publish time={} what=\"{}\"", clock_().rfc3339(), what));
}

}  // namespace allmende::app
