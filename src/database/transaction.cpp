#include "database/transaction.h"

#include <fmt/format.h>

#include "base/utf8.h"
#include "database/transaction_state.h"

namespace allmende::database {

namespace {

/// PostgreSQL takes nothing else, and SOCI would cut a text at its zero byte without a word.
bool is_storable(std::string_view text) {
  return is_utf8(text) && text.find('\0') == std::string_view::npos;
}

void check_texts(Sql const& sql, std::span<Parameter const> parameters) {
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (parameters[i].kind != Kind::text || is_storable(parameters[i].text)) continue;
    throw StatementFault(sql.name(), "text",
                         fmt::format(":{} is not UTF-8 or holds a zero byte", sql.parameters()[i]));
  }
}

void check_number_of_values(Sql const& sql, std::size_t given) {
  if (sql.parameters().size() == given) return;
  throw Bug(fmt::format("{} has {} parameters, but {} values were given", sql.name(),
                        sql.parameters().size(), given));
}

}  // namespace

// ---- Transaction

void Transaction::expect_sound(std::string const& what) const {
  if (over_) throw Bug(what + ": the transaction is over");
  if (!spoilt_ && !lease_->failed()) return;
  throw StatementFault(what, "spoilt", "an earlier statement of this transaction failed");
}

void Transaction::consult_plan(std::string const& name) {
  auto& plan = environment_.faults;
  if (!plan || plan->statement(name) == FaultPlan::Verdict::go_on) return;
  lease_->fail();
  throw StatementFault(name, "plan", "fails as planned");
}

std::int64_t Transaction::execute(Sql const& sql, std::span<Parameter const> parameters,
                                  std::span<Kind const> columns, Connection::Sink const& sink,
                                  bool in_parts) {
  expect_sound(sql.name());
  check_number_of_values(sql, parameters.size());
  check_texts(sql, parameters);
  consult_plan(sql.name());
  sql.count_run();
  if (!in_parts) return lease_->execute(sql, parameters, columns, sink);
  lease_->execute_in_parts(sql, parameters, columns, sink);
  return 0;
}

void Transaction::script(std::string const& name, std::string const& text) {
  expect_sound(name);
  consult_plan(name);
  lease_->script(name, text);
}

void Transaction::commit() {
  expect_sound("commit");
  over_ = true;
  auto& plan = environment_.faults;
  auto verdict = plan ? plan->commit() : FaultPlan::Verdict::go_on;
  if (verdict == FaultPlan::Verdict::fail)
    throw StatementFault("commit", "plan", "fails as planned");
  bool tells = changed_ && !(plan && plan->notifications_lost());
  if (tells) lease_->announce_change();
  lease_->commit();
  lease_.ended();
  if (verdict == FaultPlan::Verdict::lose) {
    plan->answer_lost();
    throw StatementFault("commit", "plan", "answer lost as planned",
                         StatementFault::Cause::connection_lost, StatementFault::Outcome::in_doubt);
  }
  if (tells) environment_.signal.ring();
}

int Transaction::begin_savepoint() {
  expect_sound("savepoint");
  lease_->savepoint(++depth_);
  return depth_;
}

void Transaction::keep_savepoint(int depth) {
  expect_sound("savepoint");
  VERIFY(depth == depth_);
  --depth_;
  lease_->keep(depth);
}

void Transaction::undo_savepoint(int depth) noexcept {
  if (over_ || depth != depth_) {
    spoilt_ = true;
    return;
  }
  --depth_;
  try {
    lease_->undo(depth);
  } catch (...) {
    spoilt_ = true;
  }
}

// ---- ReadTx

ReadTx::ReadTx(std::unique_ptr<Transaction> transaction) : transaction_(std::move(transaction)) {}
ReadTx::ReadTx(ReadTx&&) noexcept = default;
ReadTx::~ReadTx() = default;

std::int64_t ReadTx::execute(Sql const& sql, std::span<Parameter const> parameters,
                             std::span<Kind const> columns, Sink const& sink, Fetch fetch) {
  return transaction_->execute(sql, parameters, columns, sink, fetch == Fetch::in_parts);
}

void detail::wrong_number_of_rows(Sql const& sql, std::string_view found) {
  throw StatementFault(sql.name(), "shape", fmt::format("found {} where one was asked for", found));
}

// ---- Savepoint

Savepoint::Savepoint(Transaction& transaction)
    : transaction_(&transaction), depth_(transaction.begin_savepoint()) {}

Savepoint::Savepoint(Savepoint&& other) noexcept
    : transaction_(std::exchange(other.transaction_, nullptr)), depth_(other.depth_) {}

Savepoint::~Savepoint() {
  if (transaction_) transaction_->undo_savepoint(depth_);
}

void Savepoint::keep() {
  VERIFY(transaction_ != nullptr);
  transaction_->keep_savepoint(depth_);
  transaction_ = nullptr;
}

// ---- WriteTx

WriteTx::WriteTx(WriteTx&&) noexcept = default;
WriteTx::~WriteTx() = default;

void WriteTx::commit() { transaction().commit(); }

Savepoint WriteTx::savepoint() { return Savepoint(transaction()); }

}  // namespace allmende::database
