#include "jobs/worker.h"

#include <thread>

#include "jobs/hold.h"
#include "jobs/note.h"
#include "jobs/pause.h"

namespace allmende::jobs {

namespace {

/// For the outcome of a job outside; each may wait for a writer before it.
constexpr int kTriesToSettle = 6;

Instant later(Instant instant, std::chrono::microseconds span) {
  return Instant::from_microseconds(instant.microseconds() + span.count());
}

bool reaches_others(Handlers::Handler const& handler) {
  auto const* outside = std::get_if<Handlers::Outside>(&handler);
  return outside && outside->reach == Reach::others;
}

Lateness lateness(Job const& job, Instant now) {
  return std::max(Lateness(0), Lateness(now.microseconds() - job.due.microseconds()));
}

}  // namespace

Worker::Worker(database::Database& database, Handlers::ByKind kinds, Options const& options)
    : database_(database), kinds_(std::move(kinds)), options_(options) {}

Worker::Look Worker::look(std::stop_token stop) {
  auto seen = first();
  if (!seen) return {};
  Instant now = options_.clock();
  if (seen->next > now) return {.next = seen->next};
  bool called = work(*std::move(seen), now, std::move(stop));
  return {.was_due = true, .called = called};
}

std::optional<store::Seen> Worker::first() const {
  auto tx = database_.read();
  std::optional<store::Seen> first;
  bool is_held = held(tx).has_value();
  for (auto const& [kind, handler] : kinds_) {
    if (is_held && reaches_others(handler)) continue;
    auto found = store::first_of(tx, kind);
    bool is_first = found && (!first || std::tie(found->next, found->number) < std::tie(first->next, first->number));
    if (is_first) first = std::move(found);
  }
  return first;
}

bool Worker::work(store::Seen seen, Instant now, std::stop_token stop) {
  Handlers::Handler const& handler = kinds_.at(seen.job.kind);
  if (auto const* inside = std::get_if<Handlers::Inside>(&handler)) {
    Attempt attempt = try_inside(seen, *inside, now);
    if (attempt.end == Attempt::End::not_ours) return false;
    int begun = seen.attempts + 1;
    if (attempt.end == Attempt::End::done) report(seen, begun, now, "done", {});
    else settle(seen, begun, inside->retries, attempt, now);
    return true;
  }
  auto const& outside = std::get<Handlers::Outside>(handler);
  if (!claim(seen, outside, now)) return false;
  Attempt attempt = guarded([&] { return outside.handler(seen.job, now, lateness(seen.job, now), stop); });
  settle_outside(seen, outside.retries, attempt, now, stop);
  return true;
}

/// What a handler throws ends its own job, and nothing else.
template <class Call>
Worker::Attempt Worker::guarded(Call const& call) {
  try {
    Result<void> done = call();
    if (done) return {};
    return {Attempt::End::refused, std::move(done.error().message)};
  } catch (std::exception const& fault) {
    return {Attempt::End::fault, fault.what()};
  }
}

/// The transaction is over when it returns. Not to be had, it is nobody's attempt.
Worker::Attempt Worker::try_inside(store::Seen const& seen, Handlers::Inside const& how, Instant now) {
  auto tx = database_.write();
  if (!store::remove(tx, seen)) return {.end = Attempt::End::not_ours};
  return guarded([&]() -> Result<void> {
    TRY(how.handler(tx, seen.job, now, lateness(seen.job, now)));
    tx.commit();
    return {};
  });
}

bool Worker::claim(store::Seen& seen, Handlers::Outside const& how, Instant now) {
  auto tx = database_.write();
  if (how.reach == Reach::others && held(tx)) return false;
  // Those who were at it never came back: it may be what ends them.
  bool is_exhausted = seen.attempts >= how.retries.attempts;
  bool is_ours = is_exhausted ? store::give_up(tx, seen, seen.attempts, "the program ended while it was at this")
                              : store::claim(tx, seen, later(now, how.lease));
  tx.commit();
  if (is_ours && is_exhausted) report(seen, seen.attempts, now, "failed", "the program ended while it was at this");
  ++seen.attempts;
  return is_ours && !is_exhausted;
}

void Worker::settle(store::Seen const& seen, int begun, Retries const& retries, Attempt const& attempt, Instant now) {
  std::string error = note_of(attempt.error);
  std::string_view end = "done";
  auto tx = database_.write();
  bool is_noted = true;
  if (attempt.end == Attempt::End::done) {
    store::remove(tx, seen);
  } else if (attempt.end == Attempt::End::refused || begun >= retries.attempts) {
    end = "failed";
    is_noted = store::give_up(tx, seen, begun, error);
  } else {
    end = "again";
    is_noted = store::put_off(tx, seen, begun, later(options_.clock(), pause_after(begun, retries, chance())), error);
  }
  tx.commit();
  // Otherwise it was moved or cancelled meanwhile; or the commit whose answer was lost stands.
  report(seen, begun, now, is_noted ? end : "gone", error);
}

void Worker::settle_outside(store::Seen const& seen, Retries const& retries, Attempt const& attempt, Instant now,
                            std::stop_token stop) {
  for (int tried = 1;; ++tried) {
    try {
      return settle(seen, seen.attempts, retries, attempt, now);
    } catch (database::StatementFault const&) {
      if (tried == kTriesToSettle || stop.stop_requested()) throw;
    }
    std::this_thread::sleep_for(options_.poll);
  }
}

double Worker::chance() {
  return options_.chance ? options_.chance() : std::uniform_real_distribution<double>(0, 1)(random_);
}

void Worker::report(store::Seen const& seen, int begun, Instant now, std::string_view end, std::string_view what) const {
  if (!options_.log) return;
  auto late = std::chrono::floor<std::chrono::milliseconds>(lateness(seen.job, now));
  std::string line = fmt::format("event=job time={} kind={} key={} end={} attempt={} late_ms={}", now.rfc3339(), seen.job.kind,
                                 seen.job.key, end, begun, late.count());
  if (!what.empty()) {
    std::string said = note_of(what);
    std::ranges::replace(said, '"', '\'');
    line += fmt::format(" what=\"{}\"", said);
  }
  options_.log(line);
}

}  // namespace allmende::jobs
