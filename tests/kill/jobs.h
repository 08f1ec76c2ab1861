#pragma once
// What the runner of jobs does and the test expects to find.

#include "jobs/jobs.h"
#include "tests/kill/numbers.h"

namespace allmende::kill {

/// What was done inside: once for each key. What was sent outside: once or more.
inline std::vector<database::Migration> job_steps() {
  auto all = jobs::migrations();
  all.push_back(database::Migration::of("0081_effects.sql", R"(
CREATE TABLE effect (key TEXT NOT NULL, at BIGINT NOT NULL);
CREATE TABLE letter (key TEXT NOT NULL);
)"));
  return all;
}

/// Each job inside puts the next one, so there is always one to do.
constexpr char const* kInside = "inside";
constexpr char const* kOutside = "outside";

}  // namespace allmende::kill
