// A small archive under random articles: what reads otherwise had been hit by a change.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "newsroom/newsroom.h"
#include "newsroom/test_articles.h"
#include "tests/support/scratch_database.h"

namespace allmende::newsroom {
namespace {

using database::Change;
using database::Dependency;

Shelf const kHafen{Shelf::Kind::section, "hafen"};

Instant hour(int hour) { return test::at(fmt::format("2026-11-20T{:02}:00:00Z", hour)); }

/// Everything that can be read of a small archive, as text, each with what was noted.
struct Reading {
  std::string result;
  std::vector<Dependency> read;
};

std::string shown(Stretch const& stretch) {
  std::string all;
  for (Teaser const& it : stretch.teasers)
    all += fmt::format("{} {}\n", it.number.value(), it.headline);
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
    for (int from = 0; from < 24; from += 4)
      read_span(hour(from), hour(from + 4 > 23 ? 23 : from + 4));
    note([&](auto& tx) { return first_published(tx).value_or(now_).rfc3339(); });
    for (char const* page : {"1", "2"}) {
      note([&](auto& tx) {
        std::string lines;
        for (auto& it : placed_on(tx, test::day("2026-11-21"), page, now_))
          lines += it.teaser.headline + "\n";
        return lines;
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
        note([&](auto& tx) {
          return shown(list(tx, shelf, {direction, ArticleNumber(number)}, limit, now_));
        });
      }
    }
  }
  void read_span(Instant from, Instant to) {
    note([&](auto& tx) { return shown(list_between(tx, from, to, now_, 2)); });
    note([&](auto& tx) { return next_published(tx, from, now_).value_or(to).rfc3339(); });
    note([&](auto& tx) { return last_published(tx, to, now_).value_or(to).rfc3339(); });
    note([&](auto& tx) { return any_between(tx, from, to, now_) ? "yes" : "no"; });
    note([&](auto& tx) {
      std::string lines;
      for (auto& it : articles_between(tx, from, to, now_, 2)) lines += it.headline + "\n";
      return lines;
    });
  }

  database::Database& database_;
  Instant now_;
};

Article any_article(std::mt19937& random) {
  auto pick = [&](unsigned limit) { return static_cast<int>(random() % limit); };
  Article article =
      test::published(1 + pick(kNumbers), hour(pick(23)).rfc3339(), pick(2) ? "hafen" : "stadt");
  article.headline = fmt::format("Titel {}", pick(3));
  for (char const* name : {"A", "B"}) {
    if (pick(2)) article.topics.emplace_back(name);
    if (pick(2)) article.authors.push_back({name});
    if (pick(3) == 0)
      article.placements.push_back({test::day("2026-11-21"), pick(2) ? "1" : "2", 1 + pick(3)});
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
    ASSERT_TRUE(any_alters(changes, before[i].read)) << what << ", reading " << i << "\n"
                                                     << before[i].result << "\nis now\n"
                                                     << after[i].result;
  }
}

class RandomArchive : public testing::TestWithParam<database::Engine> {
 protected:
  std::vector<Change> put(Article const& article) {
    auto tx = database.write();
    auto before = tx.last_change();
    EXPECT_TRUE(put_article(tx, article));
    tx.commit();
    return database.read().changes_since(before, 100);
  }

  allmende::test::ScratchDatabase scratch{GetParam()};
  database::Database database = scratch.open(migrations());
};
ALLMENDE_ON_BOTH_ENGINES(RandomArchive);

TEST_P(RandomArchive, nothing_reads_otherwise_that_no_change_has_hit) {
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
    expect_nothing_missed(before, after, changes_by_clock(tx, now, hour(next)),
                          fmt::format("{} o'clock", next));
    before = std::move(after);
    now = hour(next);
  }
}

}  // namespace
}  // namespace allmende::newsroom
