#include "jobs/hold.h"

namespace allmende::jobs {

using database::Sql;

namespace {

Sql const kHeld{"jobs.held", "SELECT reason, since FROM outward_hold WHERE released_at IS NULL"};
Sql const kHold{"jobs.hold", R"(
    INSERT INTO outward_hold (id, reason, since, released_at)
    SELECT COALESCE(MAX(id), 0) + 1, :reason, :since, NULL FROM outward_hold)"};
Sql const kRelease{"jobs.release", "UPDATE outward_hold SET released_at = :now WHERE released_at IS NULL"};

}  // namespace

void hold(database::WriteTx& tx, std::string_view reason, Instant now) {
  if (!held(tx)) tx.run(kHold, reason, now);
}

Result<void> release(database::WriteTx& tx, Instant now) {
  if (tx.run(kRelease, now) == 0) return refuse(Code::conflict, "nothing is held");
  return {};
}

std::optional<Hold> held(database::ReadTx& tx) {
  auto row = tx.maybe<std::string, Instant>(kHeld);
  if (!row) return std::nullopt;
  return Hold{std::move(std::get<0>(*row)), std::get<1>(*row)};
}

Result<void> must_not_be_held(database::ReadTx& tx) {
  auto hold = held(tx);
  if (!hold) return {};
  return refuse(Code::conflict, "nothing goes out until this is confirmed: " + hold->reason);
}

}  // namespace allmende::jobs
