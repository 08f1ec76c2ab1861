#include "app/till_clock.h"

#include "banking/banking.h"
#include "transparency/transparency.h"

namespace allmende::app {

using namespace std::chrono_literals;

TillClock::TillClock(database::Database& database, giving::Giving const& giving, contributions::Till till, Clock clock, http::LogSink log)
    : database_(database),
      giving_(giving),
      till_(std::move(till)),
      clock_(std::move(clock)),
      log_(std::move(log)),
      letters_(2s, clock_, [this] { giving_.write_letters([this](std::string_view what) { report(what); }); },
               [this](std::string_view what) { report(what); }),
      hours_(1h, clock_, [this] { look_after_rest(); }, [this](std::string_view what) { report(what); }) {}

void TillClock::forget() {
  auto tx = database_.write();
  contributions::forget_links(tx, clock_());
  contributions::erase_what_is_due(tx, till_, clock_());
  tx.commit();
}

void TillClock::look_after_rest() {
  forget();
  tell();
}

void TillClock::tell() {
  auto tx = database_.write();
  auto told = transparency::tell(tx, people::Actor::clock(), till_, banking::taken_in_until(tx), clock_());
  VERIFY(told.has_value());
  tx.commit();
}

void TillClock::report(std::string_view what) const {
  if (log_) log_(fmt::format("event=till time={} what=\"{}\"", clock_().rfc3339(), what));
}

}  // namespace allmende::app
