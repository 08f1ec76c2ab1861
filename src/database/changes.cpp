// The change log: how it is written and read.

#include <fmt/format.h>

#include "database/transaction.h"
#include "database/transaction_state.h"

namespace allmende::database {

namespace {

/// Writers are alone, so the newest number is known, and the next one can only be ours.
Sql const kInsertChange{"database.insert_change", R"(
    INSERT INTO change (sequence, what, which, at)
    VALUES ((SELECT COALESCE(MAX(sequence), 0) + 1 FROM change), :what, :which, :at)
    RETURNING sequence)"};

Sql const kNewestChange{"database.newest_change", "SELECT MAX(sequence) FROM change"};
Sql const kOldestChange{"database.oldest_change", "SELECT MIN(sequence) FROM change"};

Sql const kSelectChanges{"database.select_changes", R"(
    SELECT sequence, what, which, at FROM change
    WHERE sequence > :sequence ORDER BY sequence LIMIT :limit)"};

/// What is kept is a whole end of the log, whatever the clock did.
Sql const kPruneChanges{"database.prune_changes", R"(
    DELETE FROM change
    WHERE sequence < COALESCE((SELECT MIN(sequence) FROM change WHERE at >= :before),
                              (SELECT MAX(sequence) FROM change)))"};

}  // namespace

Sequence WriteTx::record_change(std::string_view what, std::string_view which) {
  Transaction& state = transaction();
  auto sequence = one<Sequence>(kInsertChange, what, which, state.environment().clock());
  state.note_change();
  return sequence;
}

std::int64_t WriteTx::prune_changes(Instant before) { return run(kPruneChanges, before); }

Sequence ReadTx::last_change() {
  return one<std::optional<Sequence>>(kNewestChange).value_or(Sequence(0));
}

std::vector<Change> ReadTx::changes_since(Sequence sequence, std::size_t limit) {
  auto oldest = one<std::optional<Sequence>>(kOldestChange);
  if (oldest && oldest->value() > sequence.value() + 1) {
    throw StatementFault(kSelectChanges.name(), "gap",
                         fmt::format("changes after {} have been pruned", sequence.value()));
  }
  std::vector<Change> changes;
  for (auto& [number, what, which, at] :
       all<Sequence, std::string, std::string, Instant>(kSelectChanges, sequence, limit)) {
    changes.push_back({number, std::move(what), std::move(which), at});
  }
  return changes;
}

}  // namespace allmende::database
