#include "site/site.h"

#include <mutex>

#include "appeals/appeals.h"
#include "site/advertising_desk.h"
#include "site/archive_pages.h"
#include "site/article_page.h"
#include "site/click.h"
#include "site/context.h"
#include "site/feeds.h"
#include "site/files.h"
#include "site/frame.h"
#include "site/front_page.h"
#include "site/issue_pages.h"
#include "site/list_pages.h"
#include "site/missing_page.h"
#include "site/open_places.h"
#include "site/robots.h"
#include "site/routes.h"
#include "site/sitemaps.h"
#include "site/slots.h"
#include "site/surrogate_keys.h"
#include "site/text_pages.h"
#include "site/transparency_pages.h"

namespace allmende::site {

namespace {

constexpr PageRoute kRoutes[] = {
    {"/", "front", front_page},
    {"/artikel/{address}", "article", article_page},
    {"/ressort/{slug}", "section", section_page, "vor nach"},
    {"/thema/{slug}", "topic", topic_page, "vor nach"},
    {"/von/{slug}", "author", author_page, "vor nach"},
    {"/archiv", "archive", archive_page},
    {"/archiv/{year}", "archive year", year_page},
    {"/archiv/{year}/{month}", "archive month", month_page},
    {"/archiv/{year}/{month}/{day}", "archive day", day_page},
    {"/ausgaben", "issues", issues_page, "vor"},
    {"/ausgabe/{date}", "issue", issue_page},
    {"/ausgabe/{date}/seite/{label}", "printed page", printed_page},
    {"/anzeige", "advertisement", advertisement_page},
    {"/einsatz/{place}", "fragment", fragment, "artikel"},
    {"/feed.xml", "feed", rss, "vor"},
    {"/feed.atom", "feed", atom, "vor"},
    {"/feed.json", "feed", json_feed, "vor"},
    {"/ressort/{slug}/feed.xml", "section feed", rss, "vor"},
    {"/ressort/{slug}/feed.atom", "section feed", atom, "vor"},
    {"/ressort/{slug}/feed.json", "section feed", json_feed, "vor"},
    {"/sitemap.xml", "sitemap", sitemap_index},
    {"/sitemap-{month}.xml", "sitemap", sitemap},
    {"/news-sitemap.xml", "news sitemap", news_sitemap},
    {"/robots.txt", "robots", robots},
    {"/.well-known/tdmrep.json", "mining reservation", mining_reservation},
    {"/transparenz", "transparency", transparency_page},
    {"/transparenz.json", "transparency", transparency_json},
    {"/bilder/{file}", "picture", picture_file},
    {"/{slug}", "text page", text_page},
};

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    std::size_t end = std::min(text.find(' '), text.size());
    words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

/// What is not there may be there soon, without a row that says so.
constexpr std::chrono::seconds kMissing{60};

Instant next_midnight(words::Words const& words, Instant now) {
  return words.start_of(words.day_of(now).plus_days(1));
}

/// A page that the press fills for each reader is that reader's; any other may be kept by a cache in front of
/// the paper, which is told what it was made from.
void say_who_may_keep(Settings const& settings, std::vector<database::Dependency> const& made_from,
                      http::Response& response) {
  if (response.header("Cache-Control") == "no-store") return;
  if (!html::cut(response.body().view()).slots.empty()) {
    response.set_header("Cache-Control", "private, no-cache");
  } else if (settings.shared_for) {
    constexpr std::chrono::seconds kWhileRevalidating{30};
    // What is missing may be there soon, without a row that says so.
    auto age = response.status() == http::Status::ok ? *settings.shared_for
                                                     : std::min(*settings.shared_for, kMissing);
    response.set_header("Cache-Control",
                        fmt::format("public, max-age=0, s-maxage={}, stale-while-revalidate={}", age.count(),
                                    std::min(age, kWhileRevalidating).count()));
    add_surrogate_keys(response, made_from);
  }
}

/// Every page names the day, so none is right beyond it.
press::Maker maker(Context const& context, Page page) {
  return [context, page](http::Request const& request) -> Result<press::Sheet> {
    std::vector<database::Dependency> made_from;
    std::optional<database::Sequence> as_of;
    Instant now = context.now();
    auto response = TRY(answer(page, context.with(made_from, &as_of), request));
    Instant valid_until = next_midnight(context.words(), now);
    if (response.status() == http::Status::not_found) {
      valid_until = std::min(valid_until, Instant::from_microseconds(
          now.microseconds() + std::chrono::microseconds(kMissing).count()));
    }
    say_who_may_keep(context.settings(), made_from, response);
    return press::Sheet{.response = std::move(response),
                        .made_from = std::move(made_from),
                        .as_of = as_of.value_or(database::Sequence(0)),
                        .seen_at = now,
                        .valid_until = valid_until};
  };
}

}  // namespace

void add_theme(http::Router& router) {
  router.get("/theme/{file}", "theme", theme_file, http::Run::on_loop);
}

std::span<PageRoute const> page_routes() { return kRoutes; }

Result<http::Response> answer(Page page, Context const& context, http::Request const& request) {
  auto response = page(context, request);
  if (!response && response.error().code == Code::not_found) return missing_page(context, request);
  return response;
}

struct Site::Parts {
  Context context;
  press::Press& press;
  std::shared_ptr<AdvertisingDesk> desk;
  mutable std::mutex filling = {};  ///< what is read last is given to the press last

  void fill_appeals() const {
    std::lock_guard lock(filling);
    site::fill_appeals(context, press);
  }
};

Site::Site(std::unique_ptr<Parts const> parts) : parts_(std::move(parts)) {}
Site::Site(Site&&) noexcept = default;
Site::~Site() = default;

Result<Site> Site::make(database::Database& database, media::Pictures const& pictures, Settings settings,
                        Clock clock, press::Press& press) {
  TRY(html::Url::external(settings.address));
  Context context = TRY(Context::make(database, pictures, std::move(settings), std::move(clock)));
  fill_appeals(context, press);
  press.pin("theme", theme_answers());
  auto desk = std::make_shared<AdvertisingDesk>(context, database, press);
  return Site(std::unique_ptr<Parts const>(new Parts{std::move(context), press, std::move(desk)}));
}

http::Router Site::router() const {
  Context const& context = parts_->context;
  http::Router router;
  for (PageRoute const& route : kRoutes) {
    if (route.page == picture_file) {
      router.get(route.pattern, route.name, [context](http::Request const& request) {
        return answer(picture_file, context, request);
      });
    } else {
      router.get_deferred(route.pattern, route.name,
                          parts_->press.route(route.name, words_of(route.query), maker(context, route.page)));
    }
  }
  router.get("/werbung/{slug}", "campaign", [context, desk = parts_->desk](http::Request const& request) {
    return follow_campaign(context, *desk, request);
  });
  add_theme(router);
  router.fallback_deferred(parts_->press.route("none", {}, maker(context, missing_page)));
  router.problem_page([context](http::Problem const& problem) { return bare_page(context, problem); });
  return router;
}

/// A page for one pair of eyes: the places of appeals and advertisements stay empty.
static http::Response without_fillings(http::Response response) {
  std::string body;
  for (std::string_view slice : html::cut(response.body().view()).slices) body += slice;
  response.set_body(std::move(body));
  return std::move(response.not_stored());
}

Result<http::Response> Site::preview(newsroom::Article const& article, std::string_view pictures_at) const {
  return without_fillings(TRY(article_preview(parts_->context.with_pictures_at(pictures_at), article)));
}

Result<http::Response> Site::preview_front(database::ReadTx& tx, Instant moment, std::optional<Slug> const& section,
                                           std::string_view pictures_at) const {
  Context then = parts_->context.at(moment).with_pictures_at(pictures_at);
  if (section) return without_fillings(TRY(section_sheet(then, tx, section->text())));
  return without_fillings(front_sheet(then, tx));
}

http::Response Site::in_frame(OwnPage const& it) const {
  Context const& context = parts_->context;
  auto tx = context.read();
  PageHead head{.title = it.title, .kind = it.kind, .canonical = html::Url::path(it.address),
                .indexed = it.may_be_found ? PageHead::Indexed::yes : PageHead::Indexed::no};
  return std::move(page(context, tx, head, it.main, it.status).not_stored());
}

void Site::follow(database::Change const& change) const {
  if (change.what == "appeal" || change.what == "section") parts_->fill_appeals();
  if (parts_->desk->is_altered_by(change)) parts_->desk->fill();
  parts_->press.drop(change);
}

std::optional<Instant> Site::follow_clock(Instant after, Instant until) const {
  auto tx = parts_->context.read();
  for (database::Change const& change : newsroom::changes_by_clock(tx, after, until)) {
    parts_->press.drop_by_time(change);
  }
  for (database::Change const& change : media::changes_by_clock(tx, after, until)) {
    if (parts_->desk->is_altered_by(change)) parts_->desk->fill();
    parts_->press.drop_by_time(change);
  }
  // The press knows that its pages end with the day; caches in front of it do not.
  if (next_midnight(parts_->context.words(), after) <= until) {
    parts_->press.drop_by_time({.sequence = tx.last_change(), .what = std::string(kEveryPage), .which = {},
                                  .at = until});
  }
  auto appeal_turned = appeals::next_turn(tx, after);
  if (appeal_turned && *appeal_turned <= until) parts_->fill_appeals();
  Instant next_turn = parts_->desk->follow_clock(until);
  next_turn = std::min(appeals::next_turn(tx, until).value_or(next_turn), next_turn);
  next_turn = std::min(media::next_end(tx, until).value_or(next_turn), next_turn);
  return std::min(newsroom::next_listing(tx, until).value_or(next_turn), next_turn);
}

void Site::look_at_counts() const { parts_->desk->look(); }
void Site::keep_counts() const { parts_->desk->keep(); }

http::Fields security_headers(Settings const& settings) {
  std::string policy =
      "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; "
      "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";
  // For the script that fills what a shared page leaves open.
  if (settings.shared_for) policy += "; script-src 'self'; connect-src 'self'";
  http::Fields headers{
      {"Content-Security-Policy", std::move(policy)},
      {"Referrer-Policy", "same-origin"},
      {"X-Content-Type-Options", "nosniff"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Permissions-Policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()"}};
  if (settings.reserve_text_and_data_mining) headers.push_back({"TDM-Reservation", "1"});
  if (!settings.mining_policy.empty()) headers.push_back({"TDM-Policy", settings.mining_policy});
  return headers;
}

}  // namespace allmende::site
