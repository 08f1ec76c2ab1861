#pragma once
// Imports, and what they saw, in the database. Private to this room.

#include "banking/import.h"

namespace allmende::banking::store {

/// None of what it counts is there yet.
ImportId begin_import(database::WriteTx& tx, people::Actor const& actor, std::string_view name, std::string_view sha256,
                      Instant now);
/// What was counted; what is unexplained is counted here.
Import end_import(database::WriteTx& tx, Import const& counted);
std::optional<Import> import_of(database::ReadTx& tx, ImportId id);
std::optional<ImportId> find_import(database::ReadTx& tx, std::string_view sha256);
std::vector<Import> imports(database::ReadTx& tx, std::optional<ImportId> before, std::size_t limit);

struct Sighting {
  std::int64_t n;
  std::string place;
  Fate fate;
  std::optional<Date> day = std::nullopt;
  Money amount = Money::cents(0);
  std::string currency = {};
  std::optional<EntryId> entry = std::nullopt;
  std::optional<LineId> line = std::nullopt;
};
void insert(database::WriteTx& tx, ImportId import, Sighting const& sighting);
/// The entries that were booked from it, and what it told of beside them.
std::vector<ReportEntry> report(database::ReadTx& tx, ImportId id, std::int64_t after, std::size_t limit);

}  // namespace allmende::banking::store
