#include "transparency/store.h"

#include <algorithm>
#include <tuple>

#include "embedded/transparency_migrations.h"
#include "transparency/plan.h"

namespace allmende::transparency {

using database::ReadTx;
using database::Sql;
using database::WriteTx;
using ledger::Month;

namespace {

Sql const kPlan{"transparency.plan", "SELECT record FROM transparency_plan WHERE id = 1"};
Sql const kPutPlan{"transparency.put_plan", R"(
    INSERT INTO transparency_plan (id, record) VALUES (1, :record) ON CONFLICT (id) DO UPDATE SET record = excluded.record)"};

Sql const kState{"transparency.state", "SELECT payment, returned, givers, statements FROM transparency_state WHERE id = 1"};
Sql const kPutState{"transparency.put_state", R"(
    INSERT INTO transparency_state (id, payment, returned, givers, statements)
    VALUES (1, :payment, :returned, :givers, :statements)
    ON CONFLICT (id) DO UPDATE SET payment = excluded.payment, returned = excluded.returned, givers = excluded.givers,
      statements = excluded.statements)"};

Sql const kWaiting{"transparency.waiting", R"(
    SELECT month, kind, giver, cents, since FROM transparency_waiting)"};
Sql const kClear{"transparency.clear_waiting", "DELETE FROM transparency_waiting"};
Sql const kWait{"transparency.wait", R"(
    INSERT INTO transparency_waiting (month, kind, giver, cents, since) VALUES (:month, :kind, :giver, :cents, :since))"};

Sql const kInsert{"transparency.insert_block", R"(
    INSERT INTO transparency_block (month, kind, cents, givers) VALUES (:month, :kind, :cents, :givers))"};
Sql const kTold{"transparency.told", R"(
    SELECT month, kind, CAST(SUM(cents) AS BIGINT) FROM transparency_block WHERE month >= :from AND month <= :to
    GROUP BY month, kind)"};

}  // namespace

Plan plan(ReadTx& tx) {
  tx.depends_on(kSubject, "plan");
  auto record = tx.maybe<std::string>(kPlan);
  if (!record) return {};
  return database::must_be(plan_from_json(database::must_be(json::parse(*record))));
}

Result<void> write_plan(WriteTx& tx, people::Actor const& actor, Plan const& wanted, Instant now) {
  TRY(actor.must_have_any(contributions::kAtTheTill));
  Plan const checked = TRY(plan_from_json(to_json(wanted)));
  std::string const record = json::write(to_json(checked));
  if (tx.maybe<std::string>(kPlan) == record) return {};
  tx.run(kPutPlan, record);
  tx.record_change(kSubject, "plan");
  people::record_deed(tx, actor, {"plan written", kSubject, "plan", record}, now);
  return {};
}

std::vector<Told> told(ReadTx& tx, Month from, Month to) {
  tx.depends_on(kSubject, "blocks");
  std::vector<Told> found;
  tx.each<Month, Kind, Money>(
      kTold, [&](Month month, Kind kind, Money amount) { found.push_back({month, kind, amount}); }, from, to);
  std::ranges::sort(found, {}, [](Told const& it) { return std::pair(it.month, it.kind); });
  return found;
}

Standing standing(ReadTx& tx) {
  tx.depends_on(kSubject, "standing");
  store::State const it = store::state(tx);
  return {it.givers == 0 ? std::nullopt : std::optional(it.givers), it.statements};
}

std::vector<database::Migration> migrations() { return database::migrations(embedded::transparency_migrations()); }

namespace store {

State state(ReadTx& tx) {
  auto row = tx.maybe<std::int64_t, std::int64_t, std::int64_t, std::optional<Date>>(kState);
  if (!row) return {};
  auto const& [payment, returned, givers, statements] = *row;
  return {{payment, returned}, givers, statements};
}

void put_state(WriteTx& tx, State const& it) { tx.run(kPutState, it.seen.payment, it.seen.returned, it.givers, it.statements); }

std::vector<Waiting> waiting(ReadTx& tx) {
  std::vector<Waiting> found;
  tx.each<Month, Kind, contributions::GiverId, Money, Instant>(
      kWaiting, [&](Month month, Kind kind, contributions::GiverId giver, Money amount, Instant since) {
        found.push_back({month, kind, giver, amount, since});
      });
  std::ranges::sort(found, {}, [](Waiting const& it) { return std::tuple(it.month, it.kind, it.giver); });
  return found;
}

void put_waiting(WriteTx& tx, std::vector<Waiting> const& waiting) {
  tx.run(kClear);
  for (Waiting const& it : waiting) tx.run(kWait, it.month, it.kind, it.giver, it.amount, it.since);
}

void insert(WriteTx& tx, Block const& it) { tx.run(kInsert, it.month, it.kind, it.amount, it.givers); }

}  // namespace store

}  // namespace allmende::transparency
