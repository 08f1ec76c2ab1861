// Each page knows what it was made from: a change hits every page that it alters, and few others.

#include <gmock/gmock.h>

#include <cstdlib>
#include <iostream>
#include <random>

#include "site/made_pages.h"

namespace allmende::site {
namespace {

using database::Change;
using newsroom::Article;
using testing::Contains;
using testing::Each;
using testing::Not;
using testing::StartsWith;

using Paths = std::set<std::string>;

Article new_article(std::string_view section = "hafen") {
  Article article = plain_article(2000, "2026-11-23T11:59:00Z");
  article.section = slug(section);
  return article;
}

class Dependencies : public testing::Test {
 protected:
  /// Those that the changes hit; what else they alter fails the test.
  Paths hit(std::vector<Change> const& changes, std::string const& what) {
    Paths found = weeks.hit_by(changes);
    weeks.settle(found, what);
    return found;
  }
  /// Of all addresses.
  Paths pages(std::string_view beginning) {
    Paths found;
    for (std::string const& path : weeks.pages()) {
      if (path.starts_with(beginning)) found.insert(path);
    }
    return found;
  }

  Weeks weeks;
};

TEST_F(Dependencies, the_test_knows_the_whole_paper) {
  for (char const* path : {"/",
                           "/artikel/1039.kran-steht",
                           "/ressort/hafen",
                           "/ressort/hafen?vor=1030",
                           "/ressort/kultur?nach=1001",
                           "/thema/umschlag",
                           "/von/mira-petersen?vor=1032",
                           "/archiv/2026",
                           "/archiv/2026/11",
                           "/archiv/2026/11/12",
                           "/ausgaben",
                           "/ausgabe/2026-11-12",
                           "/ausgabe/2026-11-12/seite/4",
                           "/feed.xml",
                           "/feed.atom?vor=1036",
                           "/ressort/hafen/feed.json",
                           "/sitemap.xml",
                           "/sitemap-2026-11.xml",
                           "/news-sitemap.xml",
                           "/impressum",
                           "/beitrag"}) {
    EXPECT_THAT(weeks.pages(), Contains(path));
  }
  for (int number = 1; number <= Weeks::kArticles; ++number) {
    EXPECT_THAT(weeks.kept(fmt::format("/artikel/{}.kran-steht", 1000 + number)).bytes,
                StartsWith("200"));
  }
}

TEST_F(Dependencies, a_new_article_drops_the_beginnings_where_it_stands_and_no_more) {
  Paths dropped = hit(weeks.put(new_article()), "a new article");
  for (char const* path :
       {"/", "/ressort/hafen", "/feed.xml", "/feed.atom", "/feed.json", "/ressort/hafen/feed.xml",
        "/archiv/2026/11/23", "/sitemap-2026-11.xml", "/news-sitemap.xml", "/archiv/2026/11"}) {
    EXPECT_THAT(dropped, Contains(path));
  }
  for (std::string const& path : dropped) {
    // A page that is not there leads to the newest texts.
    if (weeks.kept(path).bytes.starts_with("404")) continue;
    EXPECT_THAT(path, Not(StartsWith("/artikel/10")))
        << "the pages of older articles stay, also of its section";
    EXPECT_THAT(path, Not(StartsWith("/ressort/kultur"))) << "other sections stay";
    EXPECT_THAT(path, Not(StartsWith("/ressort/hafen?vor="))) << "what is deeper stays";
    EXPECT_THAT(path, Not(StartsWith("/feed.xml?"))) << "so do the feed's older pages";
    EXPECT_THAT(path, Not(StartsWith("/thema/umschlag"))) << "and topics that it has not";
    EXPECT_THAT(path, Not(StartsWith("/von/mira-petersen"))) << "and authors who did not write it";
    EXPECT_THAT(path, Not(StartsWith("/archiv/2026/11/1"))) << "and other days";
    EXPECT_THAT(path, Not(StartsWith("/ausgabe"))) << "and the printed paper";
    EXPECT_NE(path, "/impressum");
    EXPECT_NE(path, "/beitrag");
    EXPECT_NE(path, "/sitemap.xml") << "the month was in it";
  }
}

TEST_F(Dependencies, the_second_article_of_a_day_leaves_the_calendars_alone) {
  hit(weeks.put(new_article()), "the first of the day");
  Article second = new_article("kultur");
  second.number = newsroom::ArticleNumber(2001);
  second.published = moment("2026-11-23T11:59:30Z");
  Paths dropped = hit(weeks.put(second), "the second");
  EXPECT_THAT(dropped, Contains("/archiv/2026/11/23"));
  EXPECT_THAT(dropped, Not(Contains("/archiv/2026/11")));
  EXPECT_THAT(dropped, Not(Contains("/archiv/2026")));
}

TEST_F(Dependencies, a_corrected_text_drops_its_page_and_where_its_teaser_stands) {
  Article article = Weeks::old_article(15);  // hafen, with a topic
  article.headline = "Anders";
  Paths dropped = hit(weeks.put(article), "another headline");
  for (char const* path : {"/artikel/1015.kran-steht", "/artikel/1018.kran-steht",
                           "/archiv/2026/11/14", "/sitemap-2026-11.xml"}) {
    EXPECT_THAT(dropped, Contains(path));
  }
  for (char const* path : {"/ressort/hafen", "/feed.xml", "/archiv/2026/11", "/archiv/2026/11/13",
                           "/artikel/1012.kran-steht", "/artikel/1016.kran-steht",
                           "/artikel/1027.kran-steht", "/von/mira-petersen"}) {
    EXPECT_THAT(dropped, Not(Contains(path)));
  }
}

TEST_F(Dependencies, a_corrected_body_leaves_the_lists_alone) {
  Article article = Weeks::old_article(15);
  article.body.blocks.push_back({"b2", newsroom::Paragraph{line("Und das.")}});
  article.updated = moment("2026-11-23T11:00:00Z");
  Paths dropped = hit(weeks.put(article), "another body");
  EXPECT_THAT(dropped, testing::ElementsAre("/artikel/1015", "/artikel/1015.kran-steht",
                                            "/sitemap-2026-11.xml"));
}

TEST_F(Dependencies, a_text_listed_in_the_past_drops_the_stretch_where_it_comes_to_stand) {
  Article article = plain_article(2000, "2026-11-14T12:00:00Z");
  Paths dropped = hit(weeks.put(article), "one between others");
  EXPECT_THAT(dropped, Contains("/archiv/2026/11/14"));
  EXPECT_THAT(dropped, Contains("/artikel/1018.kran-steht")) << "its neighbour shows it";
  EXPECT_THAT(dropped, Not(Contains("/ressort/hafen")));
  EXPECT_THAT(dropped, Not(Contains("/feed.xml")));
  EXPECT_THAT(dropped, Not(Contains("/archiv/2026/11")));
  EXPECT_THAT(dropped, Not(Contains("/artikel/1036.kran-steht")));
}

TEST_F(Dependencies, an_article_in_print_drops_its_issue_and_no_other) {
  Article article = Weeks::old_article(15);
  article.placements = {{day("2026-11-12"), "4", 9}};
  Paths dropped = hit(weeks.put(article), "a placement");
  EXPECT_THAT(dropped, Contains("/ausgabe/2026-11-12"));
  EXPECT_THAT(dropped, Contains("/ausgabe/2026-11-12/seite/4"));
  EXPECT_THAT(dropped, Not(Contains("/ausgabe/2026-11-18")));
  EXPECT_THAT(dropped, Not(Contains("/ausgabe/2026-11-21/seite/1")));
}

TEST_F(Dependencies, a_new_issue_drops_the_list_of_issues_and_leaves_the_old_ones) {
  Paths dropped = hit(weeks.write([](auto& tx) {
    edition::put_issue(tx, {day("2026-11-22"), {}, "Neu", {{"1"}}});
  }),
                      "a new issue");
  EXPECT_THAT(dropped, Contains("/ausgaben"));
  EXPECT_THAT(dropped, Contains("/ausgabe/2026-11-22"));
  EXPECT_THAT(dropped, Contains("/"));
  EXPECT_THAT(dropped, Not(Contains("/ausgabe/2026-11-21")));
  EXPECT_THAT(dropped, Not(Contains("/artikel/1039.kran-steht")));
}

TEST_F(Dependencies, a_picture_that_comes_late_drops_where_it_stands) {
  Paths dropped = hit(weeks.write([&](auto& tx) {
    VERIFY(weeks.paper().pictures.add(tx, "boot.png", "boot").has_value());
  }),
                      "a picture");
  EXPECT_THAT(dropped, Contains("/artikel/1007.kran-steht"));
  EXPECT_THAT(dropped, Not(Contains("/artikel/1014.kran-steht"))) << "it has another";
  EXPECT_THAT(dropped, Not(Contains("/archiv/2026/11")));
}

TEST_F(Dependencies, an_appeal_and_an_advertisement_drop_the_articles_alone) {
  auto article_pages = [](std::string const& path) { return path.starts_with("/artikel/"); };
  Paths dropped = hit(weeks.write([](auto& tx) {
    appeals::put_appeal(tx, {slug("bleibt"), Language::german(), "Neu"});
  }),
                      "an appeal");
  EXPECT_THAT(dropped, Each(testing::Truly(article_pages)));
  EXPECT_GE(dropped.size(), static_cast<std::size_t>(Weeks::kArticles));
  dropped =
      hit(weeks.write([](auto& tx) { advertising::put_advertisement(tx, {slug("eigen"), "Neu"}); }),
          "an advertisement");
  EXPECT_THAT(dropped, Each(testing::Truly(article_pages)));
  EXPECT_GE(dropped.size(), static_cast<std::size_t>(Weeks::kArticles));
}

TEST_F(Dependencies, a_section_stands_on_every_page_and_an_author_on_their_own) {
  Paths dropped = hit(
      weeks.write([](auto& tx) { newsroom::put_section(tx, {slug("kultur"), "Künste", "", 2}); }),
      "a section");
  for (std::string const& path : pages("/artikel/10")) {
    if (!weeks.kept(path).bytes.starts_with("200")) continue;
    EXPECT_THAT(dropped, Contains(path));
  }
  EXPECT_THAT(dropped, Contains("/impressum"));
  dropped = hit(weeks.write([](auto& tx) {
    newsroom::put_author(tx, {slug("mira-petersen"), "Mira Petersen", "Schreibt"});
  }),
                "an author");
  EXPECT_THAT(dropped, Each(StartsWith("/von/mira-petersen")));
  EXPECT_THAT(dropped, Contains("/von/mira-petersen"));
}

TEST_F(Dependencies, an_address_that_was_empty_is_dropped_by_what_comes_there) {
  Article article = new_article();
  article.number = newsroom::ArticleNumber(1045);
  article.topics = {"Neu"};
  article.authors = {{"Neu"}};
  Paths dropped = hit(weeks.put(article), "what was not there");
  for (char const* path : {"/artikel/1045.kran-steht", "/thema/neu", "/von/neu"})
    EXPECT_THAT(dropped, Contains(path));
  EXPECT_THAT(weeks.kept("/thema/neu").bytes, StartsWith("200"));
}

TEST_F(Dependencies, without_collecting_nothing_is_noted) {
  auto response =
      weeks.paper().router.answer(http::Request::make(http::Method::get, "/feed.xml").value());
  EXPECT_EQ(response.body().view().size() + 3 + 1 + response.header("Content-Type")->size() + 2,
            weeks.kept("/feed.xml").bytes.size());
  EXPECT_FALSE(weeks.paper().context.read().collects_dependencies());
}

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
    switch (pick(12)) {
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
        advertising::put_advertisement(tx, {slug(pick(2) ? "eigen" : "anfang"), words()});
      if (which == 4) newsroom::put_author(tx, {slug("mira-petersen"), "Mira Petersen", words()});
      if (which == 5) VERIFY(pictures.add(tx, "boot.png", "a boat").has_value());
    };
    return {fmt::format("house {}", which), weeks_.write(write)};
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
};

TEST_F(Dependencies, whatever_happens_no_page_is_altered_that_was_not_hit) {
  // More of them: ALLMENDE_STEPS=500 ALLMENDE_SEED=7.
  auto number = [](char const* name, int otherwise) {
    char const* given = std::getenv(name);
    return given ? std::atoi(given) : otherwise;
  };
  int steps = number("ALLMENDE_STEPS", 40);
  auto seed = static_cast<unsigned>(number("ALLMENDE_SEED", 20261127));
  Happenings happenings(weeks, seed);
  std::size_t hits = 0, needless = 0;
  for (int step = 0; step < steps && !HasFailure(); ++step) {
    auto happened = happenings.next();
    Paths hit = weeks.hit_by(happened.changes);
    hits += hit.size();
    needless += static_cast<std::size_t>(weeks.settle(
        hit, fmt::format("step {}: {}", step, happened.what), happened.told_by_no_change));
  }
  RecordProperty("pages", static_cast<int>(weeks.pages().size()));
  RecordProperty("hits_a_change", static_cast<int>(hits / static_cast<std::size_t>(steps)));
  std::cout << fmt::format("{} pages, {} changes, {} hits, of these {} without need\n",
                           weeks.pages().size(), steps, hits, needless);
}

}  // namespace
}  // namespace allmende::site
