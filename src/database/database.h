#pragma once
// THE DOOR of the database: SQLite in one file (the default) or PostgreSQL, and one way to use
// either.
//
// Words: a *statement* is an Sql; a *transaction* is a scope (ReadTx, WriteTx); a *migration* is a
// step of the tables; the *change log* is the table of what looks different from now on; a
// *dependency* is what was read, so that it is known what a change alters.
//
// Invariants
//  1. What commit() acknowledged survives kill -9 and a power cut (SQLite: WAL, synchronous=FULL).
//  2. A transaction that was not committed leaves nothing behind.
//  3. There is one writer at a time, among all processes; there are many readers; neither stops the
//  other.
//  4. An open Database has exactly the tables of its migrations.
//  5. The change log has no gaps, and its order is the order of commits.
//  6. The same call gives the same on both engines. Text compares by its bytes.
//
// Threads: Database may be used from any thread at once. A transaction belongs to one thread at a
// time.
//
// Refusals are for the person who starts the program (wrong file, newer database); whatever goes
// wrong later is a StatementFault.

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/base.h"
#include "database/change.h"
#include "database/change_watcher.h"
#include "database/fault.h"
#include "database/fault_plan.h"
#include "database/migration.h"
#include "database/sql.h"
#include "database/transaction.h"
#include "database/value.h"

namespace allmende::database {

struct Options {
  /// A file (made when there is none, its folder must be there), or a libpq connection string:
  /// "host=db.example.org dbname=paper user=paper password=…", "postgresql://…". The PostgreSQL
  /// database must be UTF8 with the collation C (or C.UTF-8), so that texts sort the same
  /// everywhere.
  std::variant<std::filesystem::path, Secret> where;

  /// How many transactions may read at once; one more waits. As many as there are worker threads.
  std::size_t readers = 4;

  /// How long to wait for a free connection, or for the other writer, before a retryable fault.
  /// Longer than the longest write.
  std::chrono::milliseconds patience = std::chrono::seconds(10);

  /// What time it is, for the change log.
  Clock clock = now;

  /// Tests only.
  std::shared_ptr<FaultPlan> faults = nullptr;
};

class Database {
 public:
  /// Opens, and brings the tables up to date: each missing migration in a transaction of its own,
  /// in order. The room's own first migrations need not be in the list. Refuses: invalid when the
  /// file or schema holds something that is not Allmende's (it is left as it is), or the PostgreSQL
  /// database is not UTF8/C; conflict when the database is newer than the program, a migration's
  /// text has changed since it was applied, or one is missing before an applied one. Throws
  /// StatementFault when it cannot be reached, or a migration fails (which then leaves nothing
  /// behind).
  static Result<Database> open(Options options, std::vector<Migration> migrations);

  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  Engine engine() const;

  /// Throws a retryable StatementFault when no connection becomes free in time.
  ReadTx read();
  /// Throws a retryable StatementFault when the writer before does not end in time: also for a
  /// thread that already holds a WriteTx.
  WriteTx write();

  /// Writes everything, as of one moment, into a new SQLite file, while others go on reading and
  /// writing. From PostgreSQL too. The file appears only when it is whole and on the disk. Refuses:
  /// conflict when `file` exists.
  Result<void> backup_to(std::filesystem::path const& file);

  /// Copies all rows, as of one moment, into `empty`, which has the same migrations and no rows:
  /// the way from one engine to the other. Refuses: conflict when its migrations differ, or it has
  /// rows.
  Result<void> copy_into(Database& empty);

  /// What is wrong, in sentences for the operator; empty when all is well. SQLite: the file's own
  /// check and all foreign keys. Both: the migrations, the change log. Reads everything; may take
  /// its time.
  std::vector<std::string> integrity_check();

  /// Prepares every Sql that lives and whose name begins so ("ledger."), and names those that this
  /// engine does not take. For tests.
  std::vector<std::string> prepare_all(std::string_view beginning = {});

 private:
  friend class ChangeWatcher;
  struct Inside;
  explicit Database(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace allmende::database
