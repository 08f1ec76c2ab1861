// The change log: how it is written and read.

#include <fmt/format.h>

#include "database/transaction.h"
#include "database/transaction_state.h"

namespace allmende::database {

namespace {

/// Writers are alone, so the newest number is known, and the next one can only be ours.
Sql const kInsertChange{"database.insert_change", R"(
    INSERT INTO change (sequence, what, which, at, position)
    VALUES ((SELECT COALESCE(MAX(sequence), 0) + 1 FROM change), :what, :which, :at, :position)
    RETURNING sequence)"};

Sql const kNewestChange{"database.newest_change", "SELECT MAX(sequence) FROM change"};
Sql const kOldestChange{"database.oldest_change", "SELECT MIN(sequence) FROM change"};

Sql const kSelectChanges{"database.select_changes", R"(
    SELECT sequence, what, which, at, position FROM change
    WHERE sequence > :sequence ORDER BY sequence LIMIT :limit)"};

/// What is kept is a whole end of the log, whatever the clock did.
Sql const kPruneChanges{"database.prune_changes", R"(
    DELETE FROM change
    WHERE sequence < COALESCE((SELECT MIN(sequence) FROM change WHERE at >= :before),
                              (SELECT MAX(sequence) FROM change)))"};

}  // namespace

bool alters(Change const& change, Dependency const& read) {
  if (change.what != read.what) return false;
  if (!read.which.empty() && change.which != read.which) return false;
  return !change.position || !read.positions || read.positions->contains(*change.position);
}

Sequence WriteTx::record_change(std::string_view what, std::string_view which,
                                std::optional<std::int64_t> position) {
  Transaction& state = transaction();
  auto sequence = one<Sequence>(kInsertChange, what, which, state.environment().clock(), position);
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
  for (auto& [number, what, which, at, position] :
       all<Sequence, std::string, std::string, Instant, std::optional<std::int64_t>>(
           kSelectChanges, sequence, limit)) {
    changes.push_back({number, std::move(what), std::move(which), at, position});
  }
  return changes;
}

void ReadTx::note(std::string_view what, std::string_view which,
                  std::optional<PositionRange> positions) {
  if (positions && !dependencies_->empty()) {
    // One part after the other is one part: a calendar asks for each of its days.
    Dependency& last = dependencies_->back();
    bool goes_on = last.positions && last.positions->to == positions->from && last.what == what &&
                   last.which == which;
    if (goes_on) {
      last.positions->to = positions->to;
      return;
    }
  }
  dependencies_->push_back({std::string(what), std::string(which), positions});
}

}  // namespace allmende::database
