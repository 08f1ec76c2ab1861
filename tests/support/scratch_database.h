#pragma once
// A fresh, empty database for one test, on either engine, gone when the test is over.
//
//     class Store : public testing::TestWithParam<database::Engine> {
//      protected:
//       ScratchDatabase scratch{GetParam()};
//       database::Database database = scratch.open(my_migrations());
//     };
//     ALLMENDE_ON_BOTH_ENGINES(Store);
//
// PostgreSQL runs when ALLMENDE_TEST_PG holds a connection string (tests/support/postgres makes
// one), and is said to be skipped otherwise.

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "database/database.h"

namespace allmende::test {

class ScratchDatabase {
 public:
  explicit ScratchDatabase(database::Engine engine) : engine_(engine), name_(fresh_name()) {
    std::filesystem::create_directories(folder());
    if (engine == database::Engine::postgres) in_postgres("CREATE SCHEMA " + name_);
  }
  ScratchDatabase(ScratchDatabase const&) = delete;
  ~ScratchDatabase() {
    if (engine_ == database::Engine::postgres) in_postgres("DROP SCHEMA " + name_ + " CASCADE");
    std::filesystem::remove_all(folder());
  }

  database::Engine engine() const { return engine_; }
  /// A folder of the test's own.
  std::filesystem::path folder() const { return std::filesystem::temp_directory_path() / name_; }
  std::filesystem::path file() const { return folder() / "scratch.sqlite"; }

  database::Options options() const {
    if (engine_ == database::Engine::sqlite) return {.where = file()};
    return {.where = Secret(server() + " options='-c search_path=" + name_ + "'")};
  }

  /// Opens it; a second time it is the same one. Fails the test when it is refused.
  database::Database open(std::vector<database::Migration> migrations) const {
    return open(std::move(migrations), options());
  }
  database::Database open(std::vector<database::Migration> migrations,
                          database::Options options) const {
    auto opened = database::Database::open(std::move(options), std::move(migrations));
    if (!opened) throw std::runtime_error("refused: " + opened.error().message);
    return *std::move(opened);
  }

  static std::string server() {
    char const* address = std::getenv("ALLMENDE_TEST_PG");
    return address ? address : "";
  }

 private:
  static std::string fresh_name() {
    static std::atomic<int> count = 0;
    return "allmende_test_" + std::to_string(getpid()) + "_" + std::to_string(++count);
  }

  /// Through the server's default schema, which holds the database room's own tables for it.
  static void in_postgres(std::string const& text) {
    auto opened = database::Database::open({.where = Secret(server())}, {});
    if (!opened) throw std::runtime_error("refused: " + opened.error().message);
    database::Sql statement("test.schema", text);
    database::WriteTx tx = opened->write();
    tx.run(statement);
    tx.commit();
  }

  database::Engine engine_;
  std::string name_;
};

/// The engines to test on; says so, once, when one is left out.
inline std::vector<database::Engine> engines() {
  using database::Engine;
  if (!ScratchDatabase::server().empty()) return {Engine::sqlite, Engine::postgres};
  static bool const said = [] {
    std::cout << "skipped: PostgreSQL (ALLMENDE_TEST_PG is not set)\n";
    return true;
  }();
  return said ? std::vector{Engine::sqlite} : std::vector<Engine>{};
}

inline std::string engine_name(testing::TestParamInfo<database::Engine> const& info) {
  return info.param == database::Engine::postgres ? "postgres" : "sqlite";
}

}  // namespace allmende::test

#define ALLMENDE_ON_BOTH_ENGINES(Suite)                                             \
  INSTANTIATE_TEST_SUITE_P(On, Suite, testing::ValuesIn(allmende::test::engines()), \
                           allmende::test::engine_name)
