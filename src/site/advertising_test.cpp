// Campaigns on the pages: where they stand, for how long, for whom, and what is counted.

#include <gmock/gmock.h>

#include "site/bots.h"
#include "site/reader_cookie.h"
#include "site/site.h"
#include "site/slots.h"
#include "site/test_paper.h"

namespace allmende::site {
namespace {

using advertising::Campaign;
using advertising::Place;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr char kArticle[] = "/artikel/1001.kran-steht";
constexpr char kBrowser[] = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

Campaign bread(std::vector<Place> places = {Place::article}) {
  return {.slug = slug("brot"), .advertiser = "Bäckerei Butt", .label = advertising::Label::paid,
          .title = "Schwarzbrot", .text = "Ab <fünf> Uhr.", .link = "https://butt.example/?a=1&b=2",
          .places = std::move(places)};
}

class Advertising : public testing::Test {
 protected:
  explicit Advertising(Settings const& settings = TestPaper::settings()) : paper(settings) {
    for (int number = 1001; number <= 1004; ++number) paper.put(plain_article(number));
    prepare();
  }

  void prepare() {
    auto clock = [this] { return paper.context.now(); };
    press = std::make_unique<press::Press>(
        press::Options{.clock = clock, .chooser = make_chooser(paper.context.settings())});
    site = std::make_unique<Site>(
        Site::make(paper.database, paper.pictures, paper.context.settings(), clock, *press).value());
    router = site->router();
    press->prepare(1);
  }

  /// As an import would, with what follows from it.
  template <class Write>
  void write(Write const& change) {
    auto tx = paper.database.write();
    auto before = tx.last_change();
    change(tx);
    tx.commit();
    for (auto const& each : paper.database.read().changes_since(before, 1000)) site->follow(each);
  }
  void book(Campaign const& campaign) {
    write([&](auto& tx) { advertising::put_campaign(tx, campaign); });
  }

  http::Response answer(std::string_view target, http::Fields headers = {{"User-Agent", kBrowser}},
                        http::Method method = http::Method::get) {
    return router.answer(http::Request::make(method, target, std::move(headers)).value());
  }
  /// The advertisements of a page.
  std::vector<std::string> shown(std::string_view target, std::string const& cookie = "") {
    http::Fields headers{{"User-Agent", kBrowser}};
    if (!cookie.empty()) headers.push_back({"Cookie", cookie});
    std::string page(answer(target, std::move(headers)).body().view());
    std::vector<std::string> found;
    for (std::size_t at = 0; (at = page.find("<aside class=\"advertisement", at)) != page.npos; ++at) {
      found.push_back(page.substr(at, page.find("</aside>", at) - at));
    }
    return found;
  }

  std::vector<advertising::Count> kept() {
    site->keep_counts();
    auto tx = paper.database.read();
    return advertising::counts(tx, {}, {});
  }
  advertising::Count count(Place place, int shown, int clicked, char const* on = "2026-11-23") {
    return {slug("brot"), place, day(on), shown, clicked};
  }

  TestPaper paper;
  std::unique_ptr<press::Press> press;
  std::unique_ptr<Site> site;
  http::Router router;
};

TEST_F(Advertising, stands_in_the_places_that_were_booked_and_is_labelled_in_each) {
  book(bread({Place::article, Place::article_end, Place::list}));
  EXPECT_THAT(shown(kArticle), testing::SizeIs(2));
  EXPECT_THAT(shown("/ressort/hafen"), testing::SizeIs(1));
  EXPECT_THAT(shown("/"), IsEmpty());
  for (char const* path : {kArticle, "/ressort/hafen"}) {
    for (std::string const& each : shown(path)) {
      EXPECT_THAT(each, HasSubstr("<p class=\"advertisement-label\">Anzeige · Bäckerei Butt</p>"));
      EXPECT_THAT(each, HasSubstr("aria-label=\"Anzeige · Bäckerei Butt\""));
      EXPECT_THAT(each, HasSubstr("Ab &lt;fünf&gt; Uhr."));
      EXPECT_THAT(each, HasSubstr("rel=\"sponsored nofollow\""));
      EXPECT_THAT(each, Not(HasSubstr("butt.example"))) << "the way leads through the paper";
    }
  }
}

TEST_F(Advertising, without_any_words_is_labelled_too) {
  book({.slug = slug("frei")});
  EXPECT_THAT(shown(kArticle), ElementsAre(testing::AllOf(HasSubstr(">Werbung</p>"), HasSubstr("frei"))));
}

TEST_F(Advertising, with_a_picture_has_its_size_before_it_has_come_and_comes_late_all_the_same) {
  Campaign campaign = bread();
  campaign.picture = advertising::Picture{"brot.png", "Ein Brot"};
  book(campaign);
  EXPECT_THAT(shown(kArticle).front(), Not(HasSubstr("<img")));
  write([&](auto& tx) { VERIFY(paper.pictures.add(tx, "brot.png", "bread").has_value()); });
  EXPECT_THAT(shown(kArticle).front(), testing::ContainsRegex("<img [^>]*width=\"[0-9]+\" height=\"[0-9]+\" "
                                                              "alt=\"Ein Brot\" loading=\"lazy\""));
}

TEST_F(Advertising, never_stands_beside_an_article_that_is_closed_to_it) {
  book(bread({Place::article, Place::article_end, Place::list, Place::front}));
  auto closed = plain_article(1005, "2026-11-22T05:00:00Z");
  closed.advertising = false;
  EXPECT_THAT(shown("/ressort/hafen"), testing::SizeIs(1));
  write([&](auto& tx) { VERIFY(newsroom::put_article(tx, closed).has_value()); });
  for (int i = 0; i < 20; ++i) EXPECT_THAT(shown("/artikel/1005.kran-steht"), IsEmpty());
  EXPECT_THAT(shown("/ressort/hafen"), IsEmpty()) << "the list begins with it";
}

/// Enough for the top of the front page, and then for blocks of each of the sections.
TEST_F(Advertising, on_the_front_page_stands_between_blocks_that_show_nothing_closed_to_it) {
  book(bread({Place::front}));
  char const* const sections[] = {"hafen", "kultur", "rat", "sport"};
  auto put = [&](int closed_section) {
    write([&](auto& tx) {
      for (int i = 0; i < 4; ++i) newsroom::put_section(tx, {slug(sections[i]), sections[i], "", i});
      for (int i = 0; i < 64; ++i) {
        auto article = plain_article(2000 + i, fmt::format("2026-11-22T05:{:02}:00Z", i % 60));
        article.section = slug(sections[i % 4]);
        article.advertising = i % 4 != closed_section;
        VERIFY(newsroom::put_article(tx, article).has_value());
      }
    });
  };
  auto before_slot = [&] {
    std::string page(answer("/").body().view());
    std::size_t at = page.find("<aside class=\"advertisement");
    if (at == page.npos) return std::string("none");
    std::size_t block = page.rfind("id=\"ressort-", at);
    return page.substr(block + 12, page.find('"', block + 12) - block - 12);
  };
  put(-1);
  EXPECT_EQ(before_slot(), "kultur") << "after the second block";
  put(0);
  EXPECT_EQ(before_slot(), "kultur") << "the closed one is no neighbour";
  put(1);
  EXPECT_EQ(before_slot(), "rat");
  put(2);
  EXPECT_EQ(before_slot(), "none");
}

TEST_F(Advertising, runs_from_its_beginning_until_just_before_its_end) {
  Campaign campaign = bread();
  campaign.from = moment("2026-11-23T13:00:00Z");
  campaign.to = moment("2026-11-24T13:00:00Z");
  book(campaign);
  Instant last = paper.context.now();
  auto at = [&](std::string_view time) {
    paper.set_clock(time);
    site->follow_clock(last, paper.context.now());
    last = paper.context.now();
    return shown(kArticle).size();
  };
  EXPECT_EQ(at("2026-11-23T12:59:59Z"), 0u);
  EXPECT_EQ(at("2026-11-23T13:00:00Z"), 1u);
  EXPECT_EQ(at("2026-11-24T12:59:59Z"), 1u);
  EXPECT_EQ(at("2026-11-24T13:00:00Z"), 0u);
  EXPECT_EQ(at("2026-11-25T13:00:00Z"), 0u);
}

TEST_F(Advertising, loses_its_picture_when_the_right_to_show_it_ends_as_the_pages_do_that_were_made_with_it) {
  Campaign campaign = bread();
  campaign.picture = advertising::Picture{"kran.png", "Ein Kran"};
  book(campaign);
  Instant ends = moment("2026-11-23T13:00:00Z");
  write([&](auto& tx) {
    VERIFY(newsroom::put_article(tx, full_article()).has_value());
    VERIFY(media::describe(tx, people::Actor::command_line(), "kran.png", {.ends = ends}, paper.context.now()).has_value());
  });
  char const* const article = "/artikel/1009243.kran-steht";
  auto has_picture = [&] { return std::string(answer(article).body().view()).find("<img") != std::string::npos; };
  EXPECT_THAT(shown(kArticle).front(), HasSubstr("<img"));
  EXPECT_TRUE(has_picture());
  EXPECT_EQ(site->follow_clock(paper.context.now(), paper.context.now()), ends);
  Instant before = paper.context.now();
  paper.set_clock("2026-11-23T13:00:00Z");
  site->follow_clock(before, ends);
  EXPECT_THAT(shown(kArticle).front(), Not(HasSubstr("<img")));
  EXPECT_FALSE(has_picture());
}

TEST_F(Advertising, tells_the_clock_when_it_begins_and_ends_and_when_the_day_does) {
  auto next = [&] { return site->follow_clock(paper.context.now(), paper.context.now()); };
  EXPECT_EQ(next(), moment("2026-11-23T23:00:00Z")) << "midnight in Berlin";
  Campaign campaign = bread();
  campaign.from = moment("2026-11-23T13:00:00Z");
  campaign.to = moment("2026-11-23T14:00:00Z");
  book(campaign);
  EXPECT_EQ(next(), moment("2026-11-23T13:00:00Z"));
  paper.set_clock("2026-11-23T13:00:00Z");
  EXPECT_EQ(next(), moment("2026-11-23T14:00:00Z"));
}

TEST_F(Advertising, caches_in_front_are_told_at_midnight_that_every_page_is_outdated) {
  std::vector<std::string> purged;
  auto clock = [this] { return paper.context.now(); };
  press::Options options{.clock = clock, .chooser = make_chooser(paper.context.settings())};
  options.after_drop = [&](database::Change const& change) {
    for (std::string& key : outdated_keys(change)) purged.push_back(std::move(key));
  };
  press::Press fronted(std::move(options));
  auto behind = Site::make(paper.database, paper.pictures, paper.context.settings(), clock, fronted).value();
  behind.follow_clock(moment("2026-11-23T22:00:00Z"), moment("2026-11-23T22:59:59Z"));
  EXPECT_THAT(purged, IsEmpty());
  behind.follow_clock(moment("2026-11-23T22:59:59Z"), moment("2026-11-23T23:00:00Z"));
  EXPECT_THAT(purged, testing::AllOf(Not(IsEmpty()), testing::Each(kEveryPage)));
}

TEST_F(Advertising, is_over_for_the_day_when_its_cap_is_reached_and_back_on_the_next) {
  Campaign campaign = bread();
  campaign.cap_per_day = 10;
  book(campaign);
  std::size_t sum = 0;
  auto show = [&] {
    for (int i = 0; i < 3; ++i) sum += shown(kArticle).size();
    site->look_at_counts();
  };
  for (int i = 0; i < 10; ++i) show();
  EXPECT_GE(sum, 10u);
  EXPECT_LT(sum, 10u + 3u) << "no more than is shown between two looks";
  EXPECT_THAT(kept(), ElementsAre(count(Place::article, static_cast<int>(sum), 0)));
  prepare();
  EXPECT_THAT(shown(kArticle), IsEmpty()) << "the program was started anew on the same day";
  paper.set_clock("2026-11-24T05:00:00Z");
  site->look_at_counts();
  EXPECT_THAT(shown(kArticle), testing::SizeIs(1));
}

TEST_F(Advertising, that_is_over_is_not_kept_by_readers_who_have_it) {
  Campaign campaign = bread();
  book(campaign);
  (void)answer(kArticle);
  auto ask = [&](std::string_view etag) {
    http::QuickAnswer answer;
    answer.begin(true);
    EXPECT_TRUE(press->answer({.target = kArticle, .if_none_match = etag, .user_agent = kBrowser}, 0, answer));
    press->release(0);
    return answer.status;
  };
  std::string etag = "\"" + std::string(answer(kArticle).header("ETag").value()).substr(1);
  EXPECT_EQ(ask(etag), http::Status::not_modified);
  campaign.cap_per_day = 1;
  book(campaign);  // it looks as before: the page stays
  site->look_at_counts();
  EXPECT_EQ(ask(etag), http::Status::ok);
}

TEST_F(Advertising, is_not_shown_to_readers_who_have_said_that_they_give) {
  book(bread());
  EXPECT_THAT(shown(kArticle, "allmende=1.g"), IsEmpty());
  EXPECT_THAT(shown(kArticle, "a=b; allmende=1.xg; c=d"), IsEmpty());
  EXPECT_THAT(shown(kArticle, "allmende=1.x"), testing::SizeIs(1));
  EXPECT_THAT(shown(kArticle), testing::SizeIs(1));
}

class AdvertisingForAll : public Advertising {
 protected:
  static Settings for_all() {
    Settings settings = TestPaper::settings();
    settings.givers_see_none = false;
    return settings;
  }
  AdvertisingForAll() : Advertising(for_all()) {}
};

TEST_F(AdvertisingForAll, is_shown_to_givers_too_if_the_paper_wants_it_so) {
  book(bread());
  EXPECT_THAT(shown(kArticle, "allmende=1.g"), testing::SizeIs(1));
}

TEST_F(Advertising, of_several_campaigns_shows_each_by_its_weight) {
  Campaign rare = bread(), often = bread();
  often.slug = slug("segel");
  often.title = "Segeltuch";
  often.weight = 9;
  book(rare);
  book(often);
  int shown_often = 0;
  for (int i = 0; i < 2000; ++i) shown_often += shown(kArticle).front().contains("Segeltuch");
  EXPECT_NEAR(shown_often, 1800, 5 * 13.5);
}

TEST_F(Advertising, of_more_campaigns_than_share_a_place_those_that_run_go_before_those_to_come) {
  for (int i = 0; i < 40; ++i) {
    Campaign campaign = bread();
    campaign.slug = slug(fmt::format("brot-{}", i));
    if (i < 39) campaign.from = moment("2026-12-01T00:00:00Z");
    book(campaign);
  }
  EXPECT_THAT(shown(kArticle), ElementsAre(HasSubstr("/werbung/brot-39?ort=article")));
}

TEST_F(Advertising, is_counted_by_place_and_day_and_stored_once) {
  book(bread({Place::article, Place::list}));
  for (int i = 0; i < 3; ++i) (void)shown(kArticle);
  (void)shown("/ressort/hafen");
  EXPECT_THAT(kept(), ElementsAre(count(Place::article, 3, 0), count(Place::list, 1, 0)));
  EXPECT_THAT(kept(), ElementsAre(count(Place::article, 3, 0), count(Place::list, 1, 0)));
  paper.set_clock("2026-11-24T05:00:00Z");
  site->look_at_counts();
  (void)shown(kArticle);
  EXPECT_THAT(kept(), testing::Contains(count(Place::article, 1, 0, "2026-11-24")));
}

TEST_F(Advertising, leads_on_and_counts_who_went_where_it_stood) {
  book(bread({Place::article, Place::list}));
  auto response = answer("/werbung/brot?ort=list");
  EXPECT_EQ(response.status(), http::Status::see_other);
  EXPECT_EQ(response.header("Location"), "https://butt.example/?a=1&b=2");
  EXPECT_EQ(response.header("Cache-Control"), "no-store");
  EXPECT_THAT(kept(), ElementsAre(count(Place::list, 0, 1)));
}

TEST_F(Advertising, leads_machines_on_and_does_not_count_them) {
  book(bread());
  for (auto const& headers : {http::Fields{{"User-Agent", "Googlebot/2.1"}}, http::Fields{}}) {
    EXPECT_EQ(answer("/werbung/brot?ort=article", headers).status(), http::Status::see_other);
  }
  (void)answer("/werbung/brot?ort=article", {{"User-Agent", kBrowser}}, http::Method::head);
  (void)answer("/werbung/brot?ort=front");
  (void)answer("/werbung/brot?ort=nirgends");
  (void)answer("/werbung/brot");
  (void)answer(kArticle, {{"User-Agent", "Googlebot/2.1"}});
  EXPECT_THAT(kept(), IsEmpty());
}

TEST_F(Advertising, that_there_is_not_or_that_leads_nowhere_is_missing) {
  Campaign campaign = bread();
  campaign.link.clear();
  book(campaign);
  EXPECT_EQ(answer("/werbung/brot?ort=article").status(), http::Status::not_found);
  EXPECT_EQ(answer("/werbung/nichts?ort=article").status(), http::Status::not_found);
  EXPECT_THAT(shown(kArticle).front(), Not(HasSubstr("href")));
  campaign.link = "/käse%zz";
  book(campaign);
  EXPECT_EQ(answer("/werbung/brot?ort=article").status(), http::Status::not_found);
}

TEST(ReaderCookie, says_what_was_said_and_nothing_else) {
  EXPECT_TRUE(reader_state("allmende=1.g").gives);
  EXPECT_TRUE(reader_state("x=1;allmende=1.abcg; y=2").gives);
  for (char const* cookie : {"", ";", "allmende", "allmende=", "allmende=1", "allmende=1g", "allmende=2.g", "allmende=1.",
                             "xallmende=1.g", "x=allmende=1.g", "allmende=1.x; g", "allmende=0; allmende=1.g",
                             "allmende=1.G", ";;;=;= ;g"}) {
    EXPECT_FALSE(reader_state(cookie).gives) << cookie;
  }
}

TEST(Bots, are_those_that_say_so_and_those_that_say_nothing) {
  for (char const* name : {"", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "curl/8.5.0",
                           "python-requests/2.32", "Wget/1.21", "Mozilla/5.0 HeadlessChrome/120.0", "Go-http-client/2.0",
                           "Mozilla/5.0 (Macintosh) AppleWebKit/600.2.5 (Applebot/0.1)", "Baiduspider", "LIBWWW-perl"}) {
    EXPECT_TRUE(is_bot(name)) << name;
  }
  for (char const* name : {kBrowser, "Lynx/2.9.0", "w3m/0.5.3", "Links (2.29; Linux)",
                           "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                           "Chrome/126.0.0.0 Safari/537.36",
                           "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1",
                           "Opera/9.80 (Android; Opera Mini/36.2) Presto/2.12"}) {
    EXPECT_FALSE(is_bot(name)) << name;
  }
}

}  // namespace
}  // namespace allmende::site
