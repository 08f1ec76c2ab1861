#pragma once
// In which order the messages of a file are taken in. Private to this room.

#include <tuple>

#include "banking/import.h"

namespace allmende::banking {

/// One statement, report, notification or status report of a file.
struct Part {
  bool is_statement = false;  ///< of those that book: they come last, so that what explains them is there
  std::string account = {};
  int year = 0;
  std::int64_t number = 0;  ///< 0: none
  std::string day = {};
  std::int64_t page = 1;
  std::size_t place = 0;  ///< in the file, from 0

  auto operator<=>(Part const&) const = default;
};

/// Hears a file before anything of it is taken in.
class Planner : public sepa::BankFileListener {
 public:
  Result<void> statement_begins(sepa::Statement const& statement) override;
  Result<void> entry(sepa::Statement const&, sepa::Entry const&) override { return {}; }
  Result<void> statement_ends(sepa::Statement const&, sepa::StatementTotals const&) override { return {}; }
  Result<void> status_report(sepa::StatusReport const&) override;

  /// The places in the file, in the order in which they are to be taken in.
  std::vector<std::size_t> order() &&;

 private:
  std::vector<Part> parts_;
};

/// Several pages of one statement are taken for one.
bool has_pages(sepa::Statement const& statement);

}  // namespace allmende::banking
