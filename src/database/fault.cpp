#include "database/fault.h"

#include <fmt/format.h>

#include <algorithm>

namespace allmende::database {

namespace {

Fault::Retry retry_of(StatementFault::Cause cause, StatementFault::Outcome outcome) {
  using Cause = StatementFault::Cause;
  bool passing = cause == Cause::busy || cause == Cause::connection_lost;
  bool may_help = passing && outcome == StatementFault::Outcome::undone;
  return may_help ? Fault::Retry::may_help : Fault::Retry::never;
}

/// A line of the log is one line.
std::string on_one_line(std::string message) {
  std::ranges::replace_if(message, [](char c) { return c == '\n' || c == '\t'; }, ' ');
  message.erase(message.find_last_not_of(' ') + 1);
  return message;
}

}  // namespace

StatementFault::StatementFault(std::string statement, std::string state, std::string const& message,
                               Cause cause, Outcome outcome)
    : Fault(fmt::format("{}: [{}] {}", statement, state, on_one_line(message)),
            retry_of(cause, outcome)),
      statement_(std::move(statement)),
      state_(std::move(state)),
      cause_(cause),
      outcome_(outcome) {}

}  // namespace allmende::database
