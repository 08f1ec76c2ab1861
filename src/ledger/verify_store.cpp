#include "ledger/verify_store.h"

namespace allmende::ledger::store {

using database::Sql;

namespace {

Sql const kUnbalanced{"ledger.unbalanced", R"(
    SELECT CAST(transaction_id AS TEXT) FROM ledger_entry GROUP BY transaction_id, currency HAVING SUM(cents) <> 0)"};
Sql const kAlone{"ledger.too_few_entries", R"(
    SELECT CAST(t.id AS TEXT) FROM ledger_transaction t LEFT JOIN ledger_entry e ON e.transaction_id = t.id
    GROUP BY t.id HAVING COUNT(e.line) < 2 OR COUNT(e.line) <> MAX(e.line))"};
Sql const kStray{"ledger.stray_entries", R"(
    SELECT CAST(e.transaction_id AS TEXT) FROM ledger_entry e LEFT JOIN ledger_transaction t ON t.id = e.transaction_id
    WHERE t.id IS NULL OR t.booked_on <> e.booked_on)"};
Sql const kMissing{"ledger.missing_numbers", R"(
    SELECT CAST(newest - number AS TEXT)
    FROM (SELECT MAX(id) AS newest, COUNT(*) AS number FROM ledger_transaction) AS n WHERE newest <> number)"};

// The sums, from either side.
#define SUMS_KEPT "SELECT account, day, currency, debit, credit FROM ledger_day"
#define SUMS_OF_ENTRIES                                              \
  "SELECT account, booked_on, currency, "                            \
  "CAST(SUM(CASE WHEN cents > 0 THEN cents ELSE 0 END) AS BIGINT), " \
  "CAST(SUM(CASE WHEN cents < 0 THEN -cents ELSE 0 END) AS BIGINT) " \
  "FROM ledger_entry GROUP BY account, booked_on, currency"
Sql const kSumsTooMuch{"ledger.sums_too_much", "SELECT CAST(account AS TEXT) || ' on ' || day FROM (" SUMS_KEPT
                                               " EXCEPT " SUMS_OF_ENTRIES ") AS wrong"};
Sql const kSumsTooLittle{"ledger.sums_too_little",
                         "SELECT CAST(account AS TEXT) || ' on ' || booked_on FROM (" SUMS_OF_ENTRIES
                         " EXCEPT " SUMS_KEPT ") AS wrong"};

Sql const kAfterClosing{"ledger.booked_after_closing", R"(
    SELECT CAST(t.id AS TEXT) FROM ledger_closing c JOIN ledger_transaction t ON t.id > c.last
    WHERE SUBSTR(t.booked_on, 1, 7) <= c.month)"};

// A counter-entry and what it corrects, line by line.
Sql const kNoOpposite{"ledger.no_opposite", R"(
    SELECT CAST(c.id AS TEXT) FROM ledger_transaction c
    WHERE c.source_type = 'correction' AND c.source_kind = 'counter' AND (
      c.corrects IS NULL OR c.source_id <> CAST(c.corrects AS TEXT)
      OR (SELECT COUNT(*) FROM ledger_entry e WHERE e.transaction_id = c.id)
         <> (SELECT COUNT(*) FROM ledger_entry e WHERE e.transaction_id = c.corrects)
      OR EXISTS (SELECT 1 FROM ledger_entry e JOIN ledger_entry o ON o.transaction_id = c.corrects AND o.line = e.line
                 WHERE e.transaction_id = c.id
                   AND (o.account <> e.account OR o.currency <> e.currency OR o.cents <> -e.cents)))"
                                            ")"};
Sql const kOnePerson{"ledger.one_person", R"(
    SELECT CAST(p.id AS TEXT) FROM ledger_proposal p JOIN ledger_decision d ON d.proposal = p.id
    WHERE d.approved = 1 AND (d.person IS NULL OR d.person = p.person))"};

Sql const kHalt{"ledger.open_halt", R"(
    SELECT id, finding FROM ledger_halt h
    WHERE NOT EXISTS (SELECT 1 FROM ledger_release r WHERE r.halt = h.id) ORDER BY id LIMIT 1)"};
Sql const kInsertHalt{"ledger.insert_halt", R"(
    INSERT INTO ledger_halt (id, finding, at)
    VALUES ((SELECT COALESCE(MAX(id), 0) + 1 FROM ledger_halt), :finding, :at))"};
Sql const kInsertRelease{"ledger.insert_release", R"(
    INSERT INTO ledger_release (halt, note, at, person, name) VALUES (:halt, :note, :at, :person, :name))"};

struct Search {
  Sql const& sql;
  std::string_view what;
};

}  // namespace

void find_faults(database::ReadTx& tx, Finding const& finding) {
  Search const searches[] = {
      {kUnbalanced, "does not sum to zero: transaction"},
      {kAlone, "has not all of its entries: transaction"},
      {kStray, "has entries without it, or of another day: transaction"},
      {kMissing, "transactions are missing:"},
      {kSumsTooMuch, "the sum that is kept is not that of the entries: account"},
      {kSumsTooLittle, "the entries have another sum than what is kept: account"},
      {kAfterClosing, "was booked into a month that was closed: transaction"},
      {kNoOpposite, "is not the opposite of what it corrects: transaction"},
      {kOnePerson, "was not approved by a second person: proposal"},
  };
  for (auto const& [sql, what] : searches) {
    tx.each<std::string>(sql, [&](std::string const& which) { finding(what, which); });
  }
}

std::optional<Halt> open_halt(database::ReadTx& tx) {
  auto row = tx.maybe<std::int64_t, std::string>(kHalt);
  if (!row) return std::nullopt;
  auto& [id, finding] = *row;
  return Halt{id, std::move(finding)};
}

void halt(database::WriteTx& tx, std::string_view finding, Instant now) { tx.run(kInsertHalt, finding, now); }

void release(database::WriteTx& tx, Halt const& halt, std::string const& note, people::Actor const& actor,
             Instant now) {
  tx.run(kInsertRelease, halt.id, note, now, actor.person(), actor.name());
}

}  // namespace allmende::ledger::store
