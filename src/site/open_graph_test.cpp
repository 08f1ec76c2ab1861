#include "site/open_graph.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "site/test_paper.h"

namespace allmende::site {
namespace {

using newsroom::Article;
using testing::HasSubstr;
using testing::Not;

std::string head_of(TestPaper& paper, Article const& article) {
  auto tx = paper.database.read();
  std::optional<PictureView> picture;
  if (article.lead_picture) picture = find_picture(paper.context, tx, *article.lead_picture);
  return article_open_graph(paper.context, tx, article, picture).bytes();
}

TEST(OpenGraph, says_of_an_article_what_others_show_of_it) {
  TestPaper paper;
  std::string head = head_of(paper, full_article());
  for (
      char const* tag :
      {R"(<meta property="og:type" content="article">)",
       R"(<meta property="og:site_name" content="Hafenblatt">)",
       R"(<meta property="og:title" content="Kran &lt;7&gt; bleibt stehen">)",
       R"(<meta property="og:description" content="Was die &quot;Crew&quot; sagt">)",
       R"(<meta property="og:url" content="https://hafenblatt.example/artikel/1009243.kran-steht">)",
       R"(<meta property="og:locale" content="de_DE">)",
       R"(<meta property="og:image" content="https://hafenblatt.example/bilder/)",
       R"(<meta property="og:image:width" content="1600">)",
       R"(<meta property="og:image:height" content="1067">)",
       R"(<meta property="og:image:alt" content="Ein Kran">)",
       R"(<meta property="article:published_time" content="2026-11-21T06:00:00+01:00">)",
       R"(<meta property="article:modified_time" content="2026-11-22T10:00:00+01:00">)",
       R"(<meta property="article:author" content="https://hafenblatt.example/von/mira-petersen">)",
       R"(<meta property="article:section" content="Hafen &amp; Kai">)",
       R"(<meta property="article:tag" content="Hafen &amp; Umschlag">)",
       R"(<meta property="article:tag" content="Arbeit">)",
       R"(<meta name="twitter:card" content="summary_large_image">)",
       R"(href="/ressort/hafen/feed.xml">)", R"(href="/feed.json">)"}) {
    EXPECT_THAT(head, HasSubstr(tag));
  }
  EXPECT_THAT(head, Not(HasSubstr("von/jonas-thode"))) << "he took the picture";
}

TEST(OpenGraph, without_a_picture_the_card_is_small) {
  TestPaper paper;
  std::string head = head_of(paper, plain_article(1));
  EXPECT_THAT(head, Not(HasSubstr("og:image")));
  EXPECT_THAT(head, HasSubstr(R"(<meta name="twitter:card" content="summary">)"));
  EXPECT_THAT(
      head,
      HasSubstr(R"(<meta property="og:description" content="Seit gestern steht er still.">)"));
}

TEST(OpenGraph, says_the_locale_only_where_it_is_known) {
  TestPaper paper;
  auto article = plain_article(1);
  article.language = Language::parse("de-CH").value();
  EXPECT_THAT(head_of(paper, article), HasSubstr(R"("og:locale" content="de_CH")"));
  article.language = Language::english();
  EXPECT_THAT(head_of(paper, article), HasSubstr(R"("og:locale" content="en_US")"));
  article.language = Language::parse("nds").value();
  EXPECT_THAT(head_of(paper, article), Not(HasSubstr("og:locale")));
}

TEST(OpenGraph, says_nothing_of_what_is_withdrawn_or_a_draft) {
  TestPaper paper;
  auto article = full_article();
  article.state = newsroom::State::withdrawn;
  EXPECT_EQ(head_of(paper, article), "");
  article.state = newsroom::State::draft;
  EXPECT_EQ(head_of(paper, article), "");
}

TEST(OpenGraph, carries_hostile_text_as_text) {
  TestPaper paper;
  std::string head = head_of(paper, hostile_article());
  EXPECT_THAT(head, Not(HasSubstr("<script")));
  EXPECT_THAT(head, Not(HasSubstr("<b>")));
}

TEST(OpenGraph, every_other_page_is_a_website) {
  TestPaper paper;
  std::string head =
      page_open_graph(paper.context, "Hafen", "Alles vom Wasser", html::Url::path("/ressort/hafen"))
          .bytes();
  EXPECT_THAT(head, HasSubstr(R"(<meta property="og:type" content="website">)"));
  EXPECT_THAT(
      head,
      HasSubstr(R"(<meta property="og:url" content="https://hafenblatt.example/ressort/hafen">)"));
}

TEST(OpenGraph, the_feeds_can_be_found_from_every_page) {
  TestPaper paper;
  std::string links = feed_links(paper.context).bytes();
  EXPECT_THAT(
      links,
      HasSubstr(
          R"(<link rel="alternate" type="application/rss+xml" title="Hafenblatt – RSS" href="/feed.xml">)"));
  EXPECT_THAT(links, HasSubstr(R"(type="application/atom+xml")"));
  EXPECT_THAT(links, HasSubstr(R"(type="application/feed+json")"));
}

}  // namespace
}  // namespace allmende::site
