#include "app/operator_page.h"

#include <sodium.h>

#include "app/mailing.h"
#include "html/html.h"
#include "jobs/jobs.h"
#include "newsroom/newsroom.h"
#include "site/site.h"
#include "theme/theme.h"

namespace allmende::app {

using html::Html;

namespace {

/// "Basic b3BlcmF0b3I6…" → "operator:…", or nothing.
std::optional<std::string> decode_basic(std::string_view header) {
  constexpr std::string_view kScheme = "Basic ";
  if (!header.starts_with(kScheme) || header.size() > 1024) return std::nullopt;
  header.remove_prefix(kScheme.size());
  std::string decoded(header.size(), '\0');
  std::size_t length = 0;
  char const* end = nullptr;
  int failed = sodium_base642bin(reinterpret_cast<unsigned char*>(decoded.data()), decoded.size(),
                                 header.data(), header.size(), nullptr, &length, &end,
                                 sodium_base64_VARIANT_ORIGINAL);
  if (failed != 0 || end != header.data() + header.size()) return std::nullopt;
  decoded.resize(length);
  return decoded;
}

http::Response sign_in_first() {
  auto response = http::Response::text("Sign in as operator; the password is in operator.key.\n",
                                       http::Status::unauthorized);
  response.set_header("WWW-Authenticate", "Basic realm=\"Allmende\", charset=\"UTF-8\"");
  response.not_stored();
  return response;
}

/// Lets only the operator through to the handler.
http::Handler signed_in(Paper& paper, http::Handler inner) {
  Secret expected("operator:" + paper.operator_password().reveal());
  return [expected, inner = std::move(inner)](http::Request const& request) -> Result<http::Response> {
    auto header = request.header("Authorization");
    auto given = header ? decode_basic(*header) : std::nullopt;
    if (!given || !expected.matches(*given)) return sign_in_first();
    auto response = inner(request);
    if (response) response->not_stored();
    return response;
  };
}

Html row(std::string_view name, std::string_view value) {
  return html::html<"<div><dt>{}</dt><dd>{}</dd></div>\n">(name, value);
}

/// A font that is not there at once is not used.
Html preload(std::string_view font) {
  return html::html<R"(<link rel="preload" href="{}" as="font" type="font/woff2" crossorigin>
)">(html::Url::path(font));
}

/// In the readers' style sheet: it has a place for a few facts, the contribution page's account.
html::Document framed(std::string const& paper, Html const& rows) {
  return html::document<R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{} – operator</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
{}<link rel="stylesheet" href="{}">
<link rel="icon" href="{}" type="image/svg+xml"></head>
<body><header class="masthead"><p class="masthead-name">{}</p>
<p class="masthead-line">For the operator alone</p></header>
<main><div class="text-page"><header class="list-head"><h1>State of the paper</h1></header>
<dl class="account">
{}</dl><p class="article-note"><a href="/metrics">Metrics for Prometheus</a></p></div></main></body></html>
)">(paper, html::each(theme::preloaded_fonts(), preload), html::Url::path(theme::address("paper.css")),
    html::Url::path(theme::address("favicon.svg")), paper, rows);
}

Result<http::Response> state_page(Paper& paper, Clock const& clock) {
  auto tx = paper.database().read();
  jobs::Counts counts = jobs::count(tx);
  auto newest = newsroom::list(tx, {}, {}, 1, clock()).teasers;
  Html rows = row("Folder", paper.folder().string()) +
              row("Address", paper.config().paper.address) +
              row("Database", paper.database().engine() == database::Engine::sqlite ? "SQLite" : "PostgreSQL") +
              row("Newest article", newest.empty() ? "none yet" : newest.front().headline) +
              row("Mail", has_mail_server(paper.config()) ? paper.config().mail.server : "no server; letters lie in the folder outgoing") +
              row("Jobs", fmt::format("{} waiting, {} running, {} failed", counts.waiting, counts.claimed, counts.failed)) +
              row("Changes so far", std::to_string(tx.last_change().value())) +
              row("Version", "0.1.0");
  return http::Response::html(framed(paper.config().paper.name, rows).bytes());
}

/// In the text format of Prometheus, 0.0.4.
std::string metric(std::string_view name, std::string_view kind, std::string_view help, std::uint64_t value) {
  return fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n{0} {3}\n", name, help, kind, value);
}

std::string press_metrics(press::Figures const& figures) {
  std::string text;
  auto add = [&](auto const&... words) { text += metric(words...); };
  add("press_pages", "gauge", "Pages kept in memory.", figures.pages);
  add("press_bytes", "gauge", "What they take.", figures.bytes);
  add("press_made_total", "counter", "Pages made.", figures.made);
  add("press_waited_total", "counter", "Requests that waited for a page that another one made.", figures.waited);
  add("press_dropped_total", "counter", "Pages outdated by a change.", figures.dropped);
  add("press_evicted_total", "counter", "Pages that went for want of room.", figures.evicted);
  return text;
}

std::string job_metrics(Paper& paper) {
  auto tx = paper.database().read();
  jobs::Counts counts = jobs::count(tx);
  auto number = [](std::int64_t count) { return static_cast<std::uint64_t>(count); };
  return metric("jobs_waiting", "gauge", "Jobs that wait for their time, or to be tried again.", number(counts.waiting)) +
         metric("jobs_running", "gauge", "Jobs outside of transactions that somebody is at.", number(counts.claimed)) +
         metric("jobs_failed", "gauge", "Jobs that could not be done: allmende jobs list.", number(counts.failed));
}

}  // namespace

http::Router operator_router(Paper& paper, http::Server const& readers, press::Press const& press,
                             Clock clock) {
  http::Router router;
  router.get("/healthz", "health", [&paper](http::Request const&) -> Result<http::Response> {
    paper.database().read().last_change();
    return http::Response::text("ok\n");
  });
  router.get("/metrics", "metrics", signed_in(paper, [&paper, &readers, &press](http::Request const&) -> Result<http::Response> {
    return http::Response::of("text/plain; version=0.0.4; charset=utf-8",
                              readers.metrics() + press_metrics(press.figures()) + job_metrics(paper));
  }));
  router.get("/", "state", signed_in(paper, [&paper, clock](http::Request const&) {
    return state_page(paper, clock);
  }));
  site::add_theme(router);
  return router;
}

}  // namespace allmende::app
