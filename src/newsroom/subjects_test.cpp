#include "newsroom/subjects.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <functional>
#include <random>

#include "newsroom/test_articles.h"
#include "tests/support/scratch_database.h"

namespace allmende::newsroom {
namespace {

using database::Change;
using database::Dependency;
using database::PositionRange;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr std::int64_t kBegin = PositionRange::kBegin;
constexpr std::int64_t kEnd = PositionRange::kEnd;

Shelf const kHafen{Shelf::Kind::section, "hafen"};

Instant hour(int hour) { return test::at(fmt::format("2026-11-20T{:02}:00:00Z", hour)); }
Article listed(std::int64_t number, int at, std::string_view section = "hafen") {
  return test::published(number, hour(at).rfc3339(), section);
}
Dependency of_article(int number) { return {"article", std::to_string(number)}; }
Dependency of_shelf(std::string name, std::int64_t from, std::int64_t to) {
  return {"shelf", std::move(name), PositionRange{from, to}};
}
std::int64_t at(int hours) { return hour(hours).microseconds(); }

/// "article 7", "shelf everything 10": the position as the hour.
std::string said(Change const& change) {
  if (!change.position) return change.what + " " + change.which;
  return fmt::format("{} {} {}", change.what, change.which, (*change.position - at(0)) / 3'600'000'000);
}

class Subjects : public testing::TestWithParam<database::Engine> {
 protected:
  Subjects() {
    auto tx = database.write();
    put_section(tx, {test::slug("hafen"), "Hafen", "", 1});
    put_section(tx, {test::slug("stadt"), "Stadt", "", 2});
    tx.commit();
  }

  /// The rows that it leaves in the log.
  std::vector<Change> put(Article const& article) {
    auto before = database.read().last_change();
    auto tx = database.write();
    EXPECT_TRUE(put_article(tx, article));
    tx.commit();
    return database.read().changes_since(before, 100);
  }
  std::vector<std::string> rows(Article const& article) {
    std::vector<std::string> all;
    for (Change const& change : put(article)) all.push_back(said(change));
    return all;
  }

  std::vector<Dependency> read(std::function<void(database::ReadTx&)> const& reading) {
    std::vector<Dependency> found;
    auto tx = database.read();
    tx.collect_dependencies(found);
    reading(tx);
    return found;
  }
  std::vector<Dependency> read_list(Shelf const& shelf, Opening opening, int limit) {
    return read([&](auto& tx) { list(tx, shelf, opening, limit, test::noon()); });
  }

  allmende::test::ScratchDatabase scratch{GetParam()};
  database::Database database = scratch.open(migrations());
};
ALLMENDE_ON_BOTH_ENGINES(Subjects);

Article everywhere() {
  Article article = listed(7, 10);
  article.topics = {"NATO"};
  article.authors = {{"Mira Petersen"}, {"Jula Brandt", Role::photo}};
  article.placements = {{test::day("2026-11-21"), "1", 1}, {test::day("2026-11-21"), "4", 1}};
  return article;
}

TEST_P(Subjects, a_new_article_alters_each_shelf_it_stands_on_where_it_stands) {
  EXPECT_THAT(rows(everywhere()),
              ElementsAre("topic nato", "author mira-petersen", "author jula-brandt", "article 7",
                          "shelf author/jula-brandt 10", "shelf author/mira-petersen 10",
                          "shelf everything 10", "shelf section/hafen 10", "shelf topic/nato 10",
                          "placement 2026-11-21"));
}

TEST_P(Subjects, another_text_alters_the_article_alone) {
  Article article = everywhere();
  put(article);
  article.headline = "Anders";
  article.updated = test::noon();
  EXPECT_THAT(rows(article), ElementsAre("article 7"));
}

TEST_P(Subjects, an_article_that_moves_leaves_one_shelf_and_comes_to_another) {
  Article article = everywhere();
  put(article);
  article.section = test::slug("stadt");
  article.topics = {"Hafen"};
  EXPECT_THAT(rows(article), ElementsAre("topic hafen", "article 7", "shelf section/hafen 10", "shelf topic/nato 10",
                                         "shelf section/stadt 10", "shelf topic/hafen 10"));
}

TEST_P(Subjects, another_instant_alters_every_shelf_at_both_places) {
  put(listed(7, 10));
  EXPECT_THAT(rows(listed(7, 11)), ElementsAre("article 7", "shelf everything 10", "shelf section/hafen 10",
                                               "shelf everything 11", "shelf section/hafen 11"));
}

TEST_P(Subjects, a_withdrawal_alters_where_the_article_stood) {
  Article article = everywhere();
  put(article);
  article.state = State::withdrawn;
  article.withdrawal = Withdrawal{test::noon(), "Grund"};
  EXPECT_THAT(rows(article),
              ElementsAre("article 7", "shelf author/jula-brandt 10", "shelf author/mira-petersen 10",
                          "shelf everything 10", "shelf section/hafen 10", "shelf topic/nato 10",
                          "placement 2026-11-21"));
}

TEST_P(Subjects, a_draft_stands_nowhere) {
  Article article = listed(7, 10);
  article.state = State::draft;
  article.placements = {{test::day("2026-11-21"), "1", 1}};
  EXPECT_THAT(rows(article), ElementsAre("article 7"));
  article.section = test::slug("stadt");
  EXPECT_THAT(rows(article), ElementsAre("article 7"));
}

TEST_P(Subjects, other_placements_alter_the_issues_whose_pages_are_others) {
  Article article = everywhere();
  put(article);
  article.placements.back().page = "5";
  article.placements.push_back({test::day("2026-11-22"), "1", 1});
  EXPECT_THAT(rows(article), ElementsAre("article 7", "placement 2026-11-21", "placement 2026-11-22"));
  std::swap(article.placements.front(), article.placements.back());
  EXPECT_THAT(rows(article), ElementsAre("article 7")) << "the order in the record is nobody's";
}

TEST_P(Subjects, an_article_is_read_also_where_there_is_none) {
  EXPECT_THAT(read([](auto& tx) { (void)published_article(tx, ArticleNumber(7), test::noon()); }),
              ElementsAre(of_article(7)));
  EXPECT_THAT(read([](auto& tx) { any_article(tx, ArticleNumber(8)); }), ElementsAre(of_article(8)));
}

TEST_P(Subjects, the_newest_stretch_reads_from_the_first_that_is_not_shown_to_all_that_will_come) {
  for (int i = 1; i <= 4; ++i) put(listed(i, i));
  EXPECT_THAT(read_list(kHafen, {}, 2),
              ElementsAre(of_shelf("section/hafen", at(2), kEnd), of_article(4), of_article(3)));
  EXPECT_THAT(read_list({}, {}, 9),
              ElementsAre(of_shelf("everything", kBegin, kEnd), of_article(4), of_article(3), of_article(2),
                          of_article(1)))
      << "where nothing is left out, the oldest may be any";
}

TEST_P(Subjects, an_older_stretch_reads_up_to_where_it_is_opened) {
  for (int i = 1; i <= 5; ++i) put(listed(i, i));
  Opening opening{Opening::Direction::older_than, ArticleNumber(4)};
  EXPECT_THAT(read_list(kHafen, opening, 2),
              ElementsAre(of_article(4), of_shelf("section/hafen", at(1), at(4) + 1), of_article(3), of_article(2)));
  EXPECT_THAT(read_list(kHafen, opening, 3),
              ElementsAre(of_article(4), of_shelf("section/hafen", kBegin, at(4) + 1), of_article(3),
                          of_article(2), of_article(1)));
}

TEST_P(Subjects, a_newer_stretch_reads_on_from_where_it_is_opened) {
  for (int i = 1; i <= 5; ++i) put(listed(i, i));
  Opening opening{Opening::Direction::newer_than, ArticleNumber(2)};
  EXPECT_THAT(read_list(kHafen, opening, 2),
              ElementsAre(of_article(2), of_shelf("section/hafen", at(2), at(5) + 1), of_article(3), of_article(4)));
  EXPECT_THAT(read_list(kHafen, opening, 3),
              ElementsAre(of_article(2), of_shelf("section/hafen", at(2), kEnd), of_article(3), of_article(4),
                          of_article(5)));
}

TEST_P(Subjects, a_stretch_opened_at_an_article_that_is_not_there_waits_for_it) {
  EXPECT_THAT(read_list(kHafen, {Opening::Direction::older_than, ArticleNumber(9)}, 2), ElementsAre(of_article(9)));
}

TEST_P(Subjects, a_span_of_time_is_read_as_far_as_it_was_shown) {
  for (int i = 1; i <= 4; ++i) put(listed(i, i));
  auto between = [&](int limit) {
    return read([&](auto& tx) { list_between(tx, hour(2), hour(9), test::noon(), limit); });
  };
  EXPECT_THAT(between(9), ElementsAre(of_shelf("everything", at(2), at(9)), of_article(2), of_article(3), of_article(4)));
  EXPECT_THAT(between(1), ElementsAre(of_shelf("everything", at(2), at(2) + 1), of_article(2)));
  EXPECT_THAT(read([](auto& tx) { articles_between(tx, hour(3), hour(9), test::noon(), 9); }),
              ElementsAre(of_shelf("everything", at(3), at(9)), of_article(3), of_article(4)));
  EXPECT_THAT(read([](auto& tx) { articles_between(tx, hour(3), hour(9), test::noon(), 1); }),
              ElementsAre(of_shelf("everything", at(3), at(3) + 1), of_article(3)));
}

TEST_P(Subjects, a_day_with_articles_asks_after_its_first_and_an_empty_one_after_any) {
  put(listed(1, 4));
  put(listed(2, 6));
  EXPECT_THAT(read([](auto& tx) { any_between(tx, hour(3), hour(9), test::noon()); }),
              ElementsAre(of_shelf("everything", at(4), at(4) + 1)));
  EXPECT_THAT(read([](auto& tx) { any_between(tx, hour(7), hour(9), test::noon()); }),
              ElementsAre(of_shelf("everything", at(7), at(9))));
}

TEST_P(Subjects, the_papers_beginning_is_moved_by_nothing_later) {
  EXPECT_THAT(read([](auto& tx) { first_published(tx); }), ElementsAre(of_shelf("everything", kBegin, kEnd)));
  put(listed(1, 4));
  EXPECT_THAT(read([](auto& tx) { first_published(tx); }),
              ElementsAre(of_shelf("everything", kBegin, at(4) + 1)));
}

TEST_P(Subjects, a_printed_page_reads_its_issues_placements_and_its_articles) {
  put(everywhere());
  Date issue = test::day("2026-11-21");
  std::vector<Dependency> expected{{"placement", "2026-11-21"}, of_article(7)};
  EXPECT_EQ(read([&](auto& tx) { placed_on(tx, issue, "4", test::noon()); }), expected);
  expected.push_back(of_article(7));
  EXPECT_EQ(read([&](auto& tx) { placed_in(tx, issue, test::noon()); }), expected) << "it stands there twice";
}

TEST_P(Subjects, what_articles_belong_to_is_read_by_its_name_or_as_a_whole) {
  EXPECT_THAT(read([](auto& tx) {
                sections(tx);
                author(tx, "mira");
                authors(tx);
                topic(tx, "nato");
                text_page(tx, "impressum");
                text_pages(tx);
              }),
              ElementsAre(Dependency{"section"}, Dependency{"author", "mira"}, Dependency{"author"},
                          Dependency{"topic", "nato"}, Dependency{"text page", "impressum"},
                          Dependency{"text page"}));
}

TEST_P(Subjects, the_clock_alters_what_a_publication_at_that_instant_would_have) {
  Article article = everywhere();
  std::vector<std::string> written = rows(article);
  auto tx = database.read();
  EXPECT_EQ(next_listing(tx, hour(9)), hour(10));
  EXPECT_EQ(next_listing(tx, hour(10)), std::nullopt);
  auto changes = changes_by_clock(tx, hour(9), hour(10));
  std::vector<std::string> made;
  for (Change const& change : changes) made.push_back(said(change));
  written.erase(written.begin(), written.begin() + 3);  // topic and authors are there already
  EXPECT_EQ(made, written);
  EXPECT_EQ(changes[0].sequence, tx.last_change());
  EXPECT_EQ(changes[0].at, hour(10));
  EXPECT_THAT(changes_by_clock(tx, hour(10), hour(12)), IsEmpty()) << "after is not inside";
  EXPECT_THAT(changes_by_clock(tx, hour(11), hour(9)), IsEmpty());
}

/// Everything that can be read of a small archive, as text, each with what was noted.
struct Reading {
  std::string result;
  std::vector<Dependency> read;
};

std::string shown(Stretch const& stretch) {
  std::string all;
  for (Teaser const& it : stretch.teasers) all += fmt::format("{} {}\n", it.number.value(), it.headline);
  return fmt::format("{}{} {}", all, stretch.older_than.value_or(ArticleNumber(0)).value(),
                     stretch.newer_than.value_or(ArticleNumber(0)).value());
}

std::string shown(std::vector<Teaser> const& teasers) { return shown(Stretch{teasers, {}, {}}); }

constexpr int kNumbers = 16;

class Readings {
 public:
  Readings(database::Database& database, Instant now) : database_(database), now_(now) {
    std::vector<Shelf> shelves{{}, kHafen, {Shelf::Kind::section, "stadt"}};
    for (char const* key : {"a", "b"}) {
      shelves.push_back({Shelf::Kind::topic, key});
      shelves.push_back({Shelf::Kind::author, key});
    }
    for (Shelf const& shelf : shelves) {
      for (int limit : {1, 2, 30}) read_shelf(shelf, limit);
    }
    for (int from = 0; from < 24; from += 4) read_span(hour(from), hour(from + 4 > 23 ? 23 : from + 4));
    note([&](auto& tx) { return first_published(tx).value_or(now_).rfc3339(); });
    for (char const* page : {"1", "2"}) {
      note([&](auto& tx) {
        std::string all;
        for (auto& it : placed_on(tx, test::day("2026-11-21"), page, now_)) all += it.teaser.headline + "\n";
        return all;
      });
    }
  }

  std::vector<Reading> all;

 private:
  template <class Read>
  void note(Read const& read) {
    Reading reading;
    auto tx = database_.read();
    tx.collect_dependencies(reading.read);
    reading.result = read(tx);
    all.push_back(std::move(reading));
  }
  void read_shelf(Shelf const& shelf, int limit) {
    note([&](auto& tx) { return shown(list(tx, shelf, {}, limit, now_)); });
    for (int number = 1; number <= kNumbers; number += 3) {
      for (auto direction : {Opening::Direction::older_than, Opening::Direction::newer_than}) {
        note([&](auto& tx) { return shown(list(tx, shelf, {direction, ArticleNumber(number)}, limit, now_)); });
      }
    }
  }
  void read_span(Instant from, Instant to) {
    note([&](auto& tx) { return shown(list_between(tx, from, to, now_, 2)); });
    note([&](auto& tx) { return any_between(tx, from, to, now_) ? "yes" : "no"; });
    note([&](auto& tx) {
      std::string all;
      for (auto& it : articles_between(tx, from, to, now_, 2)) all += it.headline + "\n";
      return all;
    });
  }

  database::Database& database_;
  Instant now_;
};

Article any_article(std::mt19937& random) {
  auto pick = [&](unsigned limit) { return static_cast<int>(random() % limit); };
  Article article = listed(1 + pick(kNumbers), pick(23), pick(2) ? "hafen" : "stadt");
  article.headline = fmt::format("Titel {}", pick(1000));
  for (char const* name : {"A", "B"}) {
    if (pick(2)) article.topics.emplace_back(name);
    if (pick(2)) article.authors.push_back({name});
    if (pick(3) == 0) article.placements.push_back({test::day("2026-11-21"), pick(2) ? "1" : "2", 1 + pick(3)});
  }
  if (pick(6) == 0) article.state = State::draft;
  if (pick(6) == 0) {
    article.state = State::withdrawn;
    article.withdrawal = Withdrawal{test::noon(), "Grund"};
  }
  return article;
}

bool any_alters(std::vector<Change> const& changes, std::vector<Dependency> const& read) {
  for (Change const& change : changes) {
    for (Dependency const& dependency : read) {
      if (alters(change, dependency)) return true;
    }
  }
  return false;
}

/// What was read otherwise than before had been hit by a change.
void expect_nothing_missed(std::vector<Reading> const& before, std::vector<Reading> const& after,
                           std::vector<Change> const& changes, std::string const& what) {
  ASSERT_EQ(before.size(), after.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i].result == after[i].result) continue;
    ASSERT_TRUE(any_alters(changes, before[i].read))
        << what << ", reading " << i << "\n" << before[i].result << "\nis now\n" << after[i].result;
  }
}

TEST_P(Subjects, nothing_reads_otherwise_that_no_change_has_hit) {
  std::mt19937 random(20261127);
  Instant now = hour(16);
  auto before = Readings(database, now).all;
  int steps = GetParam() == database::Engine::sqlite ? 120 : 25;
  for (int step = 0; step < steps; ++step) {
    auto changes = put(any_article(random));
    auto after = Readings(database, now).all;
    expect_nothing_missed(before, after, changes, fmt::format("step {}", step));
    if (HasFatalFailure()) return;
    before = std::move(after);
  }
  for (int next = 17; next < 24; ++next) {
    auto after = Readings(database, hour(next)).all;
    auto tx = database.read();
    expect_nothing_missed(before, after, changes_by_clock(tx, now, hour(next)), fmt::format("{} o'clock", next));
    before = std::move(after);
    now = hour(next);
  }
}

}  // namespace
}  // namespace allmende::newsroom
