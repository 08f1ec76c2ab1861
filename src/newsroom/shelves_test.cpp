#include <fmt/format.h>
#include <gmock/gmock.h>

#include "newsroom/archive.h"
#include "newsroom/record.h"
#include "newsroom/test_articles.h"
#include "tests/support/scratch_database.h"

namespace allmende::newsroom {
namespace {

using test::at;
using test::noon;
using test::published;
using testing::ElementsAre;
using testing::IsEmpty;

class Shelves : public testing::TestWithParam<database::Engine> {
 protected:
  void put(Article const& article) {
    auto tx = database.write();
    ASSERT_TRUE(put_article(tx, article).has_value());
    tx.commit();
  }

  /// Articles 1 to 5, an hour apart, on every shelf; 6 stands on none of them.
  void fill() {
    for (int i = 1; i <= 5; ++i) {
      Article article = published(i, fmt::format("2026-11-20T0{}:00:00Z", i));
      article.topics = {"Ebbe und Flut"};
      article.authors = {{"Mira Petersen"}};
      put(article);
    }
    put(published(6, "2026-11-20T03:30:00Z", "stadt"));
  }

  std::vector<std::int64_t> numbers(std::vector<Teaser> const& teasers) {
    std::vector<std::int64_t> found;
    for (Teaser const& teaser : teasers) found.push_back(teaser.number.value());
    return found;
  }

  allmende::test::ScratchDatabase scratch{GetParam()};
  database::Database database = scratch.open(migrations());
};
ALLMENDE_ON_BOTH_ENGINES(Shelves);

TEST_P(Shelves, are_each_paged_in_both_directions_and_hold_only_their_own) {
  using Direction = Opening::Direction;
  fill();
  auto tx = database.read();
  for (Shelf const& shelf :
       {Shelf{Shelf::Kind::section, "hafen"}, Shelf{Shelf::Kind::topic, "ebbe-und-flut"},
        Shelf{Shelf::Kind::author, "mira-petersen"}}) {
    Stretch first = list(tx, shelf, {}, 2, noon());
    EXPECT_THAT(numbers(first.teasers), ElementsAre(5, 4)) << shelf.key;
    EXPECT_FALSE(first.newer_than);
    EXPECT_EQ(first.older_than, ArticleNumber(4));
    Stretch older = list(tx, shelf, {Direction::older_than, ArticleNumber(4)}, 2, noon());
    EXPECT_THAT(numbers(older.teasers), ElementsAre(3, 2)) << shelf.key;
    EXPECT_EQ(older.newer_than, ArticleNumber(3));
    Stretch newer = list(tx, shelf, {Direction::newer_than, ArticleNumber(2)}, 2, noon());
    EXPECT_THAT(numbers(newer.teasers), ElementsAre(4, 3)) << shelf.key;
    EXPECT_EQ(newer.newer_than, ArticleNumber(4));
    EXPECT_EQ(newer.older_than, ArticleNumber(3));
  }
}

TEST_P(Shelves, have_the_names_of_topics_and_authors) {
  fill();
  auto tx = database.write();
  ASSERT_TRUE(topic(tx, "ebbe-und-flut"));
  EXPECT_EQ(topic(tx, "ebbe-und-flut")->name, "Ebbe und Flut");
  EXPECT_FALSE(topic(tx, "ebbe"));
  ASSERT_TRUE(author(tx, "mira-petersen"));
  EXPECT_EQ(author(tx, "mira-petersen")->name, "Mira Petersen");
  EXPECT_EQ(author(tx, "mira-petersen")->description, "");
  EXPECT_FALSE(author(tx, "mira"));
}

TEST_P(Shelves, of_authors_are_described_and_listed_with_that) {
  fill();
  auto tx = database.write();
  Author mira{test::slug("mira-petersen"), "Mira Petersen", "Schreibt über den Hafen."};
  EXPECT_EQ(put_author(tx, mira), Put::changed);
  EXPECT_EQ(put_author(tx, mira), Put::unchanged);
  EXPECT_EQ(put_author(tx, {test::slug("ada-brink"), "Ada Brink"}), Put::created);
  EXPECT_EQ(author(tx, "mira-petersen")->description, mira.description);
  std::vector<std::string> listed;
  for (Author const& each : authors(tx)) listed.push_back(each.name + ": " + each.description);
  EXPECT_THAT(listed, ElementsAre("Ada Brink: ", "Mira Petersen: Schreibt über den Hafen."));
}

TEST_P(Shelves, of_time_know_their_beginning_and_what_is_between) {
  auto moment = [](int hour) { return at(fmt::format("2026-11-20T0{}:00:00Z", hour)); };
  {
    auto empty = database.read();
    EXPECT_EQ(first_published(empty), std::nullopt);
  }
  fill();
  auto tx = database.read();
  EXPECT_EQ(first_published(tx), moment(1));
  EXPECT_EQ(next_published(tx, moment(1), noon()), moment(1));
  EXPECT_EQ(next_published(tx, moment(6), noon()), std::nullopt);
  EXPECT_EQ(next_published(tx, moment(5), moment(4)), std::nullopt) << "what has not come yet is not there";
  EXPECT_EQ(last_published(tx, moment(1), noon()), std::nullopt);
  EXPECT_EQ(last_published(tx, moment(2), noon()), moment(1));
  EXPECT_EQ(last_published(tx, moment(5), moment(1)), moment(1)) << "what has not come yet is not there";
  EXPECT_THAT(numbers(list_between(tx, moment(2), moment(4), noon(), 10)), ElementsAre(2, 3, 6));
  EXPECT_TRUE(any_between(tx, moment(5), moment(6), noon()));
  EXPECT_FALSE(any_between(tx, moment(6), moment(9), noon()));
  EXPECT_FALSE(any_between(tx, moment(5), moment(6), moment(4)))
      << "what has not come yet is not there";
  std::vector<std::int64_t> found;
  for (Article const& article : articles_between(tx, moment(2), moment(4), noon(), 2)) {
    found.push_back(article.number.value());
  }
  EXPECT_THAT(found, ElementsAre(2, 3));
}

TEST_P(Shelves, are_for_readers_but_the_records_of_all_articles_come_by_number) {
  Article draft = published(7, "2026-11-20T01:00:00Z");
  draft.state = State::draft;
  put(draft);
  put(published(2, "2026-11-21T01:00:00Z"));
  auto tx = database.read();
  std::vector<std::string> records;
  each_record(tx, [&](std::string_view record) { records.emplace_back(record); });
  EXPECT_THAT(records, ElementsAre(testing::HasSubstr(R"("number":2,)"),
                                   testing::HasSubstr(R"("number":7,)")));
}

TEST_P(Shelves, of_text_pages_are_listed_by_their_short_name) {
  auto tx = database.write();
  EXPECT_THAT(text_pages(tx), IsEmpty());
  TextPage imprint{test::slug("impressum"), "Impressum", {{{"b1", Paragraph{{{"Wir"}}}}}}};
  TextPage about{test::slug("allmende"), "Allmende", {{{"b1", Paragraph{{{"Alle"}}}}}}};
  put_text_page(tx, imprint);
  put_text_page(tx, about);
  EXPECT_THAT(text_pages(tx), ElementsAre(about, imprint));
}

}  // namespace
}  // namespace allmende::newsroom
