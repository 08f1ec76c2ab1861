#pragma once
// For tests: a paper of some weeks, all its addresses, and pages that are kept until a change hits
// what they were made from, as a cache would.

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "site/missing_page.h"
#include "site/routes.h"
#include "site/test_paper.h"

namespace allmende::site {

/// An answer, and what it was made from.
struct Made {
  std::string bytes;  ///< status, type, where it leads, body
  std::vector<database::Dependency> read;
};

class Weeks {
 public:
  static constexpr int kArticles = 39;

  Weeks() : paper_(settings()), context_(paper_.context) {
    for (PageRoute const& route : page_routes()) {
      router_.get(route.pattern, route.pattern, handler(route.page));
    }
    router_.fallback(handler(missing_page));
    auto tx = paper_.database.write();
    newsroom::put_section(tx, {slug("meinung"), "Meinung", "", 3});
    newsroom::put_text_page(
        tx, {slug("impressum"), "Impressum", {{{"b1", newsroom::Paragraph{line("Wir")}}}}});
    appeals::put_appeal(tx, {slug("bleibt"), Language::german(), "Bleibt", {"Weil"}});
    advertising::put_campaign(
        tx, {.slug = slug("eigen"), .title = "Eigenes", .text = "Text", .link = "/beitrag"});
    for (int number = 1; number <= kArticles; ++number) {
      VERIFY(newsroom::put_article(tx, old_article(number)).has_value());
    }
    for (char const* date : {"2026-11-12", "2026-11-18"})
      edition::put_issue(tx, {day(date), {}, "", {{"1"}, {"4"}}});
    tx.commit();
    pages_ = crawl();
    for (std::string const& path : pages_) kept_[path] = make(path);
  }

  /// Three times a day from 10 November 2026 on, numbers from 1001 on, in the three sections in
  /// turn; every fifth has a topic, every second an author, some a picture and a place in print.
  static newsroom::Article old_article(int number) {
    static char const* const sections[] = {"hafen", "kultur", "meinung"};
    auto it = plain_article(1000 + number, fmt::format("2026-11-{}T{:02}:00:00Z",
                                                       10 + (number - 1) / 3, 6 + number % 3));
    it.section = slug(sections[number % 3]);
    if (number % 3 == 2) it.genre = newsroom::Genre::opinion;
    if (number % 5 == 0) it.topics = {"Umschlag"};
    if (number % 2 == 0) it.authors = {{"Mira Petersen"}};
    if (number % 7 == 0)
      it.lead_picture = newsroom::PictureUse{number % 2 == 0 ? "kran.png" : "boot.png", "Bild"};
    if (number % 4 == 0)
      it.placements = {
          {day(number < 20 ? "2026-11-12" : "2026-11-18"), number % 8 == 0 ? "1" : "4", number}};
    return it;
  }

  TestPaper& paper() { return paper_; }
  std::set<std::string> const& pages() const { return pages_; }
  Made const& kept(std::string const& path) const { return kept_.at(path); }

  Made make(std::string const& path) {
    Made made;
    context_ = paper_.context.with(made.read);
    auto response = router_.answer(http::Request::make(http::Method::get, path).value());
    made.bytes = fmt::format("{} {} {}\n{}", http::number_of(response.status()),
                             response.header("Content-Type").value_or(""),
                             response.header("Location").value_or(""), response.body().view());
    return made;
  }

  /// Changes something in a transaction of its own; gives back the rows that it left.
  template <class Write>
  std::vector<database::Change> write(Write const& change) {
    auto tx = paper_.database.write();
    auto before = tx.last_change();
    change(tx);
    tx.commit();
    return paper_.database.read().changes_since(before, 10'000);
  }
  std::vector<database::Change> put(newsroom::Article const& article) {
    return write([&](auto& tx) { VERIFY(newsroom::put_article(tx, article).has_value()); });
  }

  /// The kept pages that these changes hit.
  std::set<std::string> hit_by(std::vector<database::Change> const& changes) const {
    std::set<std::string> hit;
    for (auto const& [path, made] : kept_) {
      for (auto const& change : changes) {
        bool altered =
            std::ranges::any_of(made.read, [&](auto const& read) { return alters(change, read); });
        if (altered) hit.insert(path);
      }
    }
    return hit;
  }

  /// Makes each page anew; those that were not hit must be what they were, and stay as they were
  /// kept. Returns how many were hit and yet came out the same.
  int settle(std::set<std::string> const& hit, std::string const& what,
             std::set<std::string> const& but = {}) {
    int needless = 0;
    for (std::string const& path : pages_) {
      Made fresh = make(path);
      bool differs = fresh.bytes != kept_.at(path).bytes;
      EXPECT_TRUE(!differs || hit.contains(path) || but.contains(path))
          << what << " alters " << path << ", and no change hit it\n"
          << first_difference(kept_.at(path).bytes, fresh.bytes);
      if (!differs && hit.contains(path)) ++needless;
      if (differs || hit.contains(path)) kept_[path] = std::move(fresh);
    }
    return needless;
  }

 private:
  static Settings settings() {
    Settings settings = TestPaper::settings();
    settings.has_till = true;
    settings.list_size = 4;
    settings.feed_size = 4;
    return settings;
  }

  http::Handler handler(Page page) {
    return [this, page](http::Request const& request) { return answer(page, context_, request); };
  }

  static std::string first_difference(std::string const& before, std::string const& after) {
    std::size_t at = static_cast<std::size_t>(
        std::mismatch(before.begin(), before.end(), after.begin(), after.end()).first -
        before.begin());
    std::size_t from = at > 80 ? at - 80 : 0;
    return before.substr(from, 240) + "\n--- is now ---\n" + after.substr(from, 240);
  }

  /// Every address that a page leads to, and some behind which nothing is yet.
  std::set<std::string> crawl() {
    std::set<std::string> found;
    std::vector<std::string> open{"/",
                                  "/sitemap.xml",
                                  "/news-sitemap.xml",
                                  "/robots.txt",
                                  "/.well-known/tdmrep.json",
                                  "/archiv",
                                  "/archiv/2026",
                                  "/transparenz",
                                  "/transparenz.json",
                                  "/archiv/2026/11/23",
                                  "/archiv/2026/11/24",
                                  "/ausgabe/2026-11-22",
                                  "/ausgabe/2026-11-24",
                                  "/von/neu",
                                  "/thema/neu",
                                  "/thema/arbeit",
                                  "/ressort/neu",
                                  "/ressort/neu/feed.xml",
                                  "/neu",
                                  "/nichts/da",
                                  "/sitemap-2026-10.xml",
                                  "/sitemap-2026-11.xml",
                                  "/sitemap-seiten.xml",
                                  "/feed.atom?vor=1036",
                                  "/feed.json?vor=1020",
                                  "/ressort/hafen/feed.xml?vor=1030",
                                  "/ressort/kultur?vor=1021",
                                  "/ressort/hafen?nach=1045",
                                  "/thema/umschlag?vor=1013"};
    for (int number = kArticles; number <= kArticles + 12; ++number) {
      open.push_back(fmt::format("/artikel/{}.kran-steht", 1000 + number));
    }
    open.push_back("/artikel/1005.anders");
    open.push_back("/artikel/1015");
    while (!open.empty()) {
      std::string path = std::move(open.back());
      open.pop_back();
      if (!found.insert(path).second) continue;
      std::string const bytes = make(path).bytes;
      for (std::string_view mark : {"href=\"/", "<loc>https://hafenblatt.example/",
                                    "rel=\"next\" href=\"https://hafenblatt.example/"}) {
        for (std::size_t at = 0; (at = bytes.find(mark, at)) != std::string::npos;) {
          at += mark.size();
          std::string next = "/" + bytes.substr(at, bytes.find_first_of("\"<#", at) - at);
          if (!next.starts_with("/theme/") && !next.starts_with("/bilder/"))
            open.push_back(std::move(next));
        }
      }
    }
    return found;
  }

  TestPaper paper_;
  Context context_;
  http::Router router_;
  std::set<std::string> pages_;
  std::map<std::string, Made> kept_;
};

}  // namespace allmende::site
