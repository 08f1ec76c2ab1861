#include "site/feeds.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "json/json.h"
#include "site/test_paper.h"

namespace allmende::site {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr char const* kEvery[] = {"/feed.xml",
                                  "/feed.atom",
                                  "/feed.json",
                                  "/ressort/hafen/feed.xml",
                                  "/ressort/hafen/feed.atom",
                                  "/ressort/hafen/feed.json"};
constexpr char const* kOfSection[] = {"/ressort/hafen/feed.xml", "/ressort/hafen/feed.atom",
                                      "/ressort/hafen/feed.json"};
constexpr char const* kName = "tag:hafenblatt.example,2026:artikel/1009243";
constexpr char const* kAddress = "https://hafenblatt.example/artikel/1009243.kran-steht";

json::Object json_of(std::string const& text) { return json::parse(text).value().as_object(); }
std::string text_of(json::Value const& value) { return std::string(value.as_string()); }

TEST(Feeds, rss_says_of_an_article_all_that_rss_can_say) {
  TestPaper paper;
  paper.put(full_article());
  std::string xml = paper.get("/feed.xml");
  EXPECT_THAT(elements(xml, "title"),
              ElementsAre("Hafenblatt", "Hafen & Stadt: Kran <7> bleibt stehen"));
  EXPECT_THAT(elements(xml, "link"), ElementsAre("https://hafenblatt.example/", kAddress));
  EXPECT_THAT(elements(xml, "language"), ElementsAre("de"));
  EXPECT_THAT(elements(xml, "copyright"), ElementsAre("© 2026 Hafenblatt eG"));
  EXPECT_THAT(elements(xml, "managingEditor"), ElementsAre("post@hafenblatt.example (Hafenblatt)"));
  EXPECT_THAT(elements(xml, "lastBuildDate"), ElementsAre("Sun, 22 Nov 2026 10:00:00 +0100"));
  EXPECT_THAT(elements(xml, "guid"), ElementsAre(kName));
  EXPECT_THAT(xml, HasSubstr(R"(<guid isPermaLink="false">)"));
  EXPECT_THAT(elements(xml, "pubDate"), ElementsAre("Sat, 21 Nov 2026 06:00:00 +0100"));
  EXPECT_THAT(elements(xml, "atom:updated"), ElementsAre("2026-11-22T10:00:00+01:00"));
  EXPECT_THAT(elements(xml, "dc:creator"), ElementsAre("Mira Petersen"));
  EXPECT_THAT(elements(xml, "dc:contributor"), ElementsAre("Jonas Thode", "Ada Brink"));
  EXPECT_THAT(elements(xml, "dc:language"), ElementsAre("de"));
  EXPECT_THAT(elements(xml, "category"), ElementsAre("Hafen & Kai", "Hafen & Umschlag", "Arbeit"));
  EXPECT_EQ(elements(xml, "description").at(1), "Was die &quot;Crew&quot; sagt");
  EXPECT_THAT(xml, HasSubstr(R"(rel="self" type="application/rss+xml")"));
  EXPECT_THAT(xml, HasSubstr(R"(href="https://hafenblatt.example/feed.xml")"));
}

TEST(Feeds, the_lead_picture_is_enclosed_with_its_length) {
  TestPaper paper;
  paper.put(full_article());
  EXPECT_THAT(paper.get("/feed.xml"), HasSubstr(R"(length="5" type="image/jpeg"/>)"));
  EXPECT_THAT(paper.get("/feed.atom"),
              HasSubstr(R"(rel="enclosure" type="image/jpeg" length="5")"));
  auto item = json_of(paper.get("/feed.json"))["items"].as_array().at(0).as_object();
  EXPECT_THAT(text_of(item["image"]), StartsWith("https://hafenblatt.example/bilder/"));
  auto attachment = item["attachments"].as_array().at(0).as_object();
  EXPECT_EQ(attachment["size_in_bytes"].as_int64(), 5);
  EXPECT_EQ(text_of(attachment["mime_type"]), "image/jpeg");
}

TEST(Feeds, atom_says_of_an_article_all_that_atom_can_say) {
  TestPaper paper;
  paper.put(full_article());
  std::string xml = paper.get("/feed.atom");
  EXPECT_THAT(elements(xml, "id"), ElementsAre("tag:hafenblatt.example,2026:feed", kName));
  EXPECT_THAT(elements(xml, "title"), Contains("Hafen & Stadt: Kran <7> bleibt stehen"));
  EXPECT_THAT(elements(xml, "published"), ElementsAre("2026-11-21T06:00:00+01:00"));
  EXPECT_THAT(elements(xml, "updated"),
              ElementsAre("2026-11-22T10:00:00+01:00", "2026-11-22T10:00:00+01:00"));
  EXPECT_THAT(elements(xml, "name"),
              ElementsAre("Hafenblatt", "Mira Petersen", "Jonas Thode", "Ada Brink"));
  EXPECT_THAT(elements(xml, "uri"), Contains("https://hafenblatt.example/von/mira-petersen"));
  EXPECT_THAT(elements(xml, "summary"), ElementsAre("Was die \"Crew\" sagt"));
  EXPECT_THAT(xml, HasSubstr(R"(<entry xml:lang="de">)"));
  EXPECT_THAT(xml, HasSubstr(R"(<category term="hafen" label="Hafen &amp; Kai"/>)"));
  EXPECT_THAT(xml, HasSubstr(R"(<link rel="self" type="application/atom+xml")"));
  EXPECT_THAT(xml, HasSubstr(std::string(R"(rel="alternate" type="text/html" href=")") + kAddress));
}

TEST(Feeds, json_feed_says_of_an_article_all_that_it_can_say) {
  TestPaper paper;
  paper.put(full_article());
  auto feed = json_of(paper.get("/feed.json"));
  EXPECT_EQ(text_of(feed["version"]), "https://jsonfeed.org/version/1.1");
  EXPECT_EQ(text_of(feed["home_page_url"]), "https://hafenblatt.example/");
  EXPECT_EQ(text_of(feed["feed_url"]), "https://hafenblatt.example/feed.json");
  EXPECT_EQ(text_of(feed["description"]), "Die Zeitung, die uns gehört");
  EXPECT_FALSE(feed.contains("next_url"));
  auto item = feed["items"].as_array().at(0).as_object();
  EXPECT_EQ(text_of(item["id"]), kName);
  EXPECT_EQ(text_of(item["url"]), kAddress);
  EXPECT_EQ(text_of(item["title"]), "Hafen & Stadt: Kran <7> bleibt stehen");
  EXPECT_EQ(text_of(item["summary"]), "Was die \"Crew\" sagt");
  EXPECT_EQ(text_of(item["date_published"]), "2026-11-21T06:00:00+01:00");
  EXPECT_EQ(text_of(item["date_modified"]), "2026-11-22T10:00:00+01:00");
  EXPECT_EQ(text_of(item["language"]), "de");
  EXPECT_EQ(item["authors"].as_array().size(), 3u);
  EXPECT_EQ(json::write(item["tags"]), R"(["Hafen & Kai","Hafen & Umschlag","Arbeit"])");
}

TEST(Feeds, carry_the_whole_text_with_whole_addresses) {
  TestPaper paper;
  paper.put(full_article());
  auto feed = json_of(paper.get("/feed.json"));
  std::string content = text_of(feed["items"].as_array().at(0).as_object()["content_html"]);
  for (char const* part :
       {"<figcaption>Der Kran am Kai · Foto: Jonas Thode</figcaption>", "alt=\"Noch ein Kran\"",
        "<strong>Was die &quot;Crew&quot; sagt</strong>",
        "<p><strong>Osterfleet/Kiel.</strong> Sagt ", "<strong>Ja</strong>",
        R"(<a href="https://example.org/a?b=1&amp;c=2">hier</a>)", "<h2>Was folgt</h2>",
        "<blockquote><p>Wir warten.</p><footer>Jens Hansen</footer>",
        "<ol><li>eins</li><li>zwei</li></ol>", "<aside><h2>Der Kran</h2>", "Baujahr 1961",
        "<p><strong>Warum?</strong></p>\n<p>Darum.</p>", "<hr>",
        R"(<a href="https://example.org/v">Ein Film</a>)",
        "22.\u00a0November 2026:", "Der Kran ist von 1961, nicht 1916."}) {
    EXPECT_THAT(content, HasSubstr(part));
  }
  EXPECT_THAT(content, Not(HasSubstr(" id=")));
  EXPECT_THAT(content, Not(HasSubstr("href=\"/")));
  EXPECT_THAT(content, Not(HasSubstr("src=\"/")));
}

TEST(Feeds, agency_copy_is_signed_by_its_credit_line) {
  TestPaper paper;
  auto article = full_article();
  article.authors = {};
  paper.put(article);
  std::string credit = credit_line(article, {"Agenturen", "mit Agenturen", "mit {source}", "hb"});
  EXPECT_THAT(credit, EndsWith("/hb"));
  std::string xml = paper.get("/feed.xml");
  EXPECT_EQ(elements(xml, "dc:creator").size(), 1u);
  EXPECT_THAT(elements(xml, "dc:creator").at(0), EndsWith("/hb"));
  EXPECT_THAT(elements(paper.get("/feed.atom"), "name").at(1), EndsWith("/hb"));
}

TEST(Feeds, a_section_has_its_own_and_an_unknown_one_has_none) {
  TestPaper paper;
  paper.put(plain_article(1));
  auto other = plain_article(2);
  other.section = slug("kultur");
  paper.put(other);
  for (char const* feed : kOfSection) {
    std::string text = paper.get(feed);
    EXPECT_THAT(text, HasSubstr("Der Kran steht 1")) << feed;
    EXPECT_THAT(text, Not(HasSubstr("Der Kran steht 2"))) << feed;
    EXPECT_THAT(text, HasSubstr("Hafenblatt – Hafen")) << feed;
    EXPECT_THAT(text, HasSubstr(std::string("https://hafenblatt.example") + feed)) << feed;
  }
  EXPECT_THAT(elements(paper.get("/ressort/hafen/feed.atom"), "id"),
              Contains("tag:hafenblatt.example,2026:ressort/hafen"));
  for (char const* feed :
       {"/ressort/nichts/feed.xml", "/ressort/nichts/feed.atom", "/ressort/nichts/feed.json"}) {
    EXPECT_EQ(http::number_of(paper.answer(feed).status()), 404) << feed;
  }
}

TEST(Feeds, hold_no_draft_nothing_withdrawn_and_nothing_before_its_time) {
  TestPaper paper;
  paper.put(plain_article(1));
  auto hidden = plain_article(2);
  hidden.state = newsroom::State::draft;
  paper.put(hidden);
  paper.put(plain_article(3, "2026-11-23T12:00:01Z"));
  auto withdrawn = plain_article(4);
  paper.put(withdrawn);
  EXPECT_THAT(paper.get("/feed.xml"), HasSubstr("Der Kran steht 4"));
  withdrawn.state = newsroom::State::withdrawn;
  withdrawn.withdrawal = {moment("2026-11-22T05:00:00Z"), "Das war falsch."};
  paper.put(withdrawn);
  for (char const* feed : kEvery) {
    std::string text = paper.get(feed);
    EXPECT_THAT(text, HasSubstr("Der Kran steht 1")) << feed;
    for (char const* gone : {"Der Kran steht 2", "Der Kran steht 3", "Der Kran steht 4",
                             "artikel/4", "Das war falsch"}) {
      EXPECT_THAT(text, Not(HasSubstr(gone))) << feed;
    }
  }
  paper.set_clock("2026-11-23T12:00:01Z");
  EXPECT_THAT(paper.get("/feed.json"), HasSubstr("Der Kran steht 3"));
}

TEST(Feeds, keep_an_articles_name_when_its_slug_changes) {
  TestPaper paper;
  auto article = plain_article(7);
  paper.put(article);
  auto before = elements(paper.get("/feed.xml"), "guid");
  article.slug = slug("ganz-anders");
  paper.put(article);
  EXPECT_THAT(elements(paper.get("/feed.xml"), "guid"), before);
  EXPECT_THAT(before, ElementsAre("tag:hafenblatt.example,2026:artikel/7"));
}

TEST(Feeds, go_on_by_address_until_the_oldest) {
  Settings settings = TestPaper::settings();
  settings.feed_size = 2;
  TestPaper paper(settings);
  for (int i = 1; i <= 3; ++i) paper.put(plain_article(i, fmt::format("2026-11-2{}T05:00:00Z", i)));
  std::string xml = paper.get("/feed.atom");
  EXPECT_EQ(elements(xml, "entry").size(), 2u);
  EXPECT_THAT(
      xml,
      HasSubstr(
          R"(rel="next" type="application/atom+xml" href="https://hafenblatt.example/feed.atom?vor=2")"));
  std::string older = paper.get("/feed.atom?vor=2");
  EXPECT_THAT(elements(older, "published"), ElementsAre("2026-11-21T06:00:00+01:00"));
  EXPECT_THAT(older, Not(HasSubstr("rel=\"next\"")));
  EXPECT_THAT(older, HasSubstr(R"(rel="first")"));
  EXPECT_THAT(older, HasSubstr(R"(href="https://hafenblatt.example/feed.atom?vor=2")"));
  EXPECT_EQ(text_of(json_of(paper.get("/feed.json"))["next_url"]),
            "https://hafenblatt.example/feed.json?vor=2");
  EXPECT_EQ(http::number_of(paper.answer("/feed.xml?vor=1").status()), 404);
  EXPECT_EQ(http::number_of(paper.answer("/feed.xml?vor=1x").status()), 400);
}

TEST(Feeds, carry_hostile_text_as_text) {
  TestPaper paper;
  paper.put(hostile_article());
  EXPECT_EQ(elements(paper.get("/feed.xml"), "title").at(1),
            std::string(kHostile) + ": " + kHostile);
  EXPECT_EQ(elements(paper.get("/feed.xml"), "dc:creator").at(0), kHostile);
  EXPECT_EQ(elements(paper.get("/feed.atom"), "summary").at(0), kHostile);
  auto item = json_of(paper.get("/feed.json"))["items"].as_array().at(0).as_object();
  EXPECT_EQ(text_of(item["summary"]), kHostile);
  std::string content = text_of(item["content_html"]);
  EXPECT_THAT(content, HasSubstr("]]&gt; &lt;/script&gt;"));
  EXPECT_THAT(content, Not(HasSubstr("<script")));
  EXPECT_THAT(elements(paper.get("/feed.xml"), "description").at(1), Not(HasSubstr("<")));
}

TEST(Feeds, leave_out_what_xml_forbids) {
  TestPaper paper;
  auto article = plain_article(5);
  article.headline = std::string("a\x01\x0B") + "b";
  paper.put(article);
  EXPECT_EQ(elements(paper.get("/feed.xml"), "title").at(1), "ab");
}

TEST(Feeds, an_empty_paper_has_them_too) {
  TestPaper paper;
  EXPECT_THAT(elements(paper.get("/feed.xml"), "item"), IsEmpty());
  EXPECT_EQ(elements(paper.get("/feed.atom"), "updated").size(), 1u);
  EXPECT_TRUE(json_of(paper.get("/feed.json"))["items"].as_array().empty());
}

TEST(Feeds, say_their_type_and_when_they_last_changed) {
  TestPaper paper;
  paper.put(plain_article(1));
  EXPECT_EQ(paper.answer("/feed.xml").header("Content-Type"), "application/rss+xml; charset=utf-8");
  EXPECT_EQ(paper.answer("/feed.atom").header("Content-Type"),
            "application/atom+xml; charset=utf-8");
  EXPECT_EQ(paper.answer("/feed.json").header("Content-Type"),
            "application/feed+json; charset=utf-8");
  EXPECT_TRUE(paper.answer("/feed.json").header("Last-Modified").has_value());
}

TEST(Feeds, are_newer_when_something_was_withdrawn_from_them) {
  TestPaper paper;
  paper.put(plain_article(1));
  auto article = plain_article(2);
  paper.put(article);
  EXPECT_EQ(paper.answer("/feed.xml").header("Last-Modified"), "Mon, 23 Nov 2026 12:00:00 GMT");
  paper.set_clock("2026-11-23T12:30:00Z");
  article.state = newsroom::State::withdrawn;
  article.withdrawal = {moment("2026-11-23T12:30:00Z"), "Das war falsch."};
  paper.put(article);
  EXPECT_EQ(paper.answer("/feed.xml").header("Last-Modified"), "Mon, 23 Nov 2026 12:30:00 GMT");
}

TEST(Feeds, have_the_language_of_each_article) {
  TestPaper paper;
  auto article = plain_article(1);
  article.language = Language::english();
  article.sources = {"dpa", "AFP"};
  paper.put(article);
  EXPECT_THAT(paper.get("/feed.atom"), HasSubstr(R"(<entry xml:lang="en">)"));
  EXPECT_THAT(elements(paper.get("/feed.xml"), "dc:language"), ElementsAre("en"));
  EXPECT_THAT(elements(paper.get("/feed.xml"), "dc:creator"), ElementsAre("Agencies"));
}

}  // namespace
}  // namespace allmende::site
