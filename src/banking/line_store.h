#pragma once
// Entries and their lines in the database. Private to this room.

#include "banking/draft.h"
#include "banking/import.h"
#include "banking/matching.h"

namespace allmende::banking::store {

struct EntryRow {
  EntryId id;
  AccountId account;
  std::string identity;
  std::int64_t occurrence;
  ImportId import;
  std::int64_t n;
  std::string place;
  std::string statement;  ///< "335/2026", or the day on which it closed
  Date day;
  Date value_day;
  Money amount;
  ledger::Currency currency;
  std::int64_t lines;
};

EntryId next_entry(database::ReadTx& tx);
void insert(database::WriteTx& tx, EntryRow const& row);
std::optional<EntryRow> entry(database::ReadTx& tx, EntryId id);
std::optional<EntryId> find_entry(database::ReadTx& tx, AccountId account, std::string_view identity, std::int64_t occurrence);
/// Of entries alike how many are booked.
std::int64_t occurrences(database::ReadTx& tx, AccountId account, std::string_view identity);

struct LineRow {
  Line line;  ///< without its particulars
  ImportId import;
  std::optional<std::string> identity = std::nullopt;  ///< of a rejection
  std::string sealed;
  std::int64_t turn = 0;
};

LineId next_line(database::ReadTx& tx);
void insert(database::WriteTx& tx, LineRow const& row);
/// What became of it: state, cause, detail, where it is booked, and the turn.
void update(database::WriteTx& tx, LineRow const& row);
std::optional<LineRow> line(database::ReadTx& tx, LineId id);
std::optional<LineId> find_rejection(database::ReadTx& tx, std::string_view identity);
std::vector<LineRow> lines_of(database::ReadTx& tx, EntryId entry, int after, std::size_t limit);
int last_number(database::ReadTx& tx, EntryId entry);
/// By number, after that one: those that are open or wait; that wait; that were set aside.
std::vector<LineRow> unexplained(database::ReadTx& tx, LineId after, std::size_t limit);
std::vector<LineRow> waiting(database::ReadTx& tx, LineId after, std::size_t limit);
std::vector<LineRow> set_aside(database::ReadTx& tx, LineId after, std::size_t limit);

/// With what stood in its seal.
Line opened(vault::Vault const& vault, LineRow const& row);
/// What it was before it was known whose it is.
Draft draft_of(vault::Vault const& vault, LineRow const& row);
/// As it is stored with what became of it.
void put(LineRow& row, Match const& match);

}  // namespace allmende::banking::store
