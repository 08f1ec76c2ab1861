// Each page knows what it was made from: a change hits every page that it alters, and few others.

#include <gmock/gmock.h>

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

TEST_F(Dependencies, an_appeal_and_a_campaign_drop_nothing_since_the_press_fills_them_in) {
  EXPECT_THAT(hit(weeks.write([](auto& tx) {
                    appeals::put_appeal(tx, {slug("bleibt"), Language::german(), "Neu"});
                  }),
                  "an appeal"),
              testing::IsEmpty());
  EXPECT_THAT(
      hit(weeks.write([](auto& tx) { advertising::put_campaign(tx, {.slug = slug("eigen"), .title = "Neu"}); }),
          "a campaign"),
      testing::IsEmpty());
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

}  // namespace
}  // namespace allmende::site
