// PostgreSQL behind Connection.

#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>

#include "database/connection.h"

namespace allmende::database {

namespace {

/// The lock that makes writers queue, one for each schema.
constexpr int kWriterLock = 0x416C6D64;

/// Rows that `each` holds at a time.
constexpr int kPart = 500;

StatementFault::Cause cause_of(std::string const& sqlstate) {
  using Cause = StatementFault::Cause;
  if (sqlstate == "23505") return Cause::unique;
  if (sqlstate == "23503") return Cause::foreign_key;
  // serialization failure, deadlock, lock not available, too many connections
  for (auto state : {"40001", "40P01", "55P03", "53300"}) {
    if (sqlstate == state) return Cause::busy;
  }
  // the server shuts down, has crashed, is not there yet; any trouble with the connection
  for (auto state : {"57P01", "57P02", "57P03"}) {
    if (sqlstate == state) return Cause::connection_lost;
  }
  return sqlstate.starts_with("08") ? Cause::connection_lost : Cause::other;
}

class PostgresConnection : public Connection {
 public:
  PostgresConnection(std::string const& where, ConnectionOptions options)
      : Connection(soci::postgresql, where), options_(options) {
    PQsetNoticeProcessor(handle(), [](void*, char const*) {}, nullptr);
    // Without it a message repeats the row that failed, and the log would hold it.
    PQsetErrorVerbosity(handle(), PQERRORS_TERSE);
  }

  Engine engine() const override { return Engine::postgres; }

  Result<void> check_whose_it_is() override {
    return guarded("open", [&] { return look_around(); });
  }

  void settle() override {
    script("open",
           fmt::format("SET client_encoding = 'UTF8'; SET standard_conforming_strings = on;"
                       "SET client_min_messages = warning; SET application_name = 'allmende';"
                       "SET lock_timeout = {};"
                       "SELECT set_config('synchronous_commit', 'on', false)"
                       " WHERE current_setting('synchronous_commit') = 'off'",
                       options_.patience.count()));
  }

  /// Each statement of a writer sees what the writer before it committed, because it waits for the
  /// lock first and reads after.
  void begin() override {
    if (options_.access == Access::read) {
      script("begin", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
      return;
    }
    script("begin", fmt::format("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;"
                                "SELECT pg_advisory_xact_lock({}, hashtext(current_schema()))",
                                kWriterLock));
  }

  void execute_in_parts(Sql const& sql, std::span<Parameter const> parameters,
                        std::span<Kind const> columns, Sink const& sink) override {
    std::string cursor = fmt::format("cursor_{}", ++cursors_);
    guarded(sql.name(), [&] {
      std::string text =
          fmt::format("DECLARE {} NO SCROLL CURSOR FOR {}", cursor, sql.text(Engine::postgres));
      Statement(session(), text, sql.parameters(), parameters, {},
                Statement::Preparation::for_each_run)
          .execute(parameters);
    });
    Statement part = guarded(sql.name(), [&] {
      return Statement(session(), fmt::format("FETCH {} FROM {}", kPart, cursor), {}, {}, columns,
                       Statement::Preparation::for_each_run);
    });
    bool more = true;
    while (more) {
      more = false;
      bool row = guarded(sql.name(), [&] { return part.execute({}); });
      check_columns(sql, part, columns.size());
      while (row) {
        more = true;
        sink(part.cells());
        row = guarded(sql.name(), [&] { return part.fetch(); });
      }
    }
    script(sql.name(), "CLOSE " + cursor);
  }

  void announce_change() override { script("notify", "NOTIFY allmende_change"); }

  void mark_as_ours() override {}

 protected:
  StatementFault fault_of(std::string const& name, soci::soci_error const& error) const override {
    std::string state = "soci";
    if (auto known = dynamic_cast<soci::postgresql_soci_error const*>(&error)) {
      state = known->sqlstate();
    }
    auto cause = PQstatus(handle()) == CONNECTION_BAD ? StatementFault::Cause::connection_lost
                                                      : cause_of(state);
    return StatementFault(name, state, error.get_error_message(), cause);
  }

  void run_script(std::string const& text) override {
    std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(handle(), text.c_str()), PQclear);
    auto status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
    char const* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
    throw soci::postgresql_soci_error(PQerrorMessage(handle()), state ? state : "08000");
  }

  std::size_t number_of_columns(Statement& statement) const override {
    auto& backend = static_cast<soci::postgresql_statement_backend&>(statement.backend());
    return static_cast<std::size_t>(PQnfields(backend.result_));
  }

  void finish(Statement&) noexcept override {}

 private:
  PGconn* handle() const {
    auto& unsafe = const_cast<PostgresConnection&>(*this);
    return static_cast<soci::postgresql_session_backend*>(unsafe.session().get_backend())->conn_;
  }

  Result<void> look_around() {
    std::string encoding, schema;
    long long by_bytes = 0, tables = 0, ours = 0;
    session() << "SELECT pg_encoding_to_char(encoding), COALESCE(current_schema(), ''),"
                 " CASE WHEN 'Z' < 'a' AND 'z' < 'ä' AND 'a b' < 'a-a' THEN 1 ELSE 0 END"
                 " FROM pg_database WHERE datname = current_database()",
        soci::into(encoding), soci::into(schema), soci::into(by_bytes);
    if (encoding != "UTF8" || by_bytes == 0) {
      return refuse(
          Code::invalid,
          "the PostgreSQL database must be UTF8 with the collation C: CREATE DATABASE paper "
          "TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'");
    }
    if (schema.empty())
      return refuse(Code::invalid, "the PostgreSQL user has no schema to work in");
    session()
        << "SELECT COUNT(*), COUNT(*) FILTER (WHERE relname IN ('migration', 'change'))"
           " FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace",
        soci::into(tables), soci::into(ours);
    if (tables == 0 || ours == 2) return {};
    return refuse(Code::invalid, "this PostgreSQL schema belongs to another program");
  }

  ConnectionOptions options_;
  int cursors_ = 0;
};

}  // namespace

std::unique_ptr<Connection> connect_postgres(std::string const& where, ConnectionOptions options) {
  try {
    return std::make_unique<PostgresConnection>(where, options);
  } catch (soci::soci_error const& error) {
    throw StatementFault("open", "connect", error.get_error_message(),
                         StatementFault::Cause::connection_lost);
  }
}

}  // namespace allmende::database
