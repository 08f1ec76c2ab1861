#include "site/sitemaps.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "site/test_paper.h"

namespace allmende::site {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

int status_of(TestPaper& paper, std::string_view target) {
  return http::number_of(paper.answer(target).status());
}

TEST(Sitemaps, the_index_names_each_month_that_has_articles) {
  TestPaper paper;
  paper.put(plain_article(1, "2026-09-10T05:00:00Z"));
  paper.put(plain_article(2, "2026-11-21T05:00:00Z"));
  EXPECT_THAT(elements(paper.get("/sitemap.xml"), "loc"),
              ElementsAre("https://hafenblatt.example/sitemap-seiten.xml",
                          "https://hafenblatt.example/sitemap-2026-09.xml",
                          "https://hafenblatt.example/sitemap-2026-11.xml"));
}

TEST(Sitemaps, a_month_ends_at_midnight_of_the_papers_zone) {
  TestPaper paper;
  paper.put(plain_article(1, "2026-10-31T22:59:59Z"));
  paper.put(plain_article(2, "2026-10-31T23:00:00Z"));
  EXPECT_THAT(elements(paper.get("/sitemap-2026-10.xml"), "loc"),
              ElementsAre("https://hafenblatt.example/artikel/1.kran-steht"));
  EXPECT_THAT(elements(paper.get("/sitemap-2026-11.xml"), "loc"),
              ElementsAre("https://hafenblatt.example/artikel/2.kran-steht"));
}

TEST(Sitemaps, say_when_an_article_was_last_corrected) {
  TestPaper paper;
  paper.put(full_article());
  EXPECT_THAT(elements(paper.get("/sitemap-2026-11.xml"), "lastmod"),
              ElementsAre("2026-11-22T10:00:00+01:00"));
}

TEST(Sitemaps, of_other_pages_hold_front_sections_texts_and_issues) {
  TestPaper paper;
  paper.put(plain_article(1));
  {
    auto tx = paper.database.write();
    newsroom::put_text_page(tx, {slug("impressum"), "Impressum", {}});
    edition::put_issue(tx, {day("2026-11-24"), 272, "", {}});
    tx.commit();
  }
  std::string xml = paper.get("/sitemap-seiten.xml");
  auto found = elements(xml, "loc");
  for (char const* path : {"/", "/ressort/hafen", "/ressort/kultur", "/impressum", "/archiv",
                           "/ausgaben", "/ausgabe/2026-11-21"}) {
    EXPECT_THAT(found, Contains(std::string("https://hafenblatt.example") + path));
  }
  EXPECT_THAT(xml, Not(HasSubstr("2026-11-24"))) << "an issue that has not appeared";
  EXPECT_THAT(elements(xml, "lastmod"), Contains("2026-11-21T06:00:00+01:00"));
}

TEST(Sitemaps, a_month_without_articles_is_not_there) {
  TestPaper paper;
  paper.put(plain_article(1));
  for (char const* month : {"2026-10", "2026-12", "2026-13", "2026-1", "0000-00", "9999-12", "abc",
                            "2026-11-21", "seite"}) {
    EXPECT_EQ(status_of(paper, fmt::format("/sitemap-{}.xml", month)), 404) << month;
  }
}

TEST(Sitemaps, of_news_holds_the_last_two_days_newest_first) {
  TestPaper paper;
  paper.put(plain_article(1, "2026-11-21T11:59:59Z"));
  paper.put(plain_article(2, "2026-11-21T12:00:00Z"));
  paper.put(plain_article(3, "2026-11-23T11:00:00Z"));
  std::string xml = paper.get("/news-sitemap.xml");
  EXPECT_THAT(elements(xml, "news:title"), ElementsAre("Der Kran steht 3", "Der Kran steht 2"));
  EXPECT_THAT(elements(xml, "news:name"), ElementsAre("Hafenblatt", "Hafenblatt"));
  EXPECT_THAT(elements(xml, "news:language"), ElementsAre("de", "de"));
  EXPECT_THAT(elements(xml, "news:publication_date"),
              ElementsAre("2026-11-23T12:00:00+01:00", "2026-11-21T13:00:00+01:00"));
  paper.set_clock("2026-11-25T11:00:01Z");
  EXPECT_THAT(elements(paper.get("/news-sitemap.xml"), "loc"), IsEmpty());
}

TEST(Sitemaps, of_news_says_the_first_publication_not_the_update) {
  TestPaper paper;
  auto article = full_article();
  article.published = moment("2026-11-22T05:00:00Z");
  paper.put(article);
  EXPECT_THAT(elements(paper.get("/news-sitemap.xml"), "news:publication_date"),
              ElementsAre("2026-11-22T06:00:00+01:00"));
}

TEST(Sitemaps, of_news_ends_at_a_thousand) {
  TestPaper paper;
  {
    auto tx = paper.database.write();
    for (int i = 1; i <= 1'005; ++i) {
      auto article = plain_article(i, "2026-11-23T05:00:00Z");
      ASSERT_TRUE(newsroom::put_article(tx, article).has_value());
    }
    tx.commit();
  }
  auto found = elements(paper.get("/news-sitemap.xml"), "loc");
  EXPECT_EQ(found.size(), 1'000u);
  EXPECT_EQ(found.front(), "https://hafenblatt.example/artikel/1005.kran-steht");
}

TEST(Sitemaps, hold_no_draft_nothing_withdrawn_and_nothing_before_its_time) {
  TestPaper paper;
  paper.put(plain_article(1, "2026-11-23T05:00:00Z"));
  auto hidden = plain_article(2, "2026-11-23T05:00:00Z");
  hidden.state = newsroom::State::draft;
  paper.put(hidden);
  paper.put(plain_article(3, "2026-11-23T12:00:01Z"));
  auto withdrawn = plain_article(4, "2026-11-23T05:00:00Z");
  withdrawn.state = newsroom::State::withdrawn;
  withdrawn.withdrawal = {moment("2026-11-23T06:00:00Z"), "Das war falsch."};
  paper.put(withdrawn);
  paper.put(plain_article(5, "2026-12-24T05:00:00Z"));
  for (char const* file : {"/sitemap-2026-11.xml", "/news-sitemap.xml"}) {
    EXPECT_THAT(elements(paper.get(file), "loc"),
                ElementsAre("https://hafenblatt.example/artikel/1.kran-steht"));
  }
  EXPECT_EQ(status_of(paper, "/sitemap-2026-12.xml"), 404);
  EXPECT_THAT(paper.get("/sitemap.xml"), Not(HasSubstr("2026-12")));
}

TEST(Sitemaps, a_month_whose_articles_are_all_withdrawn_is_in_no_index) {
  TestPaper paper;
  paper.put(plain_article(1, "2026-09-10T05:00:00Z"));
  auto withdrawn = plain_article(2, "2026-10-10T05:00:00Z");
  withdrawn.state = newsroom::State::withdrawn;
  withdrawn.withdrawal = {moment("2026-10-11T05:00:00Z"), "Das war falsch."};
  paper.put(withdrawn);
  EXPECT_THAT(paper.get("/sitemap.xml"), Not(HasSubstr("2026-10")));
}

TEST(Sitemaps, carry_hostile_titles_as_text) {
  TestPaper paper;
  auto article = hostile_article();
  article.published = moment("2026-11-23T05:00:00Z");
  paper.put(article);
  EXPECT_THAT(elements(paper.get("/news-sitemap.xml"), "news:title"), ElementsAre(kHostile));
}

}  // namespace
}  // namespace allmende::site
