#include "banking/line_store.h"

#include "banking/names.h"
#include "banking/particulars.h"

namespace allmende::banking::store {

using database::ReadTx;
using database::Sql;
using database::WriteTx;

namespace {

Sql const kLastEntry{"banking.last_entry", "SELECT COALESCE(MAX(id), 0) FROM bank_entry"};
Sql const kInsertEntry{"banking.insert_entry", R"(
    INSERT INTO bank_entry
      (id, account, identity, occurrence, import, n, place, statement, day, value_day, cents, currency, lines)
    VALUES (:id, :account, :identity, :occurrence, :import, :n, :place, :statement, :day, :value_day, :cents, :currency, :lines))"};
Sql const kEntry{"banking.entry", R"(
    SELECT id, account, identity, occurrence, import, n, place, statement, day, value_day, cents, currency, lines
    FROM bank_entry WHERE id = :id)"};
Sql const kFindEntry{"banking.find_entry", R"(
    SELECT id FROM bank_entry WHERE account = :account AND identity = :identity AND occurrence = :occurrence)"};
Sql const kOccurrences{"banking.occurrences", R"(
    SELECT COALESCE(MAX(occurrence), 0) FROM bank_entry WHERE account = :account AND identity = :identity)"};

Sql const kLastLine{"banking.last_line", "SELECT COALESCE(MAX(id), 0) FROM bank_line"};
Sql const kInsertLine{"banking.insert_line", R"(
    INSERT INTO bank_line (id, entry, number, import, identity, kind, day, cents, currency, fee, code, sealed, state, cause, detail,
      agreement, attempt, run, account, turn)
    VALUES (:id, :entry, :number, :import, :identity, :kind, :day, :cents, :currency, :fee, :code, :sealed, :state, :cause, :detail,
      :agreement, :attempt, :run, :account, :turn))"};
Sql const kUpdateLine{"banking.update_line", R"(
    UPDATE bank_line SET state = :state, cause = :cause, detail = :detail, agreement = :agreement, attempt = :attempt, run = :run,
      account = :account, turn = :turn
    WHERE id = :id)"};

#define LINES                                                                                                             \
  "SELECT id, entry, number, import, identity, kind, day, cents, currency, fee, code, sealed, state, cause, detail, "     \
  "agreement, attempt, run, account, turn FROM bank_line "
Sql const kLine{"banking.line", LINES "WHERE id = :id"};
Sql const kLinesOf{"banking.lines_of_entry", LINES "WHERE entry = :entry AND number > :after ORDER BY number LIMIT :limit"};
// The first condition is that of the index, word for word: SQLite draws no conclusions.
#define NOT_BOOKED LINES "WHERE state IN ('waiting', 'open', 'set_aside') AND id > :after AND "
Sql const kUnexplained{"banking.unexplained_lines", NOT_BOOKED "state <> 'set_aside' ORDER BY id LIMIT :limit"};
Sql const kWaiting{"banking.waiting_lines", NOT_BOOKED "state = 'waiting' ORDER BY id LIMIT :limit"};
Sql const kSetAside{"banking.set_aside_lines", NOT_BOOKED "state = 'set_aside' ORDER BY id LIMIT :limit"};
Sql const kFindRejection{"banking.find_rejection", "SELECT id FROM bank_line WHERE identity = :identity"};
Sql const kLastNumber{"banking.last_line_of_entry", "SELECT COALESCE(MAX(number), 0) FROM bank_line WHERE entry = :entry"};

template <class... Args>
std::vector<LineRow> all(ReadTx& tx, Sql const& sql, Args const&... args) {
  std::vector<LineRow> found;
  auto take = [&](LineId id, std::optional<EntryId> entry, int number, ImportId import, std::optional<std::string> identity,
                  LineKind kind, Date day, Money amount, ledger::Currency currency, Money fee, std::string code, std::string sealed,
                  LineState state, Cause cause, std::string detail, std::optional<contributions::AgreementId> agreement,
                  std::optional<contributions::AttemptId> attempt, std::optional<contributions::RunId> run,
                  std::optional<ledger::AccountNumber> account, std::int64_t turn) {
    Line line{.id = id, .entry = entry, .number = number, .kind = kind, .state = state, .cause = cause, .detail = std::move(detail),
              .day = day, .amount = amount, .currency = currency, .fee = fee, .code = std::move(code), .agreement = agreement,
              .attempt = attempt, .run = run, .account = account};
    found.push_back({std::move(line), import, std::move(identity), std::move(sealed), turn});
  };
  tx.each<LineId, std::optional<EntryId>, int, ImportId, std::optional<std::string>, LineKind, Date, Money, ledger::Currency, Money,
          std::string, std::string, LineState, Cause, std::string, std::optional<contributions::AgreementId>,
          std::optional<contributions::AttemptId>, std::optional<contributions::RunId>, std::optional<ledger::AccountNumber>,
          std::int64_t>(sql, take, args...);
  return found;
}

}  // namespace

EntryId next_entry(ReadTx& tx) { return EntryId(tx.one<std::int64_t>(kLastEntry) + 1); }

void insert(WriteTx& tx, EntryRow const& it) {
  tx.run(kInsertEntry, it.id, it.account, it.identity, it.occurrence, it.import, it.n, it.place, it.statement, it.day, it.value_day,
         it.amount, it.currency, it.lines);
}

std::optional<EntryRow> entry(ReadTx& tx, EntryId id) {
  auto row = tx.maybe<EntryId, AccountId, std::string, std::int64_t, ImportId, std::int64_t, std::string, std::string, Date, Date,
                      Money, ledger::Currency, std::int64_t>(kEntry, id);
  if (!row) return std::nullopt;
  return std::make_from_tuple<EntryRow>(*std::move(row));
}

std::optional<EntryId> find_entry(ReadTx& tx, AccountId account, std::string_view identity, std::int64_t occurrence) {
  return tx.maybe<EntryId>(kFindEntry, account, identity, occurrence);
}

std::int64_t occurrences(ReadTx& tx, AccountId account, std::string_view identity) {
  return tx.one<std::int64_t>(kOccurrences, account, identity);
}

LineId next_line(ReadTx& tx) { return LineId(tx.one<std::int64_t>(kLastLine) + 1); }

void insert(WriteTx& tx, LineRow const& row) {
  Line const& it = row.line;
  tx.run(kInsertLine, it.id, it.entry, it.number, row.import, row.identity, it.kind, it.day, it.amount, it.currency, it.fee,
         it.code, row.sealed, it.state, it.cause, it.detail, it.agreement, it.attempt, it.run, it.account, row.turn);
}

void update(WriteTx& tx, LineRow const& row) {
  Line const& it = row.line;
  tx.run(kUpdateLine, it.state, it.cause, it.detail, it.agreement, it.attempt, it.run, it.account, row.turn, it.id);
}

std::optional<LineRow> line(ReadTx& tx, LineId id) {
  auto found = all(tx, kLine, id);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::optional<LineId> find_rejection(ReadTx& tx, std::string_view identity) { return tx.maybe<LineId>(kFindRejection, identity); }

std::vector<LineRow> lines_of(ReadTx& tx, EntryId entry, int after, std::size_t limit) {
  return all(tx, kLinesOf, entry, after, limit);
}

int last_number(ReadTx& tx, EntryId entry) { return tx.one<int>(kLastNumber, entry); }

std::vector<LineRow> unexplained(ReadTx& tx, LineId after, std::size_t limit) { return all(tx, kUnexplained, after, limit); }
std::vector<LineRow> waiting(ReadTx& tx, LineId after, std::size_t limit) { return all(tx, kWaiting, after, limit); }
std::vector<LineRow> set_aside(ReadTx& tx, LineId after, std::size_t limit) { return all(tx, kSetAside, after, limit); }

Line opened(vault::Vault const& vault, LineRow const& row) {
  Line line = row.line;
  line.particulars = banking::opened(vault, row.sealed, place_of(line.id));
  return line;
}

Draft draft_of(vault::Vault const& vault, LineRow const& row) {
  Line const& it = row.line;
  Draft draft{.kind = it.kind, .amount = it.amount, .fee = it.fee, .code = it.code};
  draft.particulars = banking::opened(vault, row.sealed, place_of(it.id));
  return draft;
}

void put(LineRow& row, Match const& match) {
  row.line.state = match.state;
  row.line.cause = match.cause;
  row.line.detail = match.detail;
  row.line.agreement = match.agreement;
  row.line.attempt = match.attempt;
  row.line.run = match.run;
  row.line.account = match.account;
}

}  // namespace allmende::banking::store
