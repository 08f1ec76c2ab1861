#include "jobs/store.h"

#include "embedded/jobs_migrations.h"
#include "jobs/jobs.h"

template <>
struct allmende::database::Stored<allmende::jobs::State> {
  using State = allmende::jobs::State;
  static std::string_view store(State state) {
    switch (state) {
      case State::waiting: return "waiting";
      case State::claimed: return "claimed";
      case State::failed: return "failed";
    }
    report_bug("every state has a name");
  }
  static State load(std::string_view text) {
    for (State state : {State::waiting, State::claimed, State::failed}) {
      if (store(state) == text) return state;
    }
    throw Fault("a job's state is not one of them");
  }
};

namespace allmende::jobs {

using database::Sql;

namespace {

Sql const kPut{"jobs.put", R"(
    INSERT INTO job (kind, key, payload, due_at, next_at, state, number, attempts, last_error)
    VALUES (:kind, :key, :payload, :due, :due, 'waiting', :number, 0, '')
    ON CONFLICT (kind, key) DO UPDATE SET payload = excluded.payload, due_at = excluded.due_at,
      next_at = excluded.next_at, state = 'waiting', number = excluded.number, attempts = 0, last_error = '')"};
Sql const kCancel{"jobs.cancel", "DELETE FROM job WHERE kind = :kind AND key = :key"};
Sql const kRetry{"jobs.retry", R"(
    UPDATE job SET state = 'waiting', next_at = :now, number = :number, attempts = 0
    WHERE kind = :kind AND key = :key)"};

#define STANDING "kind, key, payload, due_at, state, next_at, attempts, last_error"
Sql const kList{"jobs.list", "SELECT " STANDING R"( FROM job
    WHERE state = :state ORDER BY next_at, number LIMIT :limit)"};
Sql const kFind{"jobs.find", "SELECT " STANDING " FROM job WHERE kind = :kind AND key = :key"};
Sql const kCount{"jobs.count", "SELECT state, COUNT(*) FROM job GROUP BY state"};

/// One of each state, by the index, so that it costs the same however many there are.
Sql const kFirst{"jobs.first", R"(
    SELECT key, payload, due_at, next_at, number, attempts FROM job
    WHERE kind = :kind AND state = :state ORDER BY next_at, number LIMIT 1)"};

#define UNCHANGED " WHERE kind = :kind AND key = :key AND number = :number AND attempts = :attempts AND state <> 'failed'"
Sql const kRemove{"jobs.remove", "DELETE FROM job" UNCHANGED};
Sql const kClaim{"jobs.claim", R"(
    UPDATE job SET state = 'claimed', next_at = :until, attempts = attempts + 1)" UNCHANGED};
Sql const kPutOff{"jobs.put_off", R"(
    UPDATE job SET state = 'waiting', next_at = :next, attempts = :begun, last_error = :error)" UNCHANGED};
Sql const kGiveUp{"jobs.give_up", R"(
    UPDATE job SET state = 'failed', attempts = :begun, last_error = :error)" UNCHANGED};

using Row = std::tuple<std::string, std::string, std::string, Instant, State, Instant, int, std::string>;

Standing standing_of(Row row) {
  auto& [kind, key, payload, due, state, next, attempts, error] = row;
  return {.job = {.kind = std::move(kind), .key = std::move(key), .payload = std::move(payload), .due = due},
          .state = state, .next = next, .attempts = attempts, .last_error = std::move(error)};
}

std::int64_t record(database::WriteTx& tx, std::string_view kind, Instant due) {
  return tx.record_change(kSubject, kind, due.microseconds()).value();
}

std::optional<store::Seen> first_of(database::ReadTx& tx, std::string_view kind, State state) {
  auto row = tx.maybe<std::string, std::string, Instant, Instant, std::int64_t, int>(kFirst, kind, state);
  if (!row) return std::nullopt;
  auto& [key, payload, due, next, number, attempts] = *row;
  return store::Seen{.job = {.kind = std::string(kind), .key = std::move(key), .payload = std::move(payload), .due = due},
                     .next = next, .number = number, .attempts = attempts};
}

}  // namespace

std::vector<database::Migration> migrations() { return database::migrations(embedded::jobs_migrations()); }

void put(database::WriteTx& tx, Job const& job) {
  VERIFY(!job.kind.empty() && !job.key.empty());
  tx.run(kPut, job.kind, job.key, job.payload, job.due, record(tx, job.kind, job.due));
}

bool cancel(database::WriteTx& tx, std::string_view kind, std::string_view key) {
  return tx.run(kCancel, kind, key) == 1;
}

std::vector<Standing> list(database::ReadTx& tx, State state, std::size_t limit) {
  std::vector<Standing> found;
  auto rows = tx.all<std::string, std::string, std::string, Instant, State, Instant, int, std::string>(kList, state, limit);
  for (auto& row : rows) found.push_back(standing_of(std::move(row)));
  return found;
}

std::optional<Standing> find(database::ReadTx& tx, std::string_view kind, std::string_view key) {
  auto row = tx.maybe<std::string, std::string, std::string, Instant, State, Instant, int, std::string>(kFind, kind, key);
  if (!row) return std::nullopt;
  return standing_of(*std::move(row));
}

Counts count(database::ReadTx& tx) {
  Counts counts;
  tx.each<State, std::int64_t>(kCount, [&](State state, std::int64_t number) {
    (state == State::waiting ? counts.waiting : state == State::claimed ? counts.claimed : counts.failed) = number;
  });
  return counts;
}

Result<void> retry(database::WriteTx& tx, std::string_view kind, std::string_view key, Instant now) {
  auto job = find(tx, kind, key);
  if (!job) return refuse(Code::not_found, "there is no such job");
  if (job->state != State::failed) return refuse(Code::conflict, "this job has not failed");
  tx.run(kRetry, now, record(tx, kind, now), kind, key);
  return {};
}

namespace store {

std::optional<Seen> first_of(database::ReadTx& tx, std::string_view kind) {
  auto waiting = jobs::first_of(tx, kind, State::waiting);
  auto claimed = jobs::first_of(tx, kind, State::claimed);
  bool claimed_first = claimed && (!waiting || claimed->next < waiting->next);
  return claimed_first ? claimed : waiting;
}

bool remove(database::WriteTx& tx, Seen const& seen) {
  return tx.run(kRemove, seen.job.kind, seen.job.key, seen.number, seen.attempts) == 1;
}

bool claim(database::WriteTx& tx, Seen const& seen, Instant until) {
  return tx.run(kClaim, until, seen.job.kind, seen.job.key, seen.number, seen.attempts) == 1;
}

bool put_off(database::WriteTx& tx, Seen const& seen, int begun, Instant next, std::string_view error) {
  return tx.run(kPutOff, next, begun, error, seen.job.kind, seen.job.key, seen.number, seen.attempts) == 1;
}

bool give_up(database::WriteTx& tx, Seen const& seen, int begun, std::string_view error) {
  return tx.run(kGiveUp, begun, error, seen.job.kind, seen.job.key, seen.number, seen.attempts) == 1;
}

}  // namespace store
}  // namespace allmende::jobs
