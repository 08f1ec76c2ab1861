// What stands where by hand.

#include "newsroom/arrangement.h"

#include <gmock/gmock.h>

#include "newsroom/newsroom.h"
#include "newsroom/test_articles.h"
#include "tests/support/scratch_database.h"

namespace allmende::newsroom {
namespace {

using testing::ElementsAre;

class Arranging : public testing::TestWithParam<database::Engine> {
 protected:
  Arranging() {
    auto tx = database.write();
    for (std::int64_t number : {1, 2, 3}) {
      EXPECT_TRUE(put_article(tx, test::published(number, "2026-11-21T0" + std::to_string(number) + ":00:00Z")));
    }
    Article draft = test::published(4, "2026-11-21T04:00:00Z");
    draft.state = State::draft;
    draft.published.reset();
    EXPECT_TRUE(put_article(tx, draft));
    tx.commit();
  }
  static std::vector<database::Migration> all_migrations() {
    auto all = people::migrations();
    auto more = migrations();
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  Result<void> put(Arrangement const& it, people::Actor const& actor = people::Actor::command_line()) {
    auto tx = database.write();
    auto done = put_arrangement(tx, actor, it, test::noon());
    if (done) tx.commit();
    return done;
  }
  Result<void> undo() {
    auto tx = database.write();
    auto done = undo_arrangement(tx, people::Actor::command_line(), test::noon());
    if (done) tx.commit();
    return done;
  }
  Arrangement in_force() {
    auto tx = database.read();
    return arrangement(tx);
  }

  ArticleNumber one{1}, two{2}, three{3};
  allmende::test::ScratchDatabase scratch{GetParam()};
  database::Database database = scratch.open(all_migrations());
};
ALLMENDE_ON_BOTH_ENGINES(Arranging);

TEST_P(Arranging, is_kept_whole_and_told_as_a_change_once) {
  Arrangement it{.breaking = three, .lead = one, .second = {two}, .sections = {{test::slug("hafen"), {ArticleNumber(4)}}}};
  auto before = database.read().last_change();
  EXPECT_TRUE(put(it));
  EXPECT_TRUE(put(it));
  EXPECT_EQ(in_force(), it);
  EXPECT_EQ(database.read().changes_since(before, 10).size(), 1u);
}

TEST_P(Arranging, is_undone_step_by_step) {
  Arrangement first{.lead = one}, second{.lead = two};
  EXPECT_TRUE(put(first));
  EXPECT_TRUE(put(second));
  EXPECT_TRUE(undo());
  EXPECT_EQ(in_force(), first);
  EXPECT_TRUE(undo());
  EXPECT_EQ(in_force(), Arrangement{});
  EXPECT_EQ(undo().error().code, Code::conflict);
}

TEST_P(Arranging, refuses_who_may_not_articles_there_are_not_and_one_that_stands_twice) {
  EXPECT_EQ(put({.lead = one}, people::Actor::clock()).error().code, Code::forbidden);
  EXPECT_EQ(put({.lead = ArticleNumber(99)}).error().code, Code::not_found);
  EXPECT_EQ(put({.lead = one, .second = {one}}).error().code, Code::conflict);
  EXPECT_EQ(put({.second = std::vector<ArticleNumber>(13, one)}).error().code, Code::limit);
  EXPECT_EQ(in_force(), Arrangement{});
}

TEST_P(Arranging, shows_what_readers_can_see_and_notes_what_may_come) {
  auto tx = database.read();
  std::vector<database::Dependency> noted;
  tx.collect_dependencies(noted);
  auto teasers = teasers_of(tx, {three, ArticleNumber(4), one}, test::noon());
  std::vector<std::int64_t> numbers;
  for (Teaser const& teaser : teasers) numbers.push_back(teaser.number.value());
  EXPECT_THAT(numbers, ElementsAre(3, 1));
  auto is_of_the_draft = [](database::Dependency const& it) { return it.what == "article" && it.which == "4"; };
  EXPECT_TRUE(std::ranges::any_of(noted, is_of_the_draft)) << "it belongs there as soon as it is published";
  EXPECT_FALSE(last_arranged(tx));
}

TEST_P(Arranging, takes_an_article_out_of_every_place) {
  Arrangement it{.breaking = one, .lead = one, .second = {two, one}, .sections = {{test::slug("hafen"), {one}}}};
  it.take_out(one);
  EXPECT_EQ(it, (Arrangement{.second = {two}}));
}

}  // namespace
}  // namespace allmende::newsroom
