#include "newsroom/archive.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "newsroom/record.h"
#include "newsroom/test_articles.h"
#include "tests/support/scratch_database.h"
#include "tests/support/statement_coverage.h"

namespace allmende::newsroom {
namespace {

ALLMENDE_EVERY_STATEMENT_RUNS("newsroom.");

using database::Sql;
using test::noon;
using test::published;

class Archive : public testing::TestWithParam<database::Engine> {
 protected:
  Put put(Article const& article) {
    auto tx = database.write();
    Put done = put_article(tx, article).value();
    tx.commit();
    return done;
  }
  std::vector<std::int64_t> numbers(Shelf const& shelf, Opening opening = {}, int limit = 100) {
    auto tx = database.read();
    std::vector<std::int64_t> found;
    for (auto const& teaser : list(tx, shelf, opening, limit, noon()).teasers) {
      found.push_back(teaser.number.value());
    }
    return found;
  }

  allmende::test::ScratchDatabase scratch{GetParam()};
  database::Database database = scratch.open(migrations());
};
ALLMENDE_ON_BOTH_ENGINES(Archive);

using Numbers = std::vector<std::int64_t>;

TEST_P(Archive, keeps_an_article_whole) {
  EXPECT_EQ(put(test::full()), Put::created);
  auto tx = database.read();
  EXPECT_EQ(any_article(tx, ArticleNumber(1009243)), test::full());
  EXPECT_TRUE(check_archive(tx).empty());
}

TEST_P(Archive, tells_the_numbers_of_everything_drafts_too_the_newest_first) {
  put(published(7, "2026-11-20T10:00:00Z"));
  Article draft = published(9, "2026-11-20T10:00:00Z");
  draft.state = State::draft;
  draft.published.reset();
  put(draft);
  auto tx = database.read();
  EXPECT_EQ(all_numbers(tx), (std::vector<ArticleNumber>{ArticleNumber(9), ArticleNumber(7)}));
}

TEST_P(Archive, changes_nothing_when_the_same_article_comes_again) {
  put(test::full());
  auto before = database.read().last_change();
  EXPECT_EQ(put(test::full()), Put::unchanged);
  EXPECT_EQ(database.read().last_change(), before);
}

TEST_P(Archive, replaces_an_article_with_all_that_hangs_on_it) {
  put(test::full());
  Article article = test::full();
  article.topics = {"Hafen"};
  article.authors.clear();
  article.placements.clear();
  article.section = test::slug("hafen");
  EXPECT_EQ(put(article), Put::changed);
  EXPECT_TRUE(numbers({Shelf::Kind::topic, "nato"}).empty());
  EXPECT_TRUE(numbers({Shelf::Kind::author, "mira-petersen"}).empty());
  EXPECT_TRUE(numbers({Shelf::Kind::section, "politik"}).empty());
  EXPECT_EQ(numbers({Shelf::Kind::topic, "hafen"}), (Numbers{1009243}));
  auto tx = database.read();
  EXPECT_TRUE(placed_in(tx, test::day("2026-11-21"), noon()).empty());
}

TEST_P(Archive, notes_every_change_that_readers_see) {
  put(published(7, "2026-11-20T10:00:00Z"));
  auto changes = database.read().changes_since(database::Sequence(0), 10);
  ASSERT_EQ(changes.size(), 4u);
  EXPECT_EQ(changes[0].what + " " + changes[0].which, "section hafen");
  EXPECT_EQ(changes[1].what + " " + changes[1].which, "article 7");
  EXPECT_EQ(changes[2].what + " " + changes[2].which, "shelf everything");
  EXPECT_EQ(changes[3].what + " " + changes[3].which, "shelf section/hafen");
}

TEST_P(Archive, lists_no_draft_no_withdrawn_and_no_future_article) {
  Article draft = published(1, "2026-11-20T10:00:00Z");
  draft.state = State::draft;
  Article withdrawn = published(2, "2026-11-20T10:00:00Z");
  withdrawn.state = State::withdrawn;
  withdrawn.withdrawal = Withdrawal{noon(), "Grund"};
  Article future = published(3, "2026-11-21T12:00:01Z");
  for (Article* article : {&draft, &withdrawn, &future}) {
    article->topics = {"T"};
    article->authors = {{"A"}};
    article->placements = {{test::day("2026-11-21"), "1", 1}};
    put(*article);
  }
  for (Shelf const& shelf : {Shelf{}, Shelf{Shelf::Kind::section, "hafen"}, Shelf{Shelf::Kind::topic, "t"},
                             Shelf{Shelf::Kind::author, "a"}}) {
    EXPECT_TRUE(numbers(shelf).empty());
  }
  auto tx = database.read();
  EXPECT_TRUE(placed_in(tx, test::day("2026-11-21"), noon()).empty());
  EXPECT_TRUE(placed_on(tx, test::day("2026-11-21"), "1", noon()).empty());
  EXPECT_TRUE(list_between(tx, test::at("2026-11-01T00:00:00Z"), test::at("2026-12-01T00:00:00Z"), noon(), 9).empty());
  EXPECT_EQ(published_article(tx, ArticleNumber(1), noon()).error().code, Code::not_found);
  EXPECT_EQ(published_article(tx, ArticleNumber(2), noon())->state, State::withdrawn);
  EXPECT_EQ(published_article(tx, ArticleNumber(3), noon()).error().code, Code::not_found);
  EXPECT_TRUE(published_article(tx, ArticleNumber(3), test::at("2026-11-21T12:00:01Z")));
}

TEST_P(Archive, pages_through_a_list_without_missing_or_repeating_one) {
  std::mt19937 random(7);
  Numbers expected;
  for (int i = 1; i <= 57; ++i) {
    // Several articles share an instant: the number decides.
    auto hour = 10 + (i / 5) % 10;
    put(published(i, fmt::format("2026-11-2{}T{:02}:00:00Z", i % 2, hour - (i % 2 == 1 ? 8 : 0)), i % 3 ? "hafen" : "stadt"));
  }
  Numbers all = numbers({});
  ASSERT_EQ(all.size(), 57u);
  for (int size : {1, 4, 10, 57}) {
    Numbers walked;
    Opening opening;
    auto tx = database.read();
    for (;;) {
      Stretch stretch = list(tx, {}, opening, size, noon());
      for (auto const& teaser : stretch.teasers) walked.push_back(teaser.number.value());
      if (!stretch.older_than) break;
      opening = {Opening::Direction::older_than, *stretch.older_than};
    }
    EXPECT_EQ(walked, all) << "stretches of " << size;
    Numbers back;
    opening = {Opening::Direction::newer_than, ArticleNumber(all.back())};
    for (;;) {
      Stretch stretch = list(tx, {}, opening, size, noon());
      Numbers part;
      for (auto const& teaser : stretch.teasers) part.push_back(teaser.number.value());
      back.insert(back.begin(), part.begin(), part.end());
      if (!stretch.newer_than) break;
      opening = {Opening::Direction::newer_than, *stretch.newer_than};
    }
    back.push_back(all.back());
    EXPECT_EQ(back, all) << "back in stretches of " << size;
  }
}

TEST_P(Archive, finds_what_stands_on_a_printed_page_in_its_order) {
  Article second = published(1, "2026-11-20T10:00:00Z");
  second.placements = {{test::day("2026-11-21"), "1", 2}};
  Article first = published(2, "2026-11-20T11:00:00Z");
  first.placements = {{test::day("2026-11-21"), "1", 1}, {test::day("2026-11-21"), "4", 1}};
  put(second);
  put(first);
  auto tx = database.read();
  auto placed = placed_on(tx, test::day("2026-11-21"), "1", noon());
  ASSERT_EQ(placed.size(), 2u);
  EXPECT_EQ(placed[0].teaser.number, ArticleNumber(2));
  EXPECT_EQ(placed_in(tx, test::day("2026-11-21"), noon()).size(), 3u);
  std::vector<Spot> spots = standing_in(tx, test::day("2026-11-21"));
  ASSERT_EQ(spots.size(), 3u);
  EXPECT_EQ(spots[2], (Spot{"4", 1, first.number}));
}

TEST_P(Archive, names_a_section_it_did_not_know_after_its_slug_until_told) {
  put(published(1, "2026-11-20T10:00:00Z", "stadt-und-land"));
  auto tx = database.write();
  ASSERT_EQ(sections(tx).size(), 1u);
  EXPECT_EQ(sections(tx)[0].name, "Stadt und land");
  EXPECT_EQ(put_section(tx, {test::slug("stadt-und-land"), "Stadt & Land", "", 3}), Put::changed);
  EXPECT_EQ(put_section(tx, {test::slug("stadt-und-land"), "Stadt & Land", "", 3}), Put::unchanged);
  EXPECT_EQ(sections(tx)[0].name, "Stadt & Land");
}

TEST_P(Archive, knows_the_places_that_it_writes_from_more_than_once) {
  auto tx = database.write();
  std::int64_t number = 0;
  for (std::vector<std::string> const& places :
       std::vector<std::vector<std::string>>{{"Alte Liebe", "Kiel"}, {"Quarn"}, {}, {"Alte Liebe"}, {"Kiel"}}) {
    Article article = published(++number, "2026-11-20T05:00:00Z");
    article.dateline = places;
    ASSERT_TRUE(put_article(tx, article));
  }
  Article draft = published(++number, "2026-11-20T05:00:00Z");
  draft.state = State::draft;
  draft.dateline = {"Quarn"};
  ASSERT_TRUE(put_article(tx, draft));
  EXPECT_EQ(usual_datelines(tx), (std::vector<std::string>{"Alte Liebe", "Kiel"}));
}

TEST_P(Archive, remembers_where_a_text_came_from) {
  put(published(1, "2026-11-20T10:00:00Z"));
  auto tx = database.write();
  EXPECT_FALSE(article_of_origin(tx, "digest"));
  remember_origin(tx, "digest", ArticleNumber(1));
  EXPECT_EQ(article_of_origin(tx, "digest"), ArticleNumber(1));
  EXPECT_EQ(next_number(tx), ArticleNumber(2));
  EXPECT_EQ(article_with_headline(tx, "Titel 1"), ArticleNumber(1));
}

TEST_P(Archive, check_finds_an_index_that_does_not_fit_its_record) {
  Sql const spoil{"test.spoil", "UPDATE article SET headline = 'anders' WHERE number = 1"};
  put(published(1, "2026-11-20T10:00:00Z"));
  auto tx = database.write();
  tx.run(spoil);
  ASSERT_EQ(check_archive(tx).size(), 1u);
  EXPECT_NE(check_archive(tx)[0].find("article 1"), std::string::npos);
}

TEST_P(Archive, keeps_text_pages) {
  auto tx = database.write();
  TextPage page{test::slug("impressum"), "Impressum", {{{"b1", Paragraph{{{"Wir"}}}}}}};
  EXPECT_EQ(put_text_page(tx, page), Put::created);
  EXPECT_EQ(put_text_page(tx, page), Put::unchanged);
  EXPECT_EQ(text_page(tx, "impressum"), page);
  EXPECT_FALSE(text_page(tx, "nichts"));
}

}  // namespace
}  // namespace allmende::newsroom
