#pragma once
// What the writer writes and the test expects to find.

#include "database/database.h"

namespace allmende::kill {

/// Each number has as many rows, all of one transaction.
constexpr int kParts = 3;

inline std::vector<database::Migration> steps() {
  return {database::Migration::of("0002_numbers.sql", R"(
CREATE TABLE number (
  number BIGINT NOT NULL,
  part BIGINT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (number, part)
);
)")};
}

/// "sqlite" and a path, or "postgres" and a connection string.
inline database::Options options(std::string_view engine, std::string where) {
  if (engine == "postgres") return {.where = Secret(std::move(where))};
  return {.where = std::filesystem::path(std::move(where))};
}

}  // namespace allmende::kill
