#pragma once
// Says which statements of a room no test of it has executed. Once in one of the room's tests:
//
//     ALLMENDE_EVERY_STATEMENT_RUNS("ledger.");
//
// Counts only when all tests run: with --gtest_filter it says nothing.

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "database/database.h"

namespace allmende::test {

class EveryStatementRuns : public testing::Environment {
 public:
  explicit EveryStatementRuns(std::string beginning) : beginning_(std::move(beginning)) {}

  void TearDown() override {
    if (testing::GTEST_FLAG(filter) != "*") return;
    for (database::Sql const* sql : database::Sql::all()) {
      if (!sql->name().starts_with(beginning_)) continue;
      EXPECT_GT(sql->runs(), 0u) << sql->name() << " is executed by no test";
    }
  }

 private:
  std::string beginning_;
};

}  // namespace allmende::test

#define ALLMENDE_EVERY_STATEMENT_RUNS(beginning)                   \
  [[maybe_unused]] static auto const* const every_statement_runs = \
      testing::AddGlobalTestEnvironment(new allmende::test::EveryStatementRuns(beginning))
