#include "site/site.h"

#include "site/archive_pages.h"
#include "site/article_page.h"
#include "site/context.h"
#include "site/contribution_page.h"
#include "site/feeds.h"
#include "site/files.h"
#include "site/frame.h"
#include "site/front_page.h"
#include "site/issue_pages.h"
#include "site/list_pages.h"
#include "site/missing_page.h"
#include "site/robots.h"
#include "site/routes.h"
#include "site/sitemaps.h"
#include "site/text_pages.h"

namespace allmende::site {

namespace {

constexpr PageRoute kRoutes[] = {
    {"/", "front", front_page},
    {"/artikel/{address}", "article", article_page},
    {"/ressort/{slug}", "section", section_page},
    {"/thema/{slug}", "topic", topic_page},
    {"/von/{slug}", "author", author_page},
    {"/archiv", "archive", archive_page},
    {"/archiv/{year}", "archive year", year_page},
    {"/archiv/{year}/{month}", "archive month", month_page},
    {"/archiv/{year}/{month}/{day}", "archive day", day_page},
    {"/ausgaben", "issues", issues_page},
    {"/ausgabe/{date}", "issue", issue_page},
    {"/ausgabe/{date}/seite/{label}", "printed page", printed_page},
    {"/beitrag", "contribution", contribution_page},
    {"/feed.xml", "feed", rss},
    {"/feed.atom", "feed", atom},
    {"/feed.json", "feed", json_feed},
    {"/ressort/{slug}/feed.xml", "section feed", rss},
    {"/ressort/{slug}/feed.atom", "section feed", atom},
    {"/ressort/{slug}/feed.json", "section feed", json_feed},
    {"/sitemap.xml", "sitemap", sitemap_index},
    {"/sitemap-{month}.xml", "sitemap", sitemap},
    {"/news-sitemap.xml", "news sitemap", news_sitemap},
    {"/robots.txt", "robots", robots},
    {"/.well-known/tdmrep.json", "mining reservation", mining_reservation},
    {"/bilder/{file}", "picture", picture_file},
    {"/{slug}", "text page", text_page},
};

http::Handler handler(Context const& context, Page page) {
  return [context, page](http::Request const& request) { return answer(page, context, request); };
}

}  // namespace

std::span<PageRoute const> page_routes() { return kRoutes; }

Result<http::Response> answer(Page page, Context const& context, http::Request const& request) {
  auto response = page(context, request);
  if (!response && response.error().code == Code::not_found) return missing_page(context, request);
  return response;
}

Result<http::Router> make_router(database::Database& database, media::Pictures const& pictures,
                                 Settings settings, Clock clock) {
  TRY(html::Url::external(settings.address));
  Context context = TRY(Context::make(database, pictures, std::move(settings), std::move(clock)));
  http::Router router;
  for (PageRoute const& route : kRoutes) {
    router.get(route.pattern, route.name, handler(context, route.page));
  }
  router.get("/theme/{file}", "theme", theme_file, http::Run::on_loop);
  router.fallback(handler(context, missing_page));
  router.problem_page([context](http::Problem const& problem) { return bare_page(context, problem); });
  return router;
}

http::Fields security_headers(Settings const& settings) {
  http::Fields headers{
      {"Content-Security-Policy",
       "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; "
       "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"},
      {"Referrer-Policy", "same-origin"},
      {"X-Content-Type-Options", "nosniff"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Permissions-Policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()"}};
  if (settings.reserve_text_and_data_mining) headers.push_back({"TDM-Reservation", "1"});
  if (!settings.mining_policy.empty()) headers.push_back({"TDM-Policy", settings.mining_policy});
  return headers;
}

}  // namespace allmende::site
