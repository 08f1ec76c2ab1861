// Every statement of the whole program is taken by both engines, and watched by its room: a room's
// tests say ALLMENDE_EVERY_STATEMENT_RUNS for the statements that begin with the room's name, and
// fail for one that they have not executed.

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "app/commands.h"
#include "app/paper.h"
#include "tests/support/scratch_database.h"

namespace allmende::app {
namespace {

namespace fs = std::filesystem;
using testing::IsEmpty;

std::string text_of(fs::path const& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// What stands in the sources of the rooms: in their tests, or in the rest.
template <class Found>
void each_match(bool in_tests, std::regex const& pattern, Found const& found) {
  for (auto const& entry : fs::recursive_directory_iterator(ALLMENDE_SOURCE "/src")) {
    std::string name = entry.path().filename();
    bool test = name.find("test") != name.npos;
    if (!entry.is_regular_file() || test != in_tests) continue;
    std::string text = text_of(entry.path());
    for (std::sregex_iterator it(text.begin(), text.end(), pattern), end; it != end; ++it) {
      found(entry.path(), (*it)[1].str());
    }
  }
}

/// The rooms whose tests watch over their statements: "ledger."
std::set<std::string> watched() {
  std::set<std::string> found;
  each_match(true, std::regex(R"re(\nALLMENDE_EVERY_STATEMENT_RUNS\("([a-z_]+\.)"\);)re"),
             [&](fs::path const& file, std::string const& beginning) {
               EXPECT_EQ(beginning, file.parent_path().filename().string() + ".");
               found.insert(beginning);
             });
  return found;
}

/// The statements that are there as long as the program; the names of others have a blank.
std::set<std::string> known() {
  std::set<std::string> names;
  for (database::Sql const* sql : database::Sql::all()) names.insert(sql->name());
  return names;
}

class Statements : public testing::TestWithParam<database::Engine> {
 protected:
  allmende::test::ScratchDatabase scratch{GetParam()};
  database::Database database = scratch.open(all_migrations());
};
ALLMENDE_ON_BOTH_ENGINES(Statements);

TEST_P(Statements, are_all_taken_by_the_engine) {
  std::set<std::string> names = known();
  ASSERT_GT(names.size(), 50u);
  EXPECT_THAT(database.prepare_all(), IsEmpty());
}

TEST(StatementsOfTheSources, are_all_part_of_the_program_that_is_tested_here) {
  // The linker leaves out what nothing names. The commands are the program.
  auto* volatile program = &add_commands;
  ASSERT_NE(program, nullptr);
  std::set<std::string> names = known();
  int count = 0;
  each_match(false, std::regex(R"re(\bSql const k\w+\s*\{\s*"([^"]+)")re"),
             [&](fs::path const& file, std::string const& name) {
               ++count;
               EXPECT_TRUE(names.contains(name) || file.filename() == "sql.h")
                   << name << " of " << file.filename();
             });
  EXPECT_GE(count, static_cast<int>(names.size()));
}

TEST(StatementsOfTheSources, begin_with_the_name_of_their_room_and_are_watched_by_its_tests) {
  std::set<std::string> rooms = watched();
  for (std::string const& name : known()) {
    EXPECT_TRUE(rooms.contains(name.substr(0, name.find('.') + 1)))
        << name << ": no test of its room says ALLMENDE_EVERY_STATEMENT_RUNS";
  }
}

/// "listed_at <" for "a.listed_at <= :now" and for "(a.listed_at, a.number) < (:at, :number)".
std::multiset<std::string> bounds_of(std::string const& text) {
  static std::regex const bound(R"re((?:\w+\.)?(\w+)(?:,\s*[\w.]+\s*\))?\s*([<>])=?\s*(?::|\())re");
  std::multiset<std::string> bounds;
  for (std::sregex_iterator it(text.begin(), text.end(), bound), end; it != end; ++it) {
    bounds.insert((*it)[1].str() + " " + (*it)[2].str());
  }
  return bounds;
}

TEST(StatementsOfTheSources, bound_no_column_twice_on_one_side) {
  // SQLite takes one of two bounds for its index and walks from there to the other: a list that begins deep in the
  // archive would cost what lies above it.
  EXPECT_EQ(bounds_of("a.listed_at <= :now AND (a.listed_at, a.number) < (:at, :number)").count("listed_at <"), 2u);
  EXPECT_EQ(bounds_of("x >= :a AND x < :b AND y <> :c").size(), 2u);
  for (database::Sql const* sql : database::Sql::all()) {
    auto bounds = bounds_of(sql->text(database::Engine::sqlite));
    for (std::string const& bound : bounds) EXPECT_EQ(bounds.count(bound), 1u) << sql->name() << ": " << bound;
  }
}

TEST(StatementsOfTheSources, have_each_a_name_of_their_own) {
  EXPECT_EQ(known().size(), database::Sql::all().size());
}

}  // namespace
}  // namespace allmende::app
