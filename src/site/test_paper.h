#pragma once
// A small paper in a folder of its own, for the tests of what machines read: one article that has
// every field, written with whatever could break a format. Gone when the test is over.

#include <fmt/format.h>
#include <sys/stat.h>

#include <fstream>
#include <memory>

#include "advertising/advertising.h"
#include "appeals/appeals.h"
#include "edition/edition.h"
#include "http/http.h"
#include "newsroom/newsroom.h"
#include "site/feeds.h"
#include "site/robots.h"
#include "site/sitemaps.h"
#include "tests/support/scratch_database.h"
#include "transparency/transparency.h"

namespace allmende::site {

/// Breaks out of CDATA, scripts, attributes and templates, where something lets it.
inline constexpr char kHostile[] = R"(]]> </script><script>alert(1)</script> " ' & <b> {x} \u0022)";

inline Slug slug(std::string_view text) { return Slug::parse(text).value(); }
inline Instant moment(std::string_view text) { return Instant::parse(text).value(); }
inline Date day(std::string_view text) { return Date::parse(text).value(); }

inline newsroom::Text line(std::string text) { return {{.text = std::move(text)}}; }

/// Published on 21 November 2026 at six in the morning, as number 1001, unless said otherwise.
inline newsroom::Article plain_article(std::int64_t number = 1001,
                                       std::string_view published = "2026-11-21T05:00:00Z") {
  return {.number = newsroom::ArticleNumber(number),
          .slug = slug("kran-steht"),
          .state = newsroom::State::published,
          .language = Language::german(),
          .headline = fmt::format("Der Kran steht {}", number),
          .section = slug("hafen"),
          .body = {{{"b1", newsroom::Paragraph{line("Seit gestern steht er still.")}}}},
          .published = moment(published)};
}

/// With every field and every kind of block.
inline newsroom::Article full_article() {
  using namespace newsroom;
  Article it = plain_article(1009243);
  it.kicker = "Hafen & Stadt";
  it.headline = "Kran <7> bleibt stehen";
  it.deck = "Was die \"Crew\" sagt";
  it.dateline = {"Osterfleet", "Kiel"};
  it.topics = {"Hafen & Umschlag", "Arbeit"};
  it.authors = {{"Mira Petersen"}, {"Jonas Thode", Role::photo}, {"Ada Brink", Role::translation}};
  it.sources = {"dpa", "AFP"};
  it.edited = true;
  it.lead_picture = PictureUse{"kran.png", "Ein Kran", "Foto: Jonas Thode", "Der Kran am Kai"};
  Text marked = {{.text = "Sagt "},
                 {.text = "Ja", .strong = true},
                 {.text = "hier", .link = "https://example.org/a?b=1&c=2"}};
  it.body.blocks = {{"b1", Paragraph{marked}},
                    {"b2", Subheading{line("Was folgt")}},
                    {"b3", Quote{line("Wir warten."), "Jens Hansen"}},
                    {"b4", List{List::Order::numbers, {line("eins"), line("zwei")}}},
                    {"b5", Picture{{"kran.png", "Noch ein Kran", "Archiv", "Von hinten"}}},
                    {"b6", InfoBox{"Der Kran", {{"b7", Paragraph{line("Baujahr 1961")}}}}},
                    {"b8", Exchange{line("Warum?"), {line("Darum.")}}},
                    {"b9", Separator{}},
                    {"b10", Embed{"youtube", "https://example.org/v", "Ein Film"}}};
  it.see_pages = {"4", "8"};
  it.placements = {{day("2026-11-21"), "1", 1}};
  it.updated = moment("2026-11-21T09:30:00Z");
  it.corrections = {{moment("2026-11-22T09:00:00Z"), "Der Kran ist von 1961, nicht 1916."}};
  return it;
}

inline newsroom::Article hostile_article() {
  using namespace newsroom;
  Article it = plain_article(1666, "2026-11-21T06:00:00Z");
  it.kicker = it.headline = it.deck = kHostile;
  it.topics = {kHostile};
  it.dateline = {kHostile};
  it.authors = {{kHostile}};
  it.lead_picture = PictureUse{"kran.png", kHostile, kHostile, kHostile};
  it.body.blocks = {{"b1", Paragraph{line(kHostile)}}, {"b2", Quote{line(kHostile), kHostile}}};
  it.corrections = {{moment("2026-11-21T07:00:00Z"), kHostile}};
  return it;
}

class TestPaper {
 public:
  static Settings settings() {
    return {.name = "Hafenblatt",
            .claim = "Die Zeitung, die uns gehört",
            .address = "https://hafenblatt.example",
            .sign = "hb",
            .publisher = "Hafenblatt eG",
            .email = "post@hafenblatt.example",
            .founded = "1994-05-01",
            .issn = "1234-5679",
            .language = Language::german(),
            .policies = {"/ueber-uns", "https://example.org/eigen", "/ueber-uns", "/ueber-uns",
                         "/ueber-uns", "javascript:alert(1)"},
            .mining_policy = "/ueber-uns",
            .refused_crawlers = {"GPTBot", "CCBot"}};
  }

  explicit TestPaper(Settings const& chosen = settings())
      : pictures(scratch_.folder() / "media", make_maker()),
        context(Context::make(database, pictures, chosen, [now = now_] { return *now; }).value()) {
    route();
    auto tx = database.write();
    newsroom::put_section(tx, {slug("hafen"), "Hafen & Kai", "Alles vom Wasser", 1});
    newsroom::put_section(tx, {slug("kultur"), "Kultur", "", 2});
    edition::put_issue(tx, {day("2026-11-21"), 271, "Wochenende", {{"1", "Titelseite"}, {"4"}}});
    VERIFY(pictures.add(tx, "kran.png", "a picture").has_value());
    tx.commit();
  }

  void set_clock(std::string_view text) { *now_ = moment(text); }

  void put(newsroom::Article const& article) {
    auto tx = database.write();
    VERIFY(newsroom::put_article(tx, article).has_value());
    tx.commit();
  }

  http::Response answer(std::string_view target) {
    return router.answer(http::Request::make(http::Method::get, target).value());
  }
  /// The body of a page that must be there.
  std::string get(std::string_view target) {
    http::Response response = answer(target);
    EXPECT_EQ(http::number_of(response.status()), 200) << target;
    return std::string(response.body().view());
  }

 private:
  test::ScratchDatabase scratch_{database::Engine::sqlite};
  std::shared_ptr<Instant> now_ = std::make_shared<Instant>(moment("2026-11-23T12:00:00Z"));

 public:
  database::Database database = open();
  media::Pictures pictures;
  Context context;
  http::Router router;

 private:
  database::Database open() const {
    database::Options options = scratch_.options();
    options.clock = [now = now_] { return *now; };
    return scratch_.open(migrations(), std::move(options));
  }

  static std::vector<database::Migration> migrations() {
    std::vector<database::Migration> all;
    for (auto&& some : {people::migrations(), jobs::migrations(), media::migrations(), newsroom::migrations(), edition::migrations(),
                        appeals::migrations(), advertising::migrations(), ledger::migrations(), contributions::migrations(), transparency::migrations()}) {
      all.insert(all.end(), some.begin(), some.end());
    }
    return all;
  }

  /// Stands in for the decoder: two renditions as JPEG, of 5 and 10 bytes, and an AVIF and a WebP that feeds leave out.
  std::filesystem::path make_maker() const {
    auto file = scratch_.folder() / "maker";
    std::ofstream(file) << "#!/bin/sh\nprintf 12345 > \"$3/a.jpg\"; printf 1234567890 > \"$3/b.jpg\"\n"
                           "printf 123 > \"$3/c.avif\"; echo c.avif 640 427\n"
                           "printf 1234 > \"$3/d.webp\"; echo d.webp 1040 693\n"
                           "echo a.jpg 480 320; echo b.jpg 1600 1067\n";
    ::chmod(file.c_str(), 0700);
    return file;
  }

  void route() {
    auto add = [&](std::string pattern, auto handler) {
      router.get(pattern, pattern,
                 [this, handler](auto const& request) { return handler(context, request); });
    };
    for (std::string prefix : {"", "/ressort/{slug}"}) {
      add(prefix + "/feed.xml", rss);
      add(prefix + "/feed.atom", atom);
      add(prefix + "/feed.json", json_feed);
    }
    add("/sitemap.xml", sitemap_index);
    add("/sitemap-{month}.xml", sitemap);
    add("/news-sitemap.xml", news_sitemap);
    add("/robots.txt", robots);
    add("/.well-known/tdmrep.json", mining_reservation);
  }
};

/// What stands between <name …> and </name>, in the order of the document; entities undone.
inline std::vector<std::string> elements(std::string_view xml, std::string const& name) {
  std::vector<std::string> found;
  std::size_t at = 0;
  while ((at = xml.find("<" + name, at)) != std::string_view::npos) {
    at += name.size() + 1;
    if (xml[at] != '>' && xml[at] != ' ') continue;
    std::size_t begin = xml.find('>', at) + 1;
    if (xml[begin - 2] == '/') continue;
    std::string text(xml.substr(begin, xml.find("</" + name + ">", begin) - begin));
    constexpr std::pair<std::string_view, std::string_view> kEntities[] = {
        {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&amp;", "&"}};
    for (auto [entity, character] : kEntities) {
      for (std::size_t i = 0; (i = text.find(entity, i)) != std::string::npos; ++i) {
        text.replace(i, entity.size(), character);
      }
    }
    found.push_back(std::move(text));
  }
  return found;
}

}  // namespace allmende::site
