#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cstdint>
#include <limits>

#include "database/database.h"
#include "database/test_berths.h"
#include "tests/support/statement_coverage.h"

namespace allmende::database {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

ALLMENDE_EVERY_STATEMENT_RUNS("database.");

class Statements : public OnBerths {};
ALLMENDE_ON_BOTH_ENGINES(Statements);

TEST_P(Statements, values_survive) {
  struct Case {
    std::string name;
    std::optional<std::int64_t> depth;
    std::optional<std::string> note;
  };
  std::vector<Case> const cases{
      {"", 0, ""},
      {"smallest", std::numeric_limits<std::int64_t>::min(), "Grün & „weiß“"},
      {"largest", std::numeric_limits<std::int64_t>::max(), "\U0001F6A2\U00010FFF\u00AD"},
      {"nothing", std::nullopt, std::nullopt},
      {"beyond 32 bits", std::int64_t{1} << 32, std::string(1'000'000, 'x')},
      {"quotes ' \" \\ % :name $1 ?", -1, "line\r\nline\ttab"},
  };
  WriteTx tx = database.write();
  for (auto const& value : cases) {
    auto id = tx.one<BerthId>(kInsert, value.name, value.depth, value.note);
    using Columns = std::tuple<BerthId, std::optional<std::int64_t>, std::optional<std::string>>;
    auto read = tx.one<BerthId, std::optional<std::int64_t>, std::optional<std::string>>(
        kByName, value.name);
    EXPECT_EQ(read, Columns(id, value.depth, value.note));
  }
}

Sql const kEcho{
    "test.echo",
    "SELECT CAST(:a AS BIGINT), CAST(:b AS TEXT), CAST(:c AS BIGINT), CAST(:d AS TEXT), "
    "CAST(:e AS BIGINT), CAST(:f AS TEXT), CAST(:g AS BIGINT)"};

TEST_P(Statements, types_of_the_house_survive) {
  auto instant = *Instant::parse("9999-12-31T23:59:59.999999Z");
  auto date = *Date::parse("0001-01-01");
  auto slug = *Slug::parse("hafen-9");
  auto language = *Language::parse("de-CH");
  ReadTx tx = database.read();
  auto row = tx.one<Instant, Date, Money, Slug, bool, Language, std::uint8_t>(
      kEcho, instant, date, Money::cents(-5), slug, true, language, std::uint8_t{255});
  EXPECT_EQ(row,
            std::tuple(instant, date, Money::cents(-5), slug, true, language, std::uint8_t{255}));
}

TEST_P(Statements, a_stored_value_that_its_type_refuses_is_a_fault_with_the_statements_name) {
  ReadTx tx = database.read();
  try {
    tx.one<int, Date, int, std::string, int, std::string, int>(kEcho, 1, "yesterday", 2, "", 3, "",
                                                               4);
    FAIL() << "no fault";
  } catch (StatementFault const& fault) {
    EXPECT_EQ(fault.statement(), "test.echo");
    EXPECT_EQ(fault.state(), "shape");
  }
  EXPECT_THROW((tx.one<std::uint8_t, std::string, int, std::string, int, std::string, int>(
                   kEcho, 256, "", 2, "", 3, "", 4)),
               StatementFault);
}

TEST_P(Statements, text_that_is_no_text_is_refused_on_both_engines_alike) {
  using namespace std::string_view_literals;
  for (auto bad : {"zero\0byte"sv, "\xff"sv, "\xc0\x80"sv, "\xed\xa0\x80"sv, "\xf4\x90\x80\x80"sv,
                   "cut \xe2\x82"sv, "long enough for eight \x80"sv}) {
    WriteTx tx = database.write();
    try {
      insert(tx, bad);
      ADD_FAILURE() << "taken: " << testing::PrintToString(bad);
    } catch (StatementFault const& fault) {
      EXPECT_EQ(fault.state(), "text");
      EXPECT_THAT(fault.what(), testing::HasSubstr(":name"));
    }
  }
}

TEST_P(Statements, run_tells_how_many_rows_changed) {
  insert("Nordkai");
  insert("Nordmole");
  insert("Südkai");
  WriteTx tx = database.write();
  EXPECT_EQ(tx.run(kDeepen, 12, "Nord%"), 2);
  EXPECT_EQ(tx.run(kDeepen, 12, "West%"), 0);
}

TEST_P(Statements, the_shape_is_asserted) {
  insert("Nordkai");
  insert("Südkai");
  auto state_of = [&](auto call) {
    ReadTx tx = database.read();
    try {
      call(tx);
    } catch (StatementFault const& fault) {
      return fault.state();
    }
    return std::string("no fault");
  };
  EXPECT_EQ(state_of([](ReadTx& tx) { tx.one<std::string>(kNames); }), "shape") << "two rows";
  EXPECT_EQ(state_of([](ReadTx& tx) { tx.maybe<std::string>(kNames); }), "shape") << "two rows";
  EXPECT_EQ(state_of([](ReadTx& tx) { tx.all<std::string, int>(kNames); }), "shape")
      << "one column";
  EXPECT_EQ(state_of([](ReadTx& tx) { tx.all<BerthId>(kByName, "Nordkai"); }), "shape") << "three";
  EXPECT_EQ(
      state_of([](ReadTx& tx) { tx.all<BerthId, std::int64_t, std::string>(kByName, "Nordkai"); }),
      "shape")
      << "NULL where none is expected";
  EXPECT_EQ(state_of([](ReadTx& tx) {
              tx.one<BerthId, std::optional<int>, std::optional<std::string>>(kByName, "Westkai");
            }),
            "shape")
      << "no row";
  EXPECT_EQ(state_of([](ReadTx& tx) {
              tx.maybe<BerthId, std::optional<int>, std::optional<std::string>>(kByName, "Westkai");
            }),
            "no fault");
}

TEST_P(Statements, a_wrong_number_of_values_is_a_bug) {
  WriteTx tx = database.write();
  EXPECT_THROW(tx.run(kInsertPlain), Bug);
  EXPECT_THROW(tx.run(kInsertPlain, "one", "two"), Bug);
}

Sql const kTwice{"test.name_twice", R"(
    SELECT name FROM berth  -- the first: it isn't :commented
    WHERE name = :name OR note = :name OR name = ':quoted' OR depth = :depth)"};

TEST_P(Statements, a_name_may_appear_twice_and_comments_and_quotes_hide_names) {
  insert("Nordkai");
  EXPECT_THAT(kTwice.parameters(), ElementsAre("name", "depth"));
  EXPECT_THAT(database.read().all<std::string>(kTwice, "Nordkai", 3), ElementsAre("Nordkai"));
}

TEST_P(Statements, the_same_statement_serves_numbers_nothing_and_texts_in_turn) {
  WriteTx tx = database.write();
  std::vector<std::optional<int>> const depths{1, std::nullopt};
  tx.one<BerthId>(kInsert, "a", depths[0], std::nullopt);
  tx.one<BerthId>(kInsert, "b", depths[1], std::string("note"));
  tx.one<BerthId>(kInsert, "c", 3, "note");
  auto read = tx.all<BerthId, std::optional<int>, std::optional<std::string>>(kByName, "b");
  ASSERT_EQ(read.size(), 1u);
  EXPECT_EQ(std::get<1>(read[0]), std::nullopt);
  EXPECT_EQ(std::get<2>(read[0]), "note");
}

TEST_P(Statements, each_streams_and_its_callback_may_ask_further) {
  {
    WriteTx tx = database.write();
    for (int i = 0; i < 1203; ++i) insert(tx, fmt::format("{:04}", i));
    tx.commit();
  }
  ReadTx tx = database.read();
  int expected = 0;
  tx.each<std::string>(kNames, [&](std::string const& name) {
    ASSERT_EQ(name, fmt::format("{:04}", expected++));
    if (expected % 400 == 0) {
      EXPECT_EQ(tx.all<std::string>(kNames).size(), 1203u) << "the same statement, within itself";
    }
  });
  EXPECT_EQ(expected, 1203);
}

TEST_P(Statements, what_a_callback_throws_comes_out_and_spoils_nothing) {
  insert("Nordkai");
  WriteTx tx = database.write();
  auto thrower = [](std::string const&) { throw std::out_of_range("enough"); };
  EXPECT_THROW(tx.each<std::string>(kNames, thrower), std::out_of_range);
  insert(tx, "Südkai");
  tx.commit();
  EXPECT_THAT(names(), ElementsAre("Nordkai", "Südkai"));
}

TEST_P(Statements, a_result_that_was_left_holds_nothing_up) {
  insert("Nordkai");
  Database other = scratch.open({kBerths});
  {
    WriteTx tx = database.write();
    auto thrower = [](std::string const&) { throw std::out_of_range("enough"); };
    EXPECT_THROW(tx.each<std::string>(kNames, thrower), std::out_of_range);
    tx.commit();
  }
  {
    WriteTx tx = other.write();
    insert(tx, "Südkai");
    tx.commit();
  }
  EXPECT_NO_THROW(insert("Westkai"));
}

TEST_P(Statements, texts_sort_by_their_bytes) {
  for (auto name : {"b", "a", "B", "ä", "z", "a b", "a-a", "Z", "\U0001F6A2"}) insert(name);
  EXPECT_THAT(names(), ElementsAre("B", "Z", "a", "a b", "a-a", "b", "z", "ä", "\U0001F6A2"));
}

TEST_P(Statements, statements_can_be_prepared_and_those_that_fail_are_named) {
  EXPECT_THAT(database.prepare_all("database."), IsEmpty());
  Sql const wrong("wrong.one", "SELECT name FROM nowhere");
  Sql const right("wrong.two", "SELECT name FROM berth WHERE id = :id");
  EXPECT_THAT(database.prepare_all("wrong."), ElementsAre(testing::StartsWith("wrong.one: ")));
  EXPECT_EQ(wrong.runs(), 0u);
  auto before = kCount.runs();
  database.read().one<int>(kCount);
  EXPECT_EQ(kCount.runs(), before + 1);
}

}  // namespace
}  // namespace allmende::database
