// Stopping all runs, and letting them go on.

#include "contributions/collecting.h"
#include "contributions/rights.h"
#include "contributions/stopping.h"

namespace allmende::contributions {

using database::ReadTx;
using database::Sql;
using database::WriteTx;

namespace {

constexpr std::size_t kLongestNote = 500;

Sql const kStopped{"contributions.stopped", "SELECT id, reason, since FROM collection_stop WHERE released_at IS NULL"};
Sql const kStop{"contributions.stop", R"(
    INSERT INTO collection_stop (id, reason, since, released_at, note)
    SELECT COALESCE(MAX(id), 0) + 1, :reason, :now, NULL, '' FROM collection_stop)"};
Sql const kRelease{"contributions.release", R"(
    UPDATE collection_stop SET released_at = :now, note = :note WHERE released_at IS NULL)"};

}  // namespace

std::optional<Stop> stopped(ReadTx& tx) {
  auto row = tx.maybe<std::int64_t, std::string, Instant>(kStopped);
  if (!row) return std::nullopt;
  return std::apply([](auto&&... columns) { return Stop{std::move(columns)...}; }, *std::move(row));
}

Result<void> must_not_be_stopped(ReadTx& tx) {
  auto stop = stopped(tx);
  if (!stop) return {};
  return refuse(Code::conflict, "all runs are stopped: " + stop->reason);
}

Result<void> stop_runs(WriteTx& tx, people::Actor const& actor, std::string_view reason, Instant now) {
  TRY(must_be_till_or_clock(actor));
  if (!stopped(tx)) tx.run(kStop, reason.substr(0, kLongestNote), now);
  return {};
}

Result<void> release_runs(WriteTx& tx, people::Actor const& actor, std::string_view note, Instant now) {
  TRY(must_be_at_the_till(actor));
  if (note.empty() || note.size() > kLongestNote)
    return refuse(Code::invalid, "say what was done about it, in up to 500 bytes", "note");
  if (tx.run(kRelease, now, note) == 0) return refuse(Code::conflict, "the runs are not stopped");
  people::record_deed(tx, actor, {"released", "runs", "all", note}, now);
  return {};
}

}  // namespace allmende::contributions
