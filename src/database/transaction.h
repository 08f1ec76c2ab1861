#pragma once
// Transactions are scopes.

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "database/change.h"
#include "database/fault.h"
#include "database/sql.h"
#include "database/value.h"

namespace allmende::database {

class Transaction;
struct Machinery;

/// What a row is at the call: the value itself when one column is asked for, else a tuple.
template <class... Columns>
struct RowOf {
  using Type = std::tuple<Columns...>;
};
template <class Column>
struct RowOf<Column> {
  using Type = Column;
};
template <class... Columns>
using Row = typename RowOf<Columns...>::Type;

/// Reads one state of the database: the one that its first statement met. Others write meanwhile;
/// it does not see them and does not stop them. It cannot write: there is no `run`, and the engine
/// refuses a statement that writes in spite of it.
///
/// Every function states the shape of the result, the types of its columns in their order:
///
///     auto rows = tx.all<EntryId, std::string, std::optional<Instant>>(kSelectEntries, account);
///
/// and throws StatementFault ("shape") when the statement has another number of columns, or a NULL
/// where no std::optional stands. A function that fails throws StatementFault; the transaction is
/// then spoilt: every further statement throws, nothing can be committed, and only leaving the
/// scope (or the Savepoint) goes on. The same on both engines.
///
/// A transaction belongs to one thread at a time. Keep it short: it holds one connection of the
/// pool, and on SQLite an old reader keeps the log from shrinking.
class ReadTx {
 public:
  ReadTx(ReadTx&&) noexcept;
  /// Ends it. A write that was not committed is undone. Never throws.
  virtual ~ReadTx();

  /// All rows. For results that fit into memory with ease.
  template <class... Columns, class... Args>
  std::vector<Row<Columns...>> all(Sql const& sql, Args const&... args);

  /// The only row. Throws "shape" when there is none or a second one.
  template <class... Columns, class... Args>
  Row<Columns...> one(Sql const& sql, Args const&... args);

  /// The only row, or nothing. Throws "shape" when there is a second one.
  template <class... Columns, class... Args>
  std::optional<Row<Columns...>> maybe(Sql const& sql, Args const&... args);

  /// Calls `callback(columns…)` with each row as it comes; holds only some rows in memory. The
  /// callback may use the same transaction. What it throws comes out here and spoils nothing.
  template <class... Columns, class Callback, class... Args>
  void each(Sql const& sql, Callback&& callback, Args const&... args);

  /// The changes after `sequence`, oldest first, at most `limit`. Throws "gap" when some of them
  /// have been pruned: whoever follows must then begin anew from the tables.
  std::vector<Change> changes_since(Sequence sequence, std::size_t limit);
  /// The newest change; Sequence(0) when there never was one.
  Sequence last_change();

  /// From now on what is read is noted in `into`, which outlives the transaction; the same thing
  /// may be noted several times. Without it nothing is noted, and noting costs nothing.
  void collect_dependencies(std::vector<Dependency>& into) { dependencies_ = &into; }
  bool collects_dependencies() const { return dependencies_ != nullptr; }

  /// What a room's reading functions say, as its writing ones say record_change: `which` of the
  /// kind `what` was read (or was looked for, and is not there), or this part of it. Empty: all of
  /// the kind. Every change that would let the function give another result must alter() this.
  void depends_on(std::string_view what, std::string_view which = {},
                  std::optional<PositionRange> positions = std::nullopt) {
    if (dependencies_) note(what, which, positions);
  }
  template <class Tag>
  void depends_on(std::string_view what, Id<Tag> which) {
    if (dependencies_) note(what, std::to_string(which.value()), std::nullopt);
  }

 protected:
  explicit ReadTx(std::unique_ptr<Transaction> transaction);
  using Sink = std::function<void(Cells)>;
  enum class Fetch { whole, in_parts };

  /// Runs the statement, calls `sink` with each row, returns the number of rows that it changed.
  std::int64_t execute(Sql const& sql, std::span<Parameter const> parameters,
                       std::span<Kind const> columns, Sink const& sink, Fetch fetch = Fetch::whole);

  template <class... Args>
  std::int64_t execute_with(Sql const& sql, std::span<Kind const> columns, Sink const& sink,
                            Fetch fetch, Args const&... args);

  Transaction& transaction() { return *transaction_; }

 private:
  friend class Database;
  friend struct Machinery;
  void note(std::string_view what, std::string_view which, std::optional<PositionRange> positions);

  std::unique_ptr<Transaction> transaction_;
  std::vector<Dependency>* dependencies_ = nullptr;
};

/// Undoes what was done since it was made, unless kept; so one bad record of a batch is undone
/// alone. Lives inside its WriteTx, and Savepoints end in the reverse of the order in which they
/// began.
class Savepoint {
 public:
  Savepoint(Savepoint&&) noexcept;
  /// Undoes, unless kept. Never throws; should undoing fail, the transaction is spoilt.
  ~Savepoint();
  /// What was done stays part of the transaction. Throws in a spoilt one.
  void keep();

 private:
  friend class WriteTx;
  explicit Savepoint(Transaction& transaction);
  Transaction* transaction_;
  int depth_;
};

/// Reads and writes. Writers are alone: the next one waits until this one ends, on both engines and
/// among all processes; so what a WriteTx has read stays true until it commits. Readers are never
/// stopped.
class WriteTx : public ReadTx {
 public:
  WriteTx(WriteTx&&) noexcept;
  ~WriteTx() override;

  /// For statements without result columns. Returns how many rows were changed.
  template <class... Args>
  std::int64_t run(Sql const& sql, Args const&... args);

  Savepoint savepoint();

  /// Notes that `which` (an identity) of the kind `what` looks different from now on, for all who
  /// follow the change log; with a position, only there in it. Part of this transaction: no change
  /// without its row, no row without its change. Numbers have no gaps and stand in the order of
  /// commits.
  Sequence record_change(std::string_view what, std::string_view which,
                         std::optional<std::int64_t> position = std::nullopt);
  template <class Tag>
  Sequence record_change(std::string_view what, Id<Tag> which) {
    return record_change(what, std::to_string(which.value()));
  }
  /// Forgets changes from before `before`, always keeping the newest one. Returns how many.
  std::int64_t prune_changes(Instant before);

  /// When it returns, everything is on the disk. When it throws StatementFault, nothing is, unless
  /// in_doubt(). The transaction is over either way.
  void commit();

 private:
  friend class Database;
  using ReadTx::ReadTx;
};

// ---- templates

namespace detail {

template <class... Columns, std::size_t... I>
Row<Columns...> load_row(Cells cells, std::index_sequence<I...>) {
  return Row<Columns...>{load<Columns>(cells[I])...};
}

/// A value that cannot be read names its statement.
template <class... Columns>
Row<Columns...> load_row(Sql const& sql, Cells cells) {
  try {
    return load_row<Columns...>(cells, std::index_sequence_for<Columns...>());
  } catch (StatementFault const&) {
    throw;
  } catch (Fault const& fault) {
    throw StatementFault(sql.name(), "shape", fault.what());
  }
}

template <class... Columns>
constexpr std::array<Kind, sizeof...(Columns)> kKinds{kind_of<Columns>...};

[[noreturn]] void wrong_number_of_rows(Sql const& sql, std::string_view found);

}  // namespace detail

template <class... Args>
std::int64_t ReadTx::execute_with(Sql const& sql, std::span<Kind const> columns, Sink const& sink,
                                  Fetch fetch, Args const&... args) {
  // The stored forms live as long as this call; the parameters look into them.
  return [&](auto const&... stored) {
    std::array<Parameter, sizeof...(Args)> const parameters{detail::parameter(stored)...};
    return execute(sql, parameters, columns, sink, fetch);
  }(Stored<std::decay_t<Args const>>::store(args)...);
}

template <class... Columns, class... Args>
std::vector<Row<Columns...>> ReadTx::all(Sql const& sql, Args const&... args) {
  std::vector<Row<Columns...>> rows;
  auto keep = [&](Cells cells) { rows.push_back(detail::load_row<Columns...>(sql, cells)); };
  execute_with(sql, detail::kKinds<Columns...>, keep, Fetch::whole, args...);
  return rows;
}

template <class... Columns, class... Args>
std::optional<Row<Columns...>> ReadTx::maybe(Sql const& sql, Args const&... args) {
  std::optional<Row<Columns...>> row;
  auto keep = [&](Cells cells) {
    if (row) detail::wrong_number_of_rows(sql, "a second row");
    row.emplace(detail::load_row<Columns...>(sql, cells));
  };
  execute_with(sql, detail::kKinds<Columns...>, keep, Fetch::whole, args...);
  return row;
}

template <class... Columns, class... Args>
Row<Columns...> ReadTx::one(Sql const& sql, Args const&... args) {
  auto row = maybe<Columns...>(sql, args...);
  if (!row) detail::wrong_number_of_rows(sql, "no row");
  return *std::move(row);
}

template <class... Columns, class Callback, class... Args>
void ReadTx::each(Sql const& sql, Callback&& callback, Args const&... args) {
  auto call = [&](Cells cells) {
    if constexpr (sizeof...(Columns) == 1) {
      callback(detail::load_row<Columns...>(sql, cells));
    } else {
      std::apply(callback, detail::load_row<Columns...>(sql, cells));
    }
  };
  execute_with(sql, detail::kKinds<Columns...>, call, Fetch::in_parts, args...);
}

template <class... Args>
std::int64_t WriteTx::run(Sql const& sql, Args const&... args) {
  return execute_with(sql, {}, [](Cells) {}, Fetch::whole, args...);
}

}  // namespace allmende::database
