#pragma once
// Private: one connection to the engine. Used by one thread at a time.

#include <soci/soci.h>

#include <chrono>
#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

#include "database/fault.h"
#include "database/statement.h"

namespace allmende::database {

enum class Access { read, write };

class Connection {
 public:
  using Sink = std::function<void(Cells)>;

  virtual ~Connection() = default;
  Connection(Connection const&) = delete;

  virtual Engine engine() const = 0;

  // All of these throw StatementFault and remember that the transaction failed.
  virtual void begin() = 0;
  void commit();
  void savepoint(int depth);
  void keep(int depth);
  /// Undoes, and what failed since is forgotten.
  void undo(int depth);

  /// Undoes whatever is open. A connection where that fails is no longer usable().
  void rollback() noexcept;
  bool usable() const { return usable_; }

  /// Whether a statement has failed, so that the transaction can only be undone.
  bool failed() const { return failed_; }
  void fail() { failed_ = true; }

  /// Runs the statement and calls `sink` with each row. Returns how many rows were changed. What
  /// `sink` throws comes out and is no failure of the transaction.
  std::int64_t execute(Sql const& sql, std::span<Parameter const> parameters,
                       std::span<Kind const> columns, Sink const& sink);
  /// The same for large results: not all rows are held at once.
  virtual void execute_in_parts(Sql const& sql, std::span<Parameter const> parameters,
                                std::span<Kind const> columns, Sink const& sink) = 0;

  /// Many statements without values.
  void script(std::string const& name, std::string const& text);
  /// Throws StatementFault when the engine does not take the statement.
  void prepare(Sql const& sql);

  /// Looks, and changes nothing. Refuses: invalid when file or schema hold something that is not
  /// Allmende's, or texts do not compare by their bytes. The first thing to ask of a new
  /// connection.
  virtual Result<void> check_whose_it_is() = 0;
  /// Makes it fit for transactions. The second thing.
  virtual void settle() = 0;
  /// Other processes are to be told of this transaction's changes when it commits, where the engine
  /// can do so.
  virtual void announce_change() = 0;
  /// Writes into the database that it is Allmende's, as part of the transaction.
  virtual void mark_as_ours() = 0;

 protected:
  Connection(soci::backend_factory const& factory, std::string const& where);

  virtual StatementFault fault_of(std::string const& name, soci::soci_error const& error) const = 0;
  virtual void run_script(std::string const& text) = 0;
  /// Of the statement that was executed last.
  virtual std::size_t number_of_columns(Statement& statement) const = 0;
  /// Lets go of what an unfinished result holds.
  virtual void finish(Statement& statement) noexcept = 0;

  soci::session& session() { return session_; }

  /// Calls `function`, making a StatementFault of what SOCI throws.
  template <class Function>
  auto guarded(std::string const& name, Function&& function) {
    try {
      return function();
    } catch (soci::soci_error const& error) {
      failed_ = true;
      throw fault_of(name, error);
    }
  }

  void check_columns(Sql const& sql, Statement& statement, std::size_t asked);

 private:
  struct Prepared {
    std::unique_ptr<Statement> statement;
    bool busy = false;
  };
  using PreparedList = std::vector<std::unique_ptr<Prepared>>;
  class Lease;

  Prepared& prepared(Sql const& sql, std::span<Parameter const> parameters,
                     std::span<Kind const> columns);
  void set_aside(Sql const& sql, Prepared const& prepared);

  soci::session session_;
  std::unordered_map<std::uint64_t, PreparedList> prepared_;  ///< by the Sql's serial
  /// Statements that failed: after a failure SOCI gives the value before in place of NULL. They are
  /// let go when the failed transaction is undone, because PostgreSQL forgets no statement until
  /// then.
  PreparedList broken_;
  bool failed_ = false;
  bool usable_ = true;
};

struct ConnectionOptions {
  Access access = Access::read;
  std::chrono::milliseconds patience{};
};

/// Throws StatementFault when it cannot be reached.
std::unique_ptr<Connection> connect_sqlite(std::string const& path, ConnectionOptions options);
std::unique_ptr<Connection> connect_postgres(std::string const& where, ConnectionOptions options);

}  // namespace allmende::database
