#include "contributions/run_store.h"

#include "contributions/chance.h"
#include "contributions/names.h"
#include "contributions/stored_sepa.h"

namespace allmende::contributions {

using database::ReadTx;
using database::Sql;
using database::WriteTx;

namespace {

constexpr std::size_t kTagLength = 8;

Sql const kOpenRun{"contributions.open_run", R"(
    SELECT id FROM collection_run WHERE state = 'open' AND collection = :collection AND single = :single)"};
Sql const kInsertRun{"contributions.insert_run", R"(
    INSERT INTO collection_run (tag, collection, single, state, planned_at)
    VALUES (:tag, :collection, :single, 'open', :now) RETURNING id)"};
Sql const kTag{"contributions.tag_of_run", "SELECT tag FROM collection_run WHERE id = :id"};
Sql const kByTag{"contributions.run_by_tag", "SELECT id FROM collection_run WHERE tag = :tag"};
Sql const kOpenBefore{"contributions.open_runs_before", R"(
    SELECT id FROM collection_run WHERE state = 'open' AND collection < :day ORDER BY id)"};
Sql const kClose{"contributions.close_run",
                 "UPDATE collection_run SET state = :state WHERE id = :id AND state = 'open'"};

// A run with the sums of its attempts. What is voided is no part of it; what was rejected was never settled.
#define RUNS                                                                                                   \
  "SELECT r.id, r.tag, r.collection, r.single, r.state, r.planned_at, f.sealed_at, COALESCE(f.sha256, ''), "   \
  "COALESCE(f.bytes, 0), (SELECT COUNT(*) FROM collection_download d WHERE d.run = r.id), "                    \
  "(SELECT COUNT(*) FROM attempt t WHERE t.run = r.id AND t.state <> 'voided'), "                              \
  "(SELECT COUNT(*) FROM attempt t WHERE t.run = r.id AND t.state <> 'voided' AND t.noticed_on IS NOT NULL), " \
  "(SELECT COALESCE(SUM(t.cents), 0) FROM attempt t WHERE t.run = r.id AND t.state <> 'voided'), "             \
  "(SELECT COALESCE(SUM(t.settled), 0) FROM attempt t WHERE t.run = r.id), "                                   \
  "(SELECT COALESCE(SUM(CASE WHEN t.state = 'returned' THEN t.cents ELSE t.returned END), 0) FROM attempt t "  \
  "WHERE t.run = r.id) FROM collection_run r LEFT JOIN collection_file f ON f.run = r.id"
Sql const kRun{"contributions.run", RUNS " WHERE r.id = :id"};
Sql const kNewest{"contributions.newest_runs", RUNS " WHERE r.id < :before ORDER BY r.id DESC LIMIT :limit"};

Sql const kPrepared{"contributions.prepared", R"(
    SELECT t.id, t.agreement, t.end_to_end_id, t.cents, t.noticed_on, t.account, c.account, m.reference, m.creditor, m.signed_on,
      m.state, m.presented, m.told, (SELECT MAX(id) FROM mandate_account WHERE mandate = m.id), a.state, a.cents, a.reference,
      g.id, g.kind, CASE WHEN g.address <> '' THEN 1 ELSE 0 END
    FROM attempt t JOIN mandate m ON m.id = t.mandate JOIN mandate_account c ON c.id = t.account
    JOIN agreement a ON a.id = t.agreement JOIN giver g ON g.id = a.giver
    WHERE t.run = :run AND t.state IN ('planned', 'noticed') ORDER BY t.id)"};
Sql const kSeal{"contributions.seal_attempts", R"(
    UPDATE attempt SET state = 'sealed', amends = (SELECT m.told FROM mandate m
      WHERE m.id = attempt.mandate AND m.told <> attempt.account) WHERE run = :run AND state = 'noticed')"};
Sql const kPresent{"contributions.present_mandates", R"(
    UPDATE mandate SET presented = :collection,
      told = (SELECT MAX(t.account) FROM attempt t WHERE t.mandate = mandate.id AND t.run = :run AND t.state = 'sealed')
    WHERE id IN (SELECT mandate FROM attempt WHERE run = :run AND state = 'sealed'))"};
Sql const kSealedSum{"contributions.sealed_sum", R"(
    SELECT COALESCE(SUM(cents), 0) FROM attempt WHERE run = :run AND state = 'sealed')"};
Sql const kPay{"contributions.pay_obligations_of_run", R"(
    UPDATE obligation SET state = 'paid' WHERE id IN (SELECT obligation FROM attempt WHERE run = :run AND state = 'sealed'))"};
Sql const kThank{"contributions.thank_for_run", R"(
    INSERT INTO giver_message (event, template, agreement, attempt, by_mail, state, since)
    SELECT 'attempt-' || t.id, 'thanks', t.agreement, t.id, CASE WHEN g.email <> '' THEN 1 ELSE 0 END, 'waiting', :now
    FROM attempt t JOIN agreement a ON a.id = t.agreement JOIN giver g ON g.id = a.giver
    WHERE t.run = :run AND t.state = 'sealed' AND g.erased_at IS NULL)"};
Sql const kSettle{"contributions.settle_run", R"(
    UPDATE attempt SET state = 'settled', settled = cents WHERE run = :run AND state = 'sealed')"};

Sql const kInsertPart{"contributions.insert_part",
                      "INSERT INTO collection_part (run, n, text) VALUES (:run, :n, :text)"};
Sql const kInsertFile{"contributions.insert_file", R"(
    INSERT INTO collection_file (run, message_id, sha256, bytes, parts, debits, cents, sealed_at, person, name)
    VALUES (:run, :message_id, :sha256, :bytes, :parts, :debits, :cents, :now, :person, :name))"};
Sql const kParts{"contributions.parts", "SELECT n, text FROM collection_part WHERE run = :run ORDER BY n"};
Sql const kDownload{"contributions.record_download", R"(
    INSERT INTO collection_download (run, n, at, person, name)
    SELECT :run, COALESCE(MAX(n), 0) + 1, :now, :person, :name FROM collection_download WHERE run = :run)"};

template <class... Args>
std::vector<Run> read(ReadTx& tx, Sql const& sql, Args const&... args) {
  std::vector<Run> found;
  tx.each<RunId, std::string, Date, bool, RunState, Instant, std::optional<Instant>, std::string, std::int64_t,
          std::int64_t, std::int64_t, std::int64_t, Money, Money, Money>(
      sql,
      [&](RunId id, std::string tag, Date collection, bool single, RunState state, Instant planned,
          std::optional<Instant> sealed, std::string sha256, std::int64_t bytes, std::int64_t downloads,
          std::int64_t attempts, std::int64_t noticed, Money sum, Money settled, Money returned) {
        found.push_back({.id = id,
                         .tag = std::move(tag),
                         .collection = collection,
                         .single = single,
                         .state = state,
                         .planned = planned,
                         .attempts = attempts,
                         .noticed = noticed,
                         .sum = sum,
                         .sealed = sealed,
                         .sha256 = std::move(sha256),
                         .bytes = bytes,
                         .downloads = downloads,
                         .settled = settled,
                         .returned = returned});
      },
      args...);
  return found;
}

}  // namespace

std::optional<Run> run(ReadTx& tx, RunId id) {
  auto found = read(tx, kRun, id);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

namespace store {

std::vector<Run> newest(ReadTx& tx, RunId before, std::size_t limit) { return read(tx, kNewest, before, limit); }

std::optional<RunId> open_run(ReadTx& tx, Date collection, bool single) {
  return tx.maybe<RunId>(kOpenRun, collection, single);
}

RunId insert_run(WriteTx& tx, Date collection, bool single, Instant now) {
  return tx.one<RunId>(kInsertRun, random_tag(kTagLength), collection, single, now);
}

std::string tag_of(ReadTx& tx, RunId id) { return tx.one<std::string>(kTag, id); }
std::optional<RunId> by_tag(ReadTx& tx, std::string_view tag) { return tx.maybe<RunId>(kByTag, tag); }
std::vector<RunId> open_before(ReadTx& tx, Date day) { return tx.all<RunId>(kOpenBefore, day); }
bool close(WriteTx& tx, RunId id, RunState state) { return tx.run(kClose, state, id) == 1; }

void each_prepared(ReadTx& tx, RunId id, std::function<void(Prepared)> const& callback) {
  tx.each<AttemptId, AgreementId, sepa::PaymentId, Money, std::optional<Date>, MandateAccountId, std::string,
          sepa::MandateReference, std::string, Date, MandateState, std::optional<Date>, std::optional<MandateAccountId>,
          MandateAccountId, AgreementState, Money, std::string, GiverId, GiverKind, bool>(
      kPrepared, [&](auto&&... columns) { callback(Prepared{std::move(columns)...}); }, id);
}

std::int64_t seal_noticed(WriteTx& tx, RunId id, Date collection) {
  std::int64_t const count = tx.run(kSeal, id);
  tx.run(kPresent, collection, id);
  return count;
}

Money sealed_sum(ReadTx& tx, RunId id) { return tx.one<Money>(kSealedSum, id); }

std::int64_t settle_sealed(WriteTx& tx, RunId id, Instant now) {
  tx.run(kPay, id);
  tx.run(kThank, now, id);
  return tx.run(kSettle, id);
}

void insert_part(WriteTx& tx, RunId id, int n, std::string const& sealed) { tx.run(kInsertPart, id, n, sealed); }

void insert_file(WriteTx& tx, people::Actor const& actor, RunId id, NewFile const& file, Instant now) {
  tx.run(kInsertFile, id, file.message_id, file.sha256, file.bytes, file.parts, file.debits, file.sum, now,
         actor.person(), actor.name());
}

void each_part(ReadTx& tx, RunId id, std::function<void(int, std::string)> const& callback) {
  tx.each<int, std::string>(kParts, callback, id);
}

void record_download(WriteTx& tx, people::Actor const& actor, RunId id, Instant now) {
  tx.run(kDownload, id, now, actor.person(), actor.name());
}

}  // namespace store
}  // namespace allmende::contributions
