// The table in which the handlers of tests leave what they did.

#include "jobs/test_jobs.h"

namespace allmende::jobs {

namespace {

database::Sql const kLeave{"test.leave_effect", R"(
    INSERT INTO effect (number, text) VALUES ((SELECT COALESCE(MAX(number), 0) + 1 FROM effect), :text))"};
database::Sql const kEffects{"test.effects", "SELECT text FROM effect ORDER BY number"};

}  // namespace

std::vector<database::Migration> test_migrations() {
  auto all = migrations();
  all.push_back(database::Migration::of("0081_effects.sql", R"(
CREATE TABLE effect (
  number BIGINT PRIMARY KEY,
  text TEXT NOT NULL
);
)"));
  return all;
}

void leave_effect(database::WriteTx& tx, std::string_view text) { tx.run(kLeave, text); }

std::vector<std::string> effects_left(database::Database& database) {
  return database.read().all<std::string>(kEffects);
}

}  // namespace allmende::jobs
