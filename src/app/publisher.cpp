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
    : database_(database),
      clock_(std::move(clock)),
      log_(std::move(log)),
      rounds_(1s, clock_, [this] { publish_due(); }, [this](std::string_view what) { report(what); }) {}

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

void Publisher::report(std::string_view what) const {
  if (log_) log_(fmt::format("event=publish time={} what=\"{}\"", clock_().rfc3339(), what));
}

}  // namespace allmende::app
