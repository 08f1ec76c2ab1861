#pragma once
// Private: bringing the tables up to date.

#include <optional>
#include <string>
#include <vector>

#include "base/base.h"
#include "database/migration.h"
#include "database/sql.h"

namespace allmende::database {

class Database;
class ReadTx;

/// The same steps and the room's own, by number. Throws Bug when two have the same number.
std::vector<Migration> with_our_own(std::vector<Migration> migrations);

/// Applies what is missing; see Database::open.
Result<void> bring_up_to_date(Database& database, std::vector<Migration> const& migrations);

/// Compares what was applied with the program's steps: how many of them are applied, or why they do
/// not fit.
Result<std::size_t> number_applied(ReadTx& tx, std::vector<Migration> const& migrations);

/// The text for one engine: its own lines freed of their mark, the other's left as comments.
std::string text_for(Engine engine, std::string_view sql);

}  // namespace allmende::database
