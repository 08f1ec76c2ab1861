#include "site/sitemaps.h"

#include <charconv>

#include "site/addresses.h"
#include "site/outside.h"
#include "xml/xml.h"

namespace allmende::site {

using html::Url;
using newsroom::Article;
using newsroom::Shelf;
using newsroom::Teaser;

namespace {

constexpr std::string_view kNamespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
constexpr std::string_view kNewsNamespace = "http://www.google.com/schemas/sitemap-news/0.9";
constexpr auto kNewsDays = std::chrono::days(2);
constexpr int kAtOnce = 100;

/// A month of the paper's calendar: from the first moment of its first day to that of the next one.
struct Month {
  Date first_day;
  Instant from;
  Instant to;

  static Month of(Date day, words::Words const& words) {
    using namespace std::chrono;
    Date first = day.plus_days(1 - static_cast<int>(day.day()));
    Date next = first.plus_days(31);
    next = next.plus_days(1 - static_cast<int>(next.day()));
    return {first, words.start_of(first), words.start_of(next)};
  }
  std::string name() const { return first_day.iso8601().substr(0, 7); }
};

/// "2026-11"
std::optional<Month> parse_month(std::string_view text, words::Words const& words) {
  if (text.size() != 7) return std::nullopt;
  auto day = Date::parse(std::string(text) + "-01");
  // The last month of the calendar has no next one.
  if (!day || day->year() == 9999) return std::nullopt;
  return Month::of(*day, words);
}

constexpr std::string_view kPages = "seiten";

Url file(std::string_view name) { return Url::path_of({fmt::format("sitemap-{}.xml", name)}); }

/// No article is younger.
Instant end_of_time() { return Instant::parse("9999-12-31T23:59:59Z").value(); }

/// The elements of one sitemap, written one after the other.
class Sitemap {
 public:
  Sitemap(Context const& context, std::string_view root)
      : context_(context), root_(xml_.element(root, {{"xmlns", kNamespace}})) {}
  Sitemap(Context const& context, std::string_view root, xml::Attribute const& more)
      : context_(context), root_(xml_.element(root, {{"xmlns", kNamespace}, more})) {}

  void add(std::string_view element, Url const& path, std::optional<Instant> changed = {}) {
    auto opened = begin(element, path);
    if (changed) xml_.leaf("lastmod", context_.words().iso_with_offset(*changed));
  }
  [[nodiscard]] xml::Element begin(std::string_view element, Url const& path) {
    auto opened = xml_.element(element);
    xml_.leaf("loc", public_address(context_.settings(), path).text());
    return opened;
  }
  xml::Writer& xml() { return xml_; }

  http::Response answer() {
    root_.reset();
    auto response = http::Response::of("application/xml; charset=utf-8", xml_.finish());
    response.cacheable(std::chrono::seconds(0));
    return response;
  }

 private:
  Context const& context_;
  xml::Writer xml_;
  std::optional<xml::Element> root_;
};

/// When the newest article of a list was published: the list changed then.
std::optional<Instant> newest_on(database::ReadTx& tx, Shelf const& shelf, Instant now) {
  auto stretch = newsroom::list(tx, shelf, {}, 1, now);
  if (stretch.teasers.empty()) return std::nullopt;
  return stretch.teasers.front().published;
}

/// When the first article of a time was published: a jump over the months that have none.
std::optional<Instant> first_from(database::ReadTx& tx, Instant from, Instant now) {
  auto found = newsroom::list_between(tx, from, end_of_time(), now, 1);
  if (found.empty()) return std::nullopt;
  return found.front().published;
}

void add_sections(Sitemap& sitemap, database::ReadTx& tx, Instant now) {
  for (newsroom::Section const& section : newsroom::sections(tx)) {
    auto newest = newest_on(tx, {Shelf::Kind::section, section.slug.text()}, now);
    sitemap.add("url", addresses::section(section.slug), newest);
  }
}

http::Response pages(Context const& context, database::ReadTx& tx) {
  Sitemap sitemap(context, "urlset");
  auto newest = newest_on(tx, {}, context.now());
  sitemap.add("url", addresses::front(), newest);
  add_sections(sitemap, tx, context.now());
  for (newsroom::TextPage const& page : newsroom::text_pages(tx)) {
    sitemap.add("url", addresses::text_page(page.slug));
  }
  sitemap.add("url", addresses::archive(), newest);
  sitemap.add("url", addresses::issues());
  sitemap.add("url", addresses::contribution());
  Date today = context.words().day_of(context.now());
  for (auto const& issue : edition::issues(tx, today, {}, kSitemapLongest / 2)) {
    sitemap.add("url", addresses::issue(issue.date));
  }
  return sitemap.answer();
}

/// What was first published after `since`, newest first.
std::vector<Teaser> newest_since(database::ReadTx& tx, Instant since, Instant now) {
  std::vector<Teaser> found;
  newsroom::Opening opening;
  while (true) {
    auto stretch = newsroom::list(tx, {}, opening, kAtOnce, now);
    for (Teaser& teaser : stretch.teasers) {
      if (teaser.published < since || found.size() == kNewsSitemapLongest) return found;
      found.push_back(std::move(teaser));
    }
    if (!stretch.older_than) return found;
    opening = {newsroom::Opening::Direction::older_than, *stretch.older_than};
  }
}

void add_news(Sitemap& sitemap, Context const& context, Teaser const& teaser) {
  auto& xml = sitemap.xml();
  auto url = sitemap.begin("url", addresses::article(teaser));
  auto news = xml.element("news:news");
  {
    auto publication = xml.element("news:publication");
    xml.leaf("news:name", context.settings().name);
    xml.leaf("news:language", teaser.language.primary());
  }
  xml.leaf("news:publication_date", context.words().iso_with_offset(teaser.published));
  xml.leaf("news:title", teaser.headline);
}

}  // namespace

Result<http::Response> sitemap_index(Context const& context, http::Request const&) {
  auto tx = context.read();
  Sitemap sitemap(context, "sitemapindex");
  sitemap.add("sitemap", file(kPages));
  for (auto at = newsroom::first_published(tx); at && *at <= context.now();) {
    auto month = Month::of(context.words().day_of(*at), context.words());
    sitemap.add("sitemap", file(month.name()));
    at = first_from(tx, month.to, context.now());
  }
  return sitemap.answer();
}

Result<http::Response> sitemap(Context const& context, http::Request const& request) {
  auto tx = context.read();
  std::string_view name = request.parameter("month");
  if (name == kPages) return pages(context, tx);
  auto month = parse_month(name, context.words());
  if (!month) return refuse(Code::not_found, "a month is written 2026-11");
  auto articles = newsroom::articles_between(tx, month->from, month->to, context.now(), kSitemapLongest);
  if (articles.empty()) return refuse(Code::not_found, "nothing was published in this month");
  Sitemap file(context, "urlset");
  for (Article const& article : articles) {
    file.add("url", addresses::article(article), last_change(article));
  }
  return file.answer();
}

Result<http::Response> news_sitemap(Context const& context, http::Request const&) {
  auto tx = context.read();
  Instant now = context.now();
  Instant since =
      Instant::from_microseconds(now.microseconds() - std::chrono::microseconds(kNewsDays).count());
  Sitemap sitemap(context, "urlset", {"xmlns:news", kNewsNamespace});
  for (Teaser const& teaser : newest_since(tx, since, now)) add_news(sitemap, context, teaser);
  return sitemap.answer();
}

}  // namespace allmende::site
