// Words in, numbers out.

#include "index/index.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <fstream>
#include <thread>

namespace allmende::index {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;
namespace fs = std::filesystem;

class Finding : public testing::Test {
 protected:
  ~Finding() override { fs::remove_all(folder); }
  Index filled() {
    Index index = *Index::open(folder);
    index.put({1, "Der Kai wird saniert", "Die Kräne stehen still, sagt die Hafenmeisterin."});
    index.put({2, "Möwen auf dem Dach", "Am Kai nisten sie seit Jahren."});
    index.put({3, "Haushalt verschoben", "Der Rat berät im Dezember."});
    index.commit(7);
    return index;
  }
  fs::path folder = fs::temp_directory_path() / ("allmende-index-" + std::to_string(::getpid()));
};

TEST_F(Finding, takes_words_in_every_form_and_the_title_for_more) {
  Index index = filled();
  EXPECT_THAT(find(folder, "kai", 10), ElementsAre(1, 2));
  EXPECT_THAT(find(folder, "Kran", 10), IsEmpty()) << "Kräne is stemmed to krane, Kran to kran: no lexicon here";
  EXPECT_THAT(find(folder, "Jahre", 10), ElementsAre(2)) << "there it says Jahren";
  EXPECT_THAT(find(folder, "kai möwen", 10), ElementsAre(2));
  EXPECT_THAT(find(folder, "kai -möwen", 10), ElementsAre(1));
  EXPECT_THAT(find(folder, "\"auf dem Dach\"", 10), ElementsAre(2));
  EXPECT_THAT(find(folder, "\"Dach dem auf\"", 10), IsEmpty());
  EXPECT_THAT(find(folder, "Hafenm", 10), ElementsAre(1)) << "the last word may be unfinished";
  EXPECT_THAT(find(folder, "kai", 1), ElementsAre(1));
}

TEST_F(Finding, finds_nothing_for_what_has_no_words) {
  Index index = filled();
  for (std::string_view words : {"", " ", "-", "\"", "\"\"", "(((", "*", "+", "\xff\xfe", "AND OR NOT"}) {
    EXPECT_THAT(find(folder, words, 10), IsEmpty()) << words;
  }
  EXPECT_THAT(find(folder, std::string(100'000, 'x'), 10), IsEmpty());
}

TEST_F(Finding, replaces_and_removes) {
  Index index = filled();
  index.put({1, "Ganz anders", "neu"});
  index.remove(2);
  index.remove(99);
  EXPECT_THAT(find(folder, "kai", 10), UnorderedElementsAre(1, 2)) << "not before it is committed";
  index.commit(8);
  EXPECT_THAT(find(folder, "kai", 10), IsEmpty());
  EXPECT_THAT(find(folder, "anders", 10), ElementsAre(1));
}

TEST_F(Finding, is_there_again_with_its_position_and_begins_anew_when_damaged) {
  { Index index = filled(); }
  {
    Index again = *Index::open(folder);
    EXPECT_EQ(again.position(), 7);
    EXPECT_THAT(find(folder, "kai", 10), ElementsAre(1, 2));
  }
  for (auto const& entry : fs::directory_iterator(folder)) std::ofstream(entry.path()) << "garbage";
  Index anew = *Index::open(folder);
  EXPECT_EQ(anew.position(), 0);
  EXPECT_THAT(find(folder, "kai", 10), IsEmpty());
}

TEST_F(Finding, forgets_everything_when_it_is_told_to) {
  Index index = filled();
  index.clear();
  EXPECT_EQ(index.position(), 0);
  EXPECT_THAT(find(folder, "kai", 10), IsEmpty());
  index.put({5, "Kai", ""});
  index.commit(9);
  EXPECT_THAT(find(folder, "kai", 10), ElementsAre(5));
}

TEST_F(Finding, is_possible_where_somebody_else_writes_or_nobody_has_written) {
  EXPECT_THAT(find(folder, "kai", 10), IsEmpty());
  std::optional<Index> index = filled();
  EXPECT_FALSE(Index::open(folder));
  EXPECT_THAT(find(folder, "kai", 10), ElementsAre(1, 2));
  index.reset();
  EXPECT_TRUE(Index::open(folder));
}

TEST_F(Finding, goes_on_while_the_index_is_made_again_and_again) {
  std::jthread maker([&](std::stop_token stop) {
    while (!stop.stop_requested()) {
      fs::remove_all(folder);
      Index index = filled();
    }
  });
  for (int round = 0; round < 300; ++round) EXPECT_LE(find(folder, "kai", 10).size(), 2u);
}

TEST_F(Finding, goes_on_while_it_is_written) {
  Index index = filled();
  std::jthread writer([&](std::stop_token stop) {
    for (int round = 0; !stop.stop_requested() && round < 200; ++round) {
      index.put({100 + round, "Kai", "noch einer"});
      index.commit(100 + round);
    }
  });
  for (int round = 0; round < 200; ++round) EXPECT_GE(find(folder, "kai", 1000).size(), 2u);
}

}  // namespace
}  // namespace allmende::index
