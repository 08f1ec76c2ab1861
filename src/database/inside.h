#pragma once
// Private: what a Database is made of.

#include "database/database.h"
#include "database/transaction_state.h"

namespace allmende::database {

struct Database::Inside {
  Inside(Options given, std::vector<Migration> steps);

  /// Throws StatementFault when it cannot be reached.
  std::unique_ptr<Connection> connect(Access access) const;
  /// Refuses what is somebody else's, before anything is changed.
  Result<void> look_before_entering() const;
  Engine engine() const {
    return std::holds_alternative<Secret>(options.where) ? Engine::postgres : Engine::sqlite;
  }

  Options options;                    ///< first: the others are made of it
  std::vector<Migration> migrations;  ///< by number
  Environment environment;
  Pool readers;
  Pool writer;

 private:
  std::unique_ptr<Connection> connect_unsettled(Access access) const;
};

}  // namespace allmende::database
