// SQLite behind Connection.

#include <fmt/format.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <thread>

#include "database/connection.h"

namespace allmende::database {

namespace {

using namespace sqlite_api;

/// "Almd", in the file's header: `file` and every SQLite tool can tell whose it is.
constexpr long long kApplicationId = 0x416C6D64;

StatementFault::Cause cause_of(int extended_code) {
  using Cause = StatementFault::Cause;
  switch (extended_code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      return Cause::unique;
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return Cause::foreign_key;
    default:
      break;
  }
  switch (extended_code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Cause::busy;
    case SQLITE_IOERR:
      return Cause::disk;
    default:
      return Cause::other;
  }
}

/// SOCI reads `db="…"` up to the next quote.
std::string connection_string(std::string const& path) {
  if (path.find('"') != path.npos) {
    throw StatementFault("open", "path", "a database file's path holds no double quote");
  }
  return fmt::format("db=\"{}\"", path);
}

class SqliteConnection : public Connection {
 public:
  SqliteConnection(std::string const& path, ConnectionOptions options)
      : Connection(soci::sqlite3, connection_string(path)),
        access_(options.access),
        patience_(options.patience) {
    script("open", fmt::format("PRAGMA busy_timeout = {}", options.patience.count()));
  }

  Engine engine() const override { return Engine::sqlite; }

  /// A writer takes the file's write lock at once: one that came by reading first could be refused
  /// later.
  void begin() override {
    script("begin", access_ == Access::write ? "BEGIN IMMEDIATE" : "BEGIN DEFERRED");
  }

  /// SQLite brings rows one by one anyway.
  void execute_in_parts(Sql const& sql, std::span<Parameter const> parameters,
                        std::span<Kind const> columns, Sink const& sink) override {
    execute(sql, parameters, columns, sink);
  }

  Result<void> check_whose_it_is() override {
    long long application = 0, objects = 0;
    try {
      guarded("open", [&] {
        // Of one moment: another program may be making the tables just now.
        run_script("BEGIN");
        session() << "PRAGMA application_id", soci::into(application);
        session() << "SELECT COUNT(*) FROM sqlite_schema", soci::into(objects);
        run_script("ROLLBACK");
      });
    } catch (StatementFault const&) {
      if (sqlite3_errcode(handle()) != SQLITE_NOTADB) throw;
      return refuse(Code::invalid, "this file is no database");
    }
    if (application == kApplicationId || (application == 0 && objects == 0)) return {};
    return refuse(Code::invalid, "this database belongs to another program");
  }

  void settle() override {
    guarded("open", [&] { keep_a_write_ahead_log(); });
    script("open",
           "PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON;"
           "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864");
    if (access_ == Access::read) script("open", "PRAGMA query_only = ON");
    // What a long write has touched need not go out and come in again; in KiB.
    else script("open", "PRAGMA cache_size = -32768");
  }

  void announce_change() override {}

  void mark_as_ours() override {
    script("mark", fmt::format("PRAGMA application_id = {}", kApplicationId));
  }

 protected:
  StatementFault fault_of(std::string const& name, soci::soci_error const& error) const override {
    int code = sqlite3_extended_errcode(handle());
    return StatementFault(name, std::to_string(code), error.get_error_message(), cause_of(code));
  }

  void run_script(std::string const& text) override {
    int code = sqlite3_exec(handle(), text.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) throw soci::sqlite3_soci_error(sqlite3_errmsg(handle()), code);
  }

  std::size_t number_of_columns(Statement& statement) const override {
    return static_cast<std::size_t>(sqlite3_column_count(handle(statement)));
  }

  /// A result that is not reset keeps its snapshot, and stands in the way of COMMIT.
  void finish(Statement& statement) noexcept override {
    if (sqlite3_stmt* prepared = handle(statement)) sqlite3_reset(prepared);
  }

 private:
  sqlite3* handle() const {
    auto& unsafe = const_cast<SqliteConnection&>(*this);
    return static_cast<soci::sqlite3_session_backend*>(unsafe.session().get_backend())->conn_;
  }

  static sqlite3_stmt* handle(Statement& statement) {
    return static_cast<soci::sqlite3_statement_backend&>(statement.backend()).stmt_;
  }

  /// When several programs turn to the log of a new file at once, SQLite does not let them wait for
  /// each other.
  void keep_a_write_ahead_log() {
    auto const until = std::chrono::steady_clock::now() + patience_;
    while (true) {
      try {
        return run_script("PRAGMA journal_mode = WAL");
      } catch (soci::soci_error const&) {
        bool busy = sqlite3_errcode(handle()) == SQLITE_BUSY;
        if (!busy || std::chrono::steady_clock::now() > until) throw;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }

  Access access_;
  std::chrono::milliseconds patience_;
};

}  // namespace

std::unique_ptr<Connection> connect_sqlite(std::string const& path, ConnectionOptions options) {
  try {
    return std::make_unique<SqliteConnection>(path, options);
  } catch (soci::soci_error const& error) {
    throw StatementFault("open", "connect", error.get_error_message());
  }
}

}  // namespace allmende::database
