#pragma once
// Private: a prepared statement of SOCI, with the variables that it reads and writes.

#include <soci/soci.h>

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "database/sql.h"
#include "database/value.h"

namespace allmende::database {

/// Prepared once and run again and again with other values. SOCI keeps the addresses of the
/// variables, so a Statement never moves and their number never changes.
class Statement {
 public:
  enum class Preparation { once, for_each_run };

  Statement(Statement const&) = delete;
  /// Throws soci::soci_error when the engine does not take it.
  Statement(soci::session& session, std::string const& text, std::vector<std::string> const& names,
            std::span<Parameter const> parameters, std::span<Kind const> columns,
            Preparation preparation = Preparation::once);

  /// Whether it was made for values and columns of these kinds.
  bool fits(std::span<Parameter const> parameters, std::span<Kind const> columns) const;

  /// Runs it; true when there is a row in cells(). Throws soci::soci_error.
  bool execute(std::span<Parameter const> parameters);
  /// The next row. Throws soci::soci_error.
  bool fetch();
  Cells cells() const { return cells_; }

  long long affected_rows() { return statement_.get_affected_rows(); }
  soci::details::statement_backend& backend() { return *statement_.get_backend(); }

 private:
  struct Input {
    Kind kind;
    soci::indicator indicator = soci::i_ok;
    long long number = 0;
    std::string text = {};
  };

  bool take_row(bool there_is_one);

  std::vector<Input> inputs_;
  std::vector<Cell> cells_;
  std::vector<soci::indicator> indicators_;
  soci::statement statement_;
};

}  // namespace allmende::database
