#include <gmock/gmock.h>

#include "database/database.h"
#include "tests/support/scratch_database.h"

namespace allmende::database {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Change change(std::string what, std::string which, std::optional<std::int64_t> position = {}) {
  return {Sequence(1), std::move(what), std::move(which), Instant::from_microseconds(0), position};
}

Dependency queue(std::int64_t from, std::int64_t to) {
  return {"queue", "nordkai", PositionRange{from, to}};
}

TEST(Dependency, is_altered_by_a_change_of_the_same_thing_and_of_no_other) {
  Dependency ship{"ship", "7"};
  EXPECT_TRUE(alters(change("ship", "7"), ship));
  EXPECT_FALSE(alters(change("ship", "77"), ship));
  EXPECT_FALSE(alters(change("berth", "7"), ship));
}

TEST(Dependency, on_anything_of_a_kind_is_altered_by_each_of_the_kind) {
  EXPECT_TRUE(alters(change("ship", "7"), {"ship"}));
  EXPECT_TRUE(alters(change("ship", "8", 3), {"ship"}));
  EXPECT_FALSE(alters(change("berth", "7"), {"ship"}));
}

TEST(Dependency, on_a_part_is_altered_by_what_happens_in_it_and_by_what_says_no_place) {
  EXPECT_FALSE(alters(change("queue", "nordkai", 9), queue(10, 20)));
  EXPECT_TRUE(alters(change("queue", "nordkai", 10), queue(10, 20))) << "from is inside";
  EXPECT_TRUE(alters(change("queue", "nordkai", 19), queue(10, 20)));
  EXPECT_FALSE(alters(change("queue", "nordkai", 20), queue(10, 20))) << "to is not";
  EXPECT_TRUE(alters(change("queue", "nordkai"), queue(10, 20)));
  EXPECT_FALSE(alters(change("queue", "suedkai", 15), queue(10, 20)));
  EXPECT_FALSE(alters(change("queue", "nordkai", 10), queue(10, 10))) << "nothing is in it";
}

TEST(Dependency, on_all_of_a_thing_is_altered_wherever_it_changes) {
  EXPECT_TRUE(alters(change("queue", "nordkai", 9), {"queue", "nordkai"}));
}

TEST(Dependency, on_a_part_that_is_open_has_no_last_place) {
  using Range = PositionRange;
  EXPECT_TRUE(alters(change("queue", "nordkai", Range::kEnd), queue(10, Range::kEnd)));
  EXPECT_TRUE(alters(change("queue", "nordkai", Range::kBegin), queue(Range::kBegin, 10)));
  EXPECT_FALSE(alters(change("queue", "nordkai", 10), queue(Range::kBegin, 10)));
}

class Dependencies : public testing::TestWithParam<Engine> {
 protected:
  test::ScratchDatabase scratch{GetParam()};
  Database database = scratch.open({});
};
ALLMENDE_ON_BOTH_ENGINES(Dependencies);

TEST_P(Dependencies, are_noted_where_they_are_collected_and_outlive_the_reading) {
  std::vector<Dependency> read;
  {
    ReadTx tx = database.read();
    tx.depends_on("ship", "before");
    EXPECT_FALSE(tx.collects_dependencies());
    tx.collect_dependencies(read);
    EXPECT_TRUE(tx.collects_dependencies());
    tx.depends_on("ship", Id<struct ShipTag>(7));
    tx.depends_on("berth");
    ReadTx moved = std::move(tx);
    moved.depends_on("queue", "nordkai", PositionRange{1, 5});
  }
  EXPECT_THAT(read, ElementsAre(Dependency{"ship", "7"}, Dependency{"berth"},
                                Dependency{"queue", "nordkai", PositionRange{1, 5}}));
}

TEST_P(Dependencies, that_follow_each_other_are_one) {
  std::vector<Dependency> read;
  ReadTx tx = database.read();
  tx.collect_dependencies(read);
  for (std::int64_t day = 1; day < 5; ++day) {
    tx.depends_on("queue", "nordkai", PositionRange{day, day + 1});
  }
  tx.depends_on("queue", "suedkai", PositionRange{5, 6});
  tx.depends_on("queue", "suedkai", PositionRange{8, 9});
  tx.depends_on("queue", "suedkai");
  tx.depends_on("queue", "suedkai", PositionRange{9, 10});
  EXPECT_THAT(read, ElementsAre(queue(1, 5), Dependency{"queue", "suedkai", PositionRange{5, 6}},
                                Dependency{"queue", "suedkai", PositionRange{8, 9}},
                                Dependency{"queue", "suedkai"},
                                Dependency{"queue", "suedkai", PositionRange{9, 10}}));
}

TEST_P(Dependencies, are_collected_while_writing_too) {
  std::vector<Dependency> read;
  WriteTx tx = database.write();
  tx.depends_on("ship", "7");
  EXPECT_THAT(read, IsEmpty());
  tx.collect_dependencies(read);
  tx.depends_on("ship", "7");
  EXPECT_THAT(read, ElementsAre(Dependency{"ship", "7"}));
}

}  // namespace
}  // namespace allmende::database
