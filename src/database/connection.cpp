#include "database/connection.h"

#include <fmt/format.h>

#include <algorithm>

namespace allmende::database {

/// Marks a prepared statement as in use, and lets go of its result in the end: a callback may run
/// the same statement again while its rows are still coming.
class Connection::Lease {
 public:
  Lease(Connection& connection, Sql const& sql, Prepared& prepared)
      : connection_(connection), sql_(sql), prepared_(prepared) {
    prepared_.busy = true;
  }
  Lease(Lease const&) = delete;
  ~Lease() {
    connection_.finish(*prepared_.statement);
    prepared_.busy = false;
    if (connection_.failed_) connection_.set_aside(sql_, prepared_);
  }

 private:
  Connection& connection_;
  Sql const& sql_;
  Prepared& prepared_;
};

Connection::Connection(soci::backend_factory const& factory, std::string const& where)
    : session_(factory, where) {}

void Connection::commit() {
  try {
    run_script("COMMIT");
  } catch (soci::soci_error const& error) {
    failed_ = true;
    auto fault = fault_of("commit", error);
    bool answered = fault.cause() != StatementFault::Cause::connection_lost &&
                    fault.cause() != StatementFault::Cause::disk;
    throw StatementFault(
        fault.statement(), fault.state(), error.get_error_message(), fault.cause(),
        answered ? StatementFault::Outcome::undone : StatementFault::Outcome::in_doubt);
  }
}

void Connection::savepoint(int depth) {
  script("savepoint", fmt::format("SAVEPOINT depth_{}", depth));
}

void Connection::keep(int depth) {
  script("savepoint", fmt::format("RELEASE SAVEPOINT depth_{}", depth));
}

void Connection::undo(int depth) {
  std::string text =
      fmt::format("ROLLBACK TO SAVEPOINT depth_{0}; RELEASE SAVEPOINT depth_{0}", depth);
  script("savepoint", text);
  failed_ = false;
  broken_.clear();
}

void Connection::rollback() noexcept {
  try {
    run_script("ROLLBACK");
    failed_ = false;
    broken_.clear();
  } catch (...) {
    usable_ = false;
  }
}

void Connection::script(std::string const& name, std::string const& text) {
  guarded(name, [&] { run_script(text); });
}

void Connection::prepare(Sql const& sql) {
  guarded(sql.name(), [&] { Statement(session_, sql.text(engine()), {}, {}, {}); });
}

Connection::Prepared& Connection::prepared(Sql const& sql, std::span<Parameter const> parameters,
                                           std::span<Kind const> columns) {
  auto& candidates = prepared_[sql.serial()];
  for (auto const& candidate : candidates) {
    if (!candidate->busy && candidate->statement->fits(parameters, columns)) return *candidate;
  }
  auto made = std::make_unique<Prepared>();
  made->statement = guarded(sql.name(), [&] {
    return std::make_unique<Statement>(session_, sql.text(engine()), sql.parameters(), parameters,
                                       columns);
  });
  return *candidates.emplace_back(std::move(made));
}

void Connection::set_aside(Sql const& sql, Prepared const& prepared) {
  auto& candidates = prepared_[sql.serial()];
  auto place = std::ranges::find(candidates, &prepared, &std::unique_ptr<Prepared>::get);
  broken_.push_back(std::move(*place));
  candidates.erase(place);
}

void Connection::check_columns(Sql const& sql, Statement& statement, std::size_t asked) {
  std::size_t found = number_of_columns(statement);
  if (found == asked) return;
  failed_ = true;
  throw StatementFault(sql.name(), "shape", fmt::format("has {} columns, not {}", found, asked));
}

std::int64_t Connection::execute(Sql const& sql, std::span<Parameter const> parameters,
                                 std::span<Kind const> columns, Sink const& sink) {
  Prepared& found = prepared(sql, parameters, columns);
  Statement& statement = *found.statement;
  Lease lease(*this, sql, found);
  bool row = guarded(sql.name(), [&] { return statement.execute(parameters); });
  check_columns(sql, statement, columns.size());
  while (row) {
    sink(statement.cells());
    row = guarded(sql.name(), [&] { return statement.fetch(); });
  }
  return statement.affected_rows();
}

}  // namespace allmende::database
