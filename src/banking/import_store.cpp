#include "banking/import_store.h"

#include "banking/names.h"

namespace allmende::banking::store {

using database::ReadTx;
using database::Sql;
using database::WriteTx;

namespace {

Sql const kLast{"banking.last_import", "SELECT COALESCE(MAX(id), 0) FROM bank_import"};
Sql const kBegin{"banking.begin_import", R"(
    INSERT INTO bank_import
      (id, sha256, name, at, person, by_whom, statements, entries, booked, lines, unexplained, explained, rejections)
    VALUES (:id, :sha256, :name, :at, :person, :by_whom, 0, 0, 0, 0, 0, 0, 0))"};
Sql const kEnd{"banking.end_import", R"(
    UPDATE bank_import SET statements = :statements, entries = :entries, booked = :booked, lines = :lines,
      explained = :explained, rejections = :rejections,
      unexplained = (SELECT COUNT(*) FROM bank_line WHERE state IN ('waiting', 'open', 'set_aside') AND import = :id)
    WHERE id = :id)"};
Sql const kFind{"banking.find_import", "SELECT id FROM bank_import WHERE sha256 = :sha256"};

#define IMPORTS                                                                                                      \
  "SELECT id, name, sha256, at, by_whom, statements, entries, booked, lines, unexplained, explained, rejections " \
  "FROM bank_import "
Sql const kImport{"banking.import", IMPORTS "WHERE id = :id"};
Sql const kImports{"banking.imports", IMPORTS "WHERE id < :before ORDER BY id DESC LIMIT :limit"};

Sql const kInsertSighting{"banking.insert_sighting", R"(
    INSERT INTO bank_sighting (import, n, place, fate, day, cents, currency, entry, line)
    VALUES (:import, :n, :place, :fate, :day, :cents, :currency, :entry, :line))"};
Sql const kReport{"banking.report", R"(
    SELECT r.n, r.place, r.fate, r.day, r.cents, r.currency, r.entry, COALESCE(e.lines, 0),
      CASE WHEN r.line IS NULL AND e.lines = 1
        THEN (SELECT l.id FROM bank_line l WHERE l.entry = e.id AND l.number = 1) ELSE r.line END
    FROM (SELECT n, place, 'booked' AS fate, day, cents, currency, id AS entry, NULL AS line
            FROM bank_entry WHERE import = :id AND n > :after
          UNION ALL SELECT n, place, fate, day, cents, currency, entry, line
            FROM bank_sighting WHERE import = :id AND n > :after) r
      LEFT JOIN bank_entry e ON e.id = r.entry
    ORDER BY r.n LIMIT :limit)"};


template <class... Args>
std::vector<Import> all(ReadTx& tx, Sql const& sql, Args const&... args) {
  std::vector<Import> found;
  for (auto& row : tx.all<ImportId, std::string, std::string, Instant, std::string, std::int64_t, std::int64_t, std::int64_t,
                          std::int64_t, std::int64_t, std::int64_t, std::int64_t>(sql, args...)) {
    found.push_back(std::make_from_tuple<Import>(std::move(row)));
  }
  return found;
}

}  // namespace

ImportId begin_import(WriteTx& tx, people::Actor const& actor, std::string_view name, std::string_view sha256, Instant now) {
  ImportId const id(tx.one<std::int64_t>(kLast) + 1);
  tx.run(kBegin, id, sha256, name, now, actor.person(), actor.name());
  return id;
}

Import end_import(WriteTx& tx, Import const& counted) {
  tx.run(kEnd, counted.statements, counted.entries, counted.booked, counted.lines, counted.explained, counted.rejections, counted.id);
  return *import_of(tx, counted.id);
}

std::optional<Import> import_of(ReadTx& tx, ImportId id) {
  auto found = all(tx, kImport, id);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::optional<ImportId> find_import(ReadTx& tx, std::string_view sha256) { return tx.maybe<ImportId>(kFind, sha256); }

std::vector<Import> imports(ReadTx& tx, std::optional<ImportId> before, std::size_t limit) {
  return all(tx, kImports, before.value_or(ImportId(std::numeric_limits<std::int64_t>::max())), limit);
}

void insert(WriteTx& tx, ImportId import, Sighting const& it) {
  tx.run(kInsertSighting, import, it.n, it.place, it.fate, it.day, it.amount, it.currency, it.entry, it.line);
}

std::vector<ReportEntry> report(ReadTx& tx, ImportId id, std::int64_t after, std::size_t limit) {
  std::vector<ReportEntry> found;
  for (auto& row : tx.all<std::int64_t, std::string, Fate, std::optional<Date>, Money, std::string, std::optional<EntryId>,
                          std::int64_t, std::optional<LineId>>(kReport, id, after, limit)) {
    found.push_back(std::make_from_tuple<ReportEntry>(std::move(row)));
  }
  return found;
}

}  // namespace allmende::banking::store
