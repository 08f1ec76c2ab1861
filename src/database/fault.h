#pragma once
// What is thrown when a statement or a commit fails.

#include <string>

#include "base/base.h"

namespace allmende::database {

/// Answers questions, all decided by the engine's code and never by its words: an SQLSTATE on
/// PostgreSQL ("23505"), an extended result code on SQLite ("2067"), "shape" when a result has not
/// the columns or the rows that the call asserts, "text" when a value is no UTF-8 or holds a zero
/// byte, "gap" when changes asked for have been pruned. what() is for the log; it holds the
/// statement's name, no value.
class StatementFault : public Fault {
 public:
  enum class Cause { other, unique, foreign_key, busy, disk, connection_lost };
  enum class Outcome { undone, in_doubt };

  StatementFault(std::string statement, std::string state, std::string const& message,
                 Cause cause = Cause::other, Outcome outcome = Outcome::undone);

  /// The name of the Sql, or "commit", "begin", "open", "migration 7 …".
  std::string const& statement() const { return statement_; }
  std::string const& state() const { return state_; }

  bool unique_violation() const { return cause_ == Cause::unique; }
  bool foreign_key_violation() const { return cause_ == Cause::foreign_key; }
  bool connection_lost() const { return cause_ == Cause::connection_lost; }
  /// The commit was sent and no answer came: it may stand or not. Look before doing it again. What
  /// is in doubt is never retryable().
  bool in_doubt() const { return outcome_ == Outcome::in_doubt; }
  Cause cause() const { return cause_; }

 private:
  std::string statement_;
  std::string state_;
  Cause cause_;
  Outcome outcome_;
};

}  // namespace allmende::database
