#include "site/json_ld.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "json/json.h"
#include "site/test_paper.h"

namespace allmende::site {
namespace {

using newsroom::Article;
using newsroom::Genre;
using testing::HasSubstr;
using testing::Not;

constexpr char const* kAddress = "https://hafenblatt.example/artikel/1009243.kran-steht";

/// The data blocks of a page, read as JSON.
std::vector<json::Object> blocks(html::Html const& markup) {
  std::vector<json::Object> all;
  for (std::string const& text : elements(markup.bytes(), "script")) {
    all.push_back(json::parse(text).value().as_object());
  }
  return all;
}

html::Html data_of(TestPaper& paper, Article const& article) {
  auto tx = paper.database.read();
  std::optional<PictureView> picture;
  if (article.lead_picture) picture = find_picture(paper.context, tx, *article.lead_picture);
  return news_article(paper.context, tx, article, picture);
}

json::Object object_of(TestPaper& paper, Article const& article) {
  return blocks(data_of(paper, article)).at(0);
}

std::string written(json::Value const& value) { return json::write(value); }

TEST(JsonLd, says_the_texts_and_the_address_of_an_article) {
  TestPaper paper;
  auto it = object_of(paper, full_article());
  EXPECT_EQ(it["@context"], "https://schema.org");
  EXPECT_EQ(written(it["@type"]), R"(["NewsArticle","ReportageNewsArticle"])");
  EXPECT_EQ(it["url"], kAddress);
  EXPECT_EQ(written(it["mainEntityOfPage"]),
            fmt::format(R"({{"@type":"WebPage","@id":"{}"}})", kAddress));
  EXPECT_EQ(it["identifier"], "tag:hafenblatt.example,2026:artikel/1009243");
  EXPECT_EQ(it["headline"], "Kran <7> bleibt stehen");
  EXPECT_EQ(it["alternativeHeadline"], "Hafen & Stadt");
  EXPECT_EQ(it["description"], "Was die \"Crew\" sagt");
  EXPECT_EQ(it["inLanguage"], "de");
  EXPECT_GT(it["wordCount"].as_int64(), 10);
  EXPECT_EQ(it["timeRequired"], "PT1M");
  EXPECT_EQ(it["articleSection"], "Hafen & Kai");
  EXPECT_EQ(written(it["keywords"]), R"(["Hafen & Umschlag","Arbeit"])");
  EXPECT_EQ(it["isAccessibleForFree"], true);
}

TEST(JsonLd, says_when_and_where_and_what_was_corrected) {
  TestPaper paper;
  auto it = object_of(paper, full_article());
  EXPECT_EQ(it["datePublished"], "2026-11-21T06:00:00+01:00");
  EXPECT_EQ(it["dateModified"], "2026-11-22T10:00:00+01:00");
  EXPECT_EQ(it["dateline"], "Osterfleet/Kiel");
  EXPECT_EQ(written(it["locationCreated"]),
            R"([{"@type":"Place","name":"Osterfleet"},{"@type":"Place","name":"Kiel"}])");
  EXPECT_EQ(written(it["correction"]),
            R"([{"@type":"CorrectionComment","text":"Der Kran ist von 1961, nicht 1916.",)"
            R"("datePublished":"2026-11-22T10:00:00+01:00"}])");
}

TEST(JsonLd, says_who_made_it) {
  TestPaper paper;
  auto it = object_of(paper, full_article());
  EXPECT_EQ(written(it["author"]), R"([{"@type":"Person","name":"Mira Petersen",)"
                                   R"("url":"https://hafenblatt.example/von/mira-petersen"}])");
  EXPECT_THAT(written(it["contributor"]), HasSubstr("Jonas Thode"));
  EXPECT_THAT(written(it["translator"]), HasSubstr("Ada Brink"));
  EXPECT_EQ(written(it["sourceOrganization"]),
            R"([{"@type":"Organization","name":"dpa"},{"@type":"Organization","name":"AFP"}])");
  EXPECT_TRUE(it.contains("creditText"));
  EXPECT_EQ(written(it["copyrightHolder"]), R"({"@id":"https://hafenblatt.example/#paper"})");
  EXPECT_EQ(it["copyrightYear"], 2026);
  EXPECT_EQ(it["copyrightNotice"], "© 2026 Hafenblatt eG");
}

TEST(JsonLd, agency_copy_has_the_agency_for_its_author) {
  TestPaper paper;
  auto article = plain_article(1);
  article.sources = {"dpa"};
  auto it = object_of(paper, article);
  EXPECT_EQ(it["@type"], "NewsArticle");
  EXPECT_EQ(written(it["author"]), R"([{"@type":"Organization","name":"dpa"}])");
  EXPECT_EQ(it["creditText"], "dpa");
  EXPECT_FALSE(it.contains("copyrightHolder")) << "it is dpa's";
}

TEST(JsonLd, says_what_the_picture_shows_and_whose_it_is) {
  TestPaper paper;
  auto image = object_of(paper, full_article())["image"].as_array().at(0).as_object();
  EXPECT_EQ(image["@type"], "ImageObject");
  EXPECT_THAT(std::string(image["contentUrl"].as_string()),
              testing::StartsWith("https://hafenblatt.example/bilder/"));
  EXPECT_EQ(image["width"], 1600);
  EXPECT_EQ(image["height"], 1067);
  EXPECT_EQ(image["caption"], "Der Kran am Kai");
  EXPECT_EQ(image["creditText"], "Foto: Jonas Thode");
}

TEST(JsonLd, says_where_it_was_printed) {
  TestPaper paper;
  auto it = object_of(paper, full_article());
  EXPECT_EQ(it["printPage"], "1");
  EXPECT_EQ(it["pagination"], "1, 4, 8");
  EXPECT_EQ(it["printSection"], "Titelseite");
  EXPECT_EQ(it["printEdition"], "Wochenende");
  EXPECT_EQ(written(it["isPartOf"]),
            R"({"@type":"PublicationIssue","datePublished":"2026-11-21","issueNumber":271,)"
            R"("name":"Wochenende","url":"https://hafenblatt.example/ausgabe/2026-11-21",)"
            R"("isPartOf":{"@type":"Newspaper","name":"Hafenblatt","issn":"1234-5679",)"
            R"("url":"https://hafenblatt.example/"}})");
}

TEST(JsonLd, an_article_on_two_pages_of_an_issue_names_both) {
  TestPaper paper;
  auto article = plain_article(1);
  article.placements = {
      {day("2026-11-21"), "4", 1}, {day("2026-11-21"), "8", 1}, {day("2026-11-22"), "2", 1}};
  auto it = object_of(paper, article);
  EXPECT_EQ(it["printPage"], "4, 8");
  EXPECT_EQ(it["pagination"], "4, 8");
}

TEST(JsonLd, an_article_with_pages_but_no_issue_is_part_of_the_newspaper) {
  TestPaper paper;
  auto article = plain_article(1);
  article.see_pages = {"4", "8"};
  auto it = object_of(paper, article);
  EXPECT_EQ(it["printPage"], "4, 8");
  EXPECT_EQ(it["isPartOf"].as_object()["@type"], "Newspaper");
}

TEST(JsonLd, says_who_publishes_and_by_which_rules) {
  TestPaper paper;
  auto it = object_of(paper, full_article())["publisher"].as_object();
  EXPECT_EQ(it["@type"], "NewsMediaOrganization");
  EXPECT_EQ(it["name"], "Hafenblatt");
  EXPECT_EQ(it["legalName"], "Hafenblatt eG");
  EXPECT_EQ(it["foundingDate"], "1994-05-01");
  EXPECT_EQ(it["publishingPrinciples"], "https://hafenblatt.example/ueber-uns");
  EXPECT_EQ(it["ownershipFundingInfo"], "https://example.org/eigen");
  for (char const* key : {"correctionsPolicy", "masthead", "ethicsPolicy"}) {
    EXPECT_EQ(it[key], "https://hafenblatt.example/ueber-uns") << key;
  }
  EXPECT_FALSE(it.contains("diversityPolicy")) << "a script is no address";
}

TEST(JsonLd, names_the_kind_of_each_genre) {
  TestPaper paper;
  std::pair<Genre, char const*> const kinds[] = {{Genre::opinion, "OpinionNewsArticle"},
                                                 {Genre::analysis, "AnalysisNewsArticle"},
                                                 {Genre::review, "ReviewNewsArticle"},
                                                 {Genre::background, "BackgroundNewsArticle"}};
  auto article = plain_article(1);
  for (auto [genre, name] : kinds) {
    article.genre = genre;
    EXPECT_EQ(written(object_of(paper, article)["@type"]),
              fmt::format(R"(["NewsArticle","{}"])", name));
  }
  article.genre = Genre::interview;
  EXPECT_EQ(object_of(paper, article)["@type"], "NewsArticle");
}

TEST(JsonLd, leaves_out_what_is_not_known) {
  Settings settings{
      .name = "Blatt", .address = "http://localhost:8080", .language = Language::german()};
  TestPaper paper(settings);
  auto it = object_of(paper, plain_article(1));
  for (char const* key : {"alternativeHeadline", "image", "dateline", "locationCreated", "keywords",
                          "creditText", "correction", "printPage", "pagination", "printSection",
                          "printEdition", "contributor", "translator"}) {
    EXPECT_FALSE(it.contains(key)) << key;
  }
  EXPECT_EQ(it["description"], "Seit gestern steht er still.");
  EXPECT_EQ(it["identifier"], "tag:localhost,2026:artikel/1");
  EXPECT_THAT(written(it), Not(HasSubstr("\"\"")));
  EXPECT_THAT(written(it), Not(HasSubstr("null")));
}

TEST(JsonLd, shows_the_way_from_the_front_page) {
  TestPaper paper;
  auto all = blocks(data_of(paper, full_article()));
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[1]["@type"], "BreadcrumbList");
  auto list = all[1]["itemListElement"].as_array();
  ASSERT_EQ(list.size(), 3u);
  EXPECT_EQ(list[1].as_object()["item"], "https://hafenblatt.example/ressort/hafen");
  EXPECT_EQ(list[1].as_object()["position"], 2);
}

TEST(JsonLd, says_nothing_of_what_is_withdrawn_or_a_draft) {
  TestPaper paper;
  auto article = full_article();
  article.state = newsroom::State::withdrawn;
  EXPECT_TRUE(data_of(paper, article).empty());
  article.state = newsroom::State::draft;
  EXPECT_TRUE(data_of(paper, article).empty());
}

TEST(JsonLd, carries_hostile_text_as_data) {
  TestPaper paper;
  html::Html markup = data_of(paper, hostile_article());
  EXPECT_EQ(blocks(markup).at(0)["headline"], kHostile);
  EXPECT_THAT(markup.bytes(), Not(HasSubstr("<script>alert")));
  std::string_view text = markup.bytes();
  EXPECT_EQ(text.find("</script>"), text.find("</"));
}

TEST(JsonLd, the_front_page_names_paper_and_site) {
  TestPaper paper;
  auto graph = blocks(newspaper(paper.context)).at(0)["@graph"].as_array();
  ASSERT_EQ(graph.size(), 2u);
  EXPECT_EQ(graph[0].as_object()["@type"], "NewsMediaOrganization");
  EXPECT_EQ(graph[1].as_object()["@type"], "WebSite");
  EXPECT_EQ(written(graph[1].as_object()["publisher"].as_object()["@id"]),
            written(graph[0].as_object()["@id"]));
}

}  // namespace
}  // namespace allmende::site
