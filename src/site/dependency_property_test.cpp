// The whole paper under whatever may happen to it: a page that comes out otherwise had been hit by
// a change.

#include <gmock/gmock.h>

#include <cstdlib>
#include <iostream>
#include <random>

#include "site/made_pages.h"
#include "tests/support/many_givers.h"
#include "tests/support/staff_at_work.h"

namespace allmende::site {
namespace {

using database::Change;
using newsroom::Article;

using Paths = std::set<std::string>;

/// Whatever an editor, or the clock, may do next.
class Happenings {
 public:
  Happenings(Weeks& weeks, unsigned seed) : weeks_(weeks), random_(seed) {}

  struct Happened {
    std::string what;
    std::vector<Change> changes;
    Paths told_by_no_change = {};
  };

  Happened next() {
    switch (pick(13)) {
      case 0:
        return alter_text();
      case 1:
        return move();
      case 2:
        return relate();
      case 3:
        return withdraw();
      case 4:
        return relist();
      case 5:
        return place();
      case 6:
        return alter_house();
      case 7:
        return alter_issue();
      case 8:
        return pass_time();
      case 9:
        return alter_books();
      default:
        return publish();
    }
  }

 private:
  int pick(unsigned limit) { return static_cast<int>(random_() % limit); }
  std::string words() { return fmt::format("Nr. {}", random_() % 100'000); }

  Article some_article() {
    auto tx = weeks_.paper().database.read();
    for (;;) {
      auto found =
          newsroom::any_article(tx, newsroom::ArticleNumber(1001 + pick(Weeks::kArticles + 12)));
      if (found) return *found;
    }
  }
  Slug some_section() {
    static char const* const all[] = {"hafen", "kultur", "meinung", "neu"};
    return slug(all[pick(40) == 0 ? 3 : pick(3)]);
  }
  /// Within the paper's weeks, now, or later today.
  std::string some_instant() {
    Instant now = weeks_.paper().context.now();
    if (pick(2)) return now.rfc3339();
    if (pick(3) == 0)
      return Instant::from_microseconds(now.microseconds() + 60'000'000LL * pick(120)).rfc3339();
    return fmt::format("2026-11-{}T{:02}:{:02}:00Z", 10 + pick(13), 6 + pick(6), 30 * pick(2));
  }

  Happened put(std::string what, Article const& article) {
    return {fmt::format("{} {}", what, article.number.value()), weeks_.put(article)};
  }
  Happened publish() {
    Article article = plain_article(1001 + Weeks::kArticles + pick(12), some_instant());
    article.section = some_section();
    article.headline = words();
    if (pick(3) == 0)
      article.lead_picture = newsroom::PictureUse{pick(2) ? "kran.png" : "boot.png", "Bild"};
    return put("published", article);
  }
  Happened alter_text() {
    Article article = some_article();
    if (pick(2)) article.headline = words();
    if (pick(2)) article.deck = words();
    if (pick(4) == 0) article.slug = slug(fmt::format("neu-{}", pick(9)));
    if (pick(2)) article.body.blocks = {{"b1", newsroom::Paragraph{line(words())}}};
    if (pick(2)) article.updated = weeks_.paper().context.now();
    return put("altered", article);
  }
  Happened move() {
    Article article = some_article();
    article.section = some_section();
    return put("moved", article);
  }
  Happened relate() {
    Article article = some_article();
    article.topics.clear();
    article.authors.clear();
    for (char const* topic : {"Umschlag", "Arbeit", "Neu"})
      if (pick(2)) article.topics.emplace_back(topic);
    for (char const* author : {"Mira Petersen", "Neu"})
      if (pick(2)) article.authors.push_back({author});
    return put("related", article);
  }
  Happened withdraw() {
    Article article = some_article();
    article.state = newsroom::State::withdrawn;
    article.withdrawal = newsroom::Withdrawal{weeks_.paper().context.now(), words()};
    if (*article.published > weeks_.paper().context.now()) return alter_text();
    return put("withdrew", article);
  }
  Happened relist() {
    Article article = some_article();
    article.published = moment(some_instant());
    article.withdrawal.reset();
    article.state = pick(5) == 0 ? newsroom::State::draft : newsroom::State::published;
    return put("listed anew", article);
  }
  Happened place() {
    Article article = some_article();
    article.placements.clear();
    for (char const* issue : {"2026-11-12", "2026-11-18", "2026-11-21"}) {
      if (pick(2)) article.placements.push_back({day(issue), pick(2) ? "1" : "4", 1 + pick(50)});
    }
    return put("placed", article);
  }
  Happened alter_house() {
    auto& pictures = weeks_.paper().pictures;
    int which = pick(6);
    auto write = [&](auto& tx) {
      if (which == 0) newsroom::put_section(tx, {some_section(), words(), words(), 1 + pick(5)});
      if (which == 1)
        newsroom::put_text_page(tx, {slug(pick(2) ? "impressum" : "neu"),
                                     words(),
                                     {{{"b1", newsroom::Paragraph{line(words())}}}}});
      if (which == 2)
        appeals::put_appeal(tx, {slug(pick(2) ? "bleibt" : "anfang"), Language::german(), words()});
      if (which == 3)
        advertising::put_campaign(tx, {.slug = slug(pick(2) ? "eigen" : "anfang"), .title = words()});
      if (which == 4) newsroom::put_author(tx, {slug("mira-petersen"), "Mira Petersen", words()});
      if (which == 5) VERIFY(pictures.add(tx, "boot.png", "a boat").has_value());
    };
    return {fmt::format("house {}", which), weeks_.write(write)};
  }
  /// Of the last five months; a few of them are too little to be told.
  Happened alter_books() {
    using namespace transparency;
    Instant now = weeks_.paper().context.now();
    auto write = [&](auto& tx) {
      if (pick(3) == 0) {
        auto at_till = allmende::test::employ(tx, fmt::format("ilse{}", random_()), {people::Role::till}, now);
        VERIFY(write_plan(tx, at_till, {.goal = Money::cents(pick(2) * 100'000), .text = words()}, now).has_value());
        return;
      }
      auto kind = pick(2) ? contributions::GiverKind::reader : contributions::GiverKind::member;
      auto interval = pick(2) ? contributions::Interval::once : contributions::Interval::monthly;
      allmende::test::give_all(tx, till_, 1 + pick(20), kind, interval, Money::cents(500), day(fmt::format("2026-{:02}-02", 7 + pick(5))), now);
      VERIFY(tell(tx, people::Actor::clock(), till_, day(fmt::format("2026-11-{}", 10 + pick(13))), now).has_value());
    };
    return {"books", weeks_.write(write)};
  }
  Happened alter_issue() {
    static char const* const dates[] = {"2026-11-12", "2026-11-21", "2026-11-22", "2026-11-24"};
    edition::Issue issue{day(dates[pick(4)]), pick(900), words(), {{"1", words()}, {"4"}}};
    return {"issue", weeks_.write([&](auto& tx) { edition::put_issue(tx, issue); })};
  }
  Happened pass_time() {
    Instant before = weeks_.paper().context.now();
    Instant now = Instant::from_microseconds(before.microseconds() + 60'000'000LL * (1 + pick(60)));
    // At midnight every page has another date.
    if (now >= moment("2026-11-23T22:59:00Z")) return publish();
    weeks_.paper().set_clock(now.rfc3339());
    auto tx = weeks_.paper().database.read();
    return {"time passed", newsroom::changes_by_clock(tx, before, now), {"/news-sitemap.xml"}};
  }

  Weeks& weeks_;
  std::mt19937 random_;
  contributions::Till till_ = allmende::test::make_till();
};

TEST(WholePaper, whatever_happens_no_page_is_altered_that_was_not_hit) {
  Weeks weeks;
  // More of them: ALLMENDE_STEPS=500 ALLMENDE_SEED=7.
  auto number = [](char const* name, int otherwise) {
    char const* given = std::getenv(name);
    return given ? std::atoi(given) : otherwise;
  };
  int steps = number("ALLMENDE_STEPS", 40);
  auto seed = static_cast<unsigned>(number("ALLMENDE_SEED", 20261127));
  Happenings happenings(weeks, seed);
  std::size_t hits = 0, needless = 0;
  for (int step = 0; step < steps && !testing::Test::HasFailure(); ++step) {
    auto happened = happenings.next();
    Paths hit = weeks.hit_by(happened.changes);
    hits += hit.size();
    needless += static_cast<std::size_t>(weeks.settle(
        hit, fmt::format("step {}: {}", step, happened.what), happened.told_by_no_change));
  }
  testing::Test::RecordProperty("pages", static_cast<int>(weeks.pages().size()));
  testing::Test::RecordProperty("hits_a_change",
                                static_cast<int>(hits / static_cast<std::size_t>(steps)));
  std::cout << fmt::format("{} pages, {} changes, {} hits, of these {} without need\n",
                           weeks.pages().size(), steps, hits, needless);
}

}  // namespace
}  // namespace allmende::site
