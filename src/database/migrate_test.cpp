#include "database/migrate.h"

#include <gmock/gmock.h>

#include <fstream>
#include <thread>

#include "database/database.h"
#include "tests/support/scratch_database.h"

namespace allmende::database {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Sql const kApplied{"test.applied", "SELECT name FROM migration ORDER BY number"};
Sql const kInsertShip{"test.insert_ship_7", "INSERT INTO ship (name) VALUES (:name)"};
Sql const kShips{"test.ships", "SELECT name FROM ship ORDER BY name"};
Sql const kTables{"test.tables",
                  "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
                  "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = "
                  "current_schema()::regnamespace ORDER BY relname"};

Migration step(std::string_view name, std::string_view sql) { return Migration::of(name, sql); }

// Later than the room's own, so that leaving one out or adding one is leaving out or adding the
// last.
Migration const kShip = step("9007_ship.sql", "CREATE TABLE ship (name TEXT PRIMARY KEY);");
Migration const kBerth = step("9012_berth.sql", "CREATE TABLE berth (name TEXT PRIMARY KEY);");
Migration const kCrane = step("9020_crane.sql", "CREATE TABLE crane (name TEXT PRIMARY KEY);");

class Migrations : public testing::TestWithParam<Engine> {
 protected:
  Result<Database> open(std::vector<Migration> steps) {
    return Database::open(scratch.options(), std::move(steps));
  }

  Refusal refusal(std::vector<Migration> steps) {
    auto opened = open(std::move(steps));
    return opened ? Refusal{.message = "not refused"} : opened.error();
  }

  std::vector<std::string> tables(Database& database) {
    return database.read().all<std::string>(kTables);
  }

  test::ScratchDatabase scratch{GetParam()};
};
ALLMENDE_ON_BOTH_ENGINES(Migrations);

TEST_P(Migrations, are_applied_once_and_in_order_whatever_the_lists_order) {
  for (int time = 0; time < 3; ++time) {
    auto database = open({kCrane, kShip, kBerth});
    ASSERT_TRUE(database) << database.error().message;
    EXPECT_THAT(database->read().all<std::string>(kApplied),
                ElementsAre("0001_change_log.sql", "0050_change_position.sql", "9007_ship.sql",
                            "9012_berth.sql", "9020_crane.sql"));
  }
}

TEST_P(Migrations, a_later_one_is_added_and_keeps_the_rows) {
  {
    auto database = open({kShip});
    WriteTx tx = database->write();
    tx.run(kInsertShip, "Hedwig");
    tx.commit();
  }
  auto database = open({kShip, kBerth});
  ASSERT_TRUE(database);
  EXPECT_THAT(database->read().all<std::string>(kShips), ElementsAre("Hedwig"));
  EXPECT_THAT(tables(*database), ElementsAre("berth", "change", "migration", "ship"));
}

TEST_P(Migrations, one_that_has_changed_is_refused) {
  ASSERT_TRUE(open({kShip}));
  auto edited = step("9007_ship.sql", "CREATE TABLE ship (name TEXT PRIMARY KEY);  -- a word");
  EXPECT_EQ(refusal({edited}).code, Code::conflict);
  EXPECT_THAT(refusal({edited}).message, HasSubstr("9007_ship.sql is not what was applied"));
  auto renamed = step("9007_vessel.sql", kShip.sql);
  EXPECT_THAT(refusal({renamed}).message, HasSubstr("9007_vessel.sql"));
  EXPECT_TRUE(open({kShip})) << "nothing was done to it";
}

TEST_P(Migrations, a_database_newer_than_the_program_is_refused) {
  ASSERT_TRUE(open({kShip, kBerth}));
  EXPECT_EQ(refusal({kShip}).code, Code::conflict);
  EXPECT_THAT(refusal({kShip}).message,
              testing::AllOf(HasSubstr("newer than this program"), HasSubstr("9012_berth.sql")));
}

TEST_P(Migrations, one_that_is_missing_in_the_program_is_refused) {
  ASSERT_TRUE(open({kShip, kBerth}));
  EXPECT_THAT(refusal({kBerth}).message, HasSubstr("9007_ship.sql, which is missing"));
  EXPECT_THAT(refusal({kBerth, kCrane}).message, HasSubstr("9007_ship.sql, which is missing"));
}

TEST_P(Migrations, one_that_would_come_before_an_applied_one_is_refused) {
  ASSERT_TRUE(open({kShip, kCrane}));
  EXPECT_EQ(refusal({kShip, kBerth, kCrane}).code, Code::conflict);
  EXPECT_THAT(refusal({kShip, kBerth, kCrane}).message, HasSubstr("9012_berth.sql is missing"));
}

TEST_P(Migrations, one_that_fails_leaves_nothing_behind_and_those_before_it_stand) {
  auto broken = step("9012_berth.sql", R"(
      CREATE TABLE berth (name TEXT PRIMARY KEY);
      INSERT INTO berth (name) VALUES ('Nordkai');
      INSERT INTO ship (name) VALUES ('Hedwig');
      CREATE TABLE ship (name TEXT PRIMARY KEY);)");
  try {
    auto opened = open({kShip, broken});
    FAIL() << "no fault";
  } catch (StatementFault const& fault) {
    EXPECT_EQ(fault.statement(), "9012_berth.sql");
  }
  auto database = open({kShip});
  ASSERT_TRUE(database);
  EXPECT_THAT(tables(*database), ElementsAre("change", "migration", "ship"));
  EXPECT_THAT(database->read().all<std::string>(kShips), IsEmpty());
  EXPECT_TRUE(open({kShip, kBerth})) << "the mended one is applied";
}

TEST_P(Migrations, several_programs_may_start_at_once) {
  for (int round = 0; round < 12; ++round) {
    test::ScratchDatabase fresh(GetParam());
    std::atomic<int> started = 0;
    auto start = [&] {
      auto opened = Database::open(fresh.options(), {kShip, kBerth, kCrane});
      EXPECT_TRUE(opened) << opened.error().message;
      ++started;
    };
    std::vector<std::jthread> programs;
    for (int i = 0; i < 4; ++i) programs.emplace_back([&] { EXPECT_NO_THROW(start()); });
    programs.clear();
    EXPECT_EQ(started, 4);
  }
}

TEST_P(Migrations, two_with_one_number_are_a_bug) {
  EXPECT_THROW((void)open({kShip, step("9007_other.sql", "")}), Bug);
  EXPECT_THROW((void)open({step("0001_other.sql", "")}), Bug);
  EXPECT_THROW(step("7_ship.sql", ""), Bug);
  EXPECT_THROW(step("9007_ship.txt", ""), Bug);
}

TEST_P(Migrations, a_file_that_does_not_fit_is_found_by_the_check) {
  auto database = open({kShip});
  Sql const forge("test.forge", "UPDATE migration SET sha256 = '00' WHERE number = 9007");
  WriteTx tx = database->write();
  tx.run(forge);
  tx.commit();
  EXPECT_THAT(database->integrity_check(), ElementsAre(HasSubstr("9007_ship.sql")));
}

TEST_P(Migrations, a_schema_of_another_program_is_refused_and_left_as_it_is) {
  Sql const make("test.make", "CREATE TABLE theirs (id BIGINT)");
  Sql const drop("test.drop_change", "DROP TABLE change");
  Sql const drop_ours("test.drop_migration", "DROP TABLE migration");
  if (GetParam() == Engine::sqlite) GTEST_SKIP() << "a file has its own test";
  {
    auto database = open({});
    WriteTx tx = database->write();
    for (auto sql : {&make, &drop, &drop_ours}) tx.run(*sql);
    tx.commit();
  }
  EXPECT_EQ(refusal({}).code, Code::invalid);
  EXPECT_THAT(refusal({}).message, HasSubstr("another program"));
}

TEST(MigrationText, lines_of_one_engine_lose_their_mark_and_those_of_the_other_stay_comments) {
  std::string_view text = "a\n  -- sqlite: b\n-- postgres: c\n-- d\n";
  EXPECT_EQ(text_for(Engine::sqlite, text), "a\n b\n-- postgres: c\n-- d\n");
  EXPECT_EQ(text_for(Engine::postgres, text), "a\n  -- sqlite: b\n c\n-- d\n");
}

class SqliteFile : public testing::Test {
 protected:
  std::string content() {
    std::ifstream in(scratch.file(), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void write(std::string_view bytes) { std::ofstream(scratch.file(), std::ios::binary) << bytes; }
  Refusal refusal() {
    auto opened = Database::open(scratch.options(), {});
    return opened ? Refusal{.message = "not refused"} : opened.error();
  }

  test::ScratchDatabase scratch{Engine::sqlite};
};

TEST_F(SqliteFile, that_is_no_database_is_refused_and_left_as_it_is) {
  std::string letter = "Dear editors,\n" + std::string(5000, '.');
  write(letter);
  EXPECT_EQ(refusal().code, Code::invalid);
  EXPECT_EQ(refusal().where, scratch.file().string());
  EXPECT_EQ(content(), letter);
}

TEST_F(SqliteFile, of_another_program_is_refused_and_left_as_it_is) {
  {
    // A copy by SQLite's own means, with the mark taken off.
    Database database = scratch.open({});
  }
  std::string bytes = content();
  bytes.replace(68, 4, std::string(4, '\0'));  // the application id's place in the header
  bytes.replace(18, 2, "\1\1");                // not WAL, so that looking needs no second file
  write(bytes);
  EXPECT_EQ(refusal().code, Code::invalid);
  EXPECT_THAT(refusal().message, HasSubstr("another program"));
  EXPECT_EQ(content(), bytes);
}

TEST_F(SqliteFile, says_in_its_header_whose_it_is) {
  {
    Database database = scratch.open({});
  }
  EXPECT_EQ(content().substr(68, 4), "Almd");
}

TEST_F(SqliteFile, in_a_folder_that_is_not_there_is_a_fault) {
  Options options{.where = scratch.folder() / "nowhere" / "paper.sqlite"};
  EXPECT_THROW((void)Database::open(options, {}), StatementFault);
}

TEST_F(SqliteFile, may_have_blanks_and_signs_in_its_path) {
  auto folder = scratch.folder() / "a  b='c' ; d=e";
  std::filesystem::create_directory(folder);
  ASSERT_TRUE(Database::open({.where = folder / "the paper.sqlite"}, {}));
  EXPECT_TRUE(std::filesystem::exists(folder / "the paper.sqlite"));
}

}  // namespace
}  // namespace allmende::database
