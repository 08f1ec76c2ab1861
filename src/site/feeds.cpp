#include "site/feeds.h"

#include <charconv>

#include "site/addresses.h"
#include "site/body_feed.h"
#include "site/feed.h"
#include "site/outside.h"

namespace allmende::site {

using newsroom::Article;
using newsroom::ArticleNumber;
using newsroom::Section;
using Kind = addresses::Feed;

namespace {

struct AskedFor {
  Kind kind;
  std::optional<Section> section = {};
  std::optional<ArticleNumber> older_than = {};
};

Result<ArticleNumber> parse_number(std::string_view digits) {
  std::int64_t number = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size() || number <= 0) {
    return refuse(Code::invalid, "vor is the number of an article", "vor");
  }
  return ArticleNumber(number);
}

Result<AskedFor> parse(database::ReadTx& tx, http::Request const& request, Kind kind) {
  AskedFor asked{kind};
  if (request.path() != addresses::feed(kind).text()) {
    asked.section = find_section(tx, request.parameter("slug"));
    if (!asked.section) return refuse(Code::not_found, "the paper has no such section");
  }
  if (auto digits = request.query("vor")) asked.older_than = TRY(parse_number(*digits));
  return asked;
}

std::vector<FeedPerson> persons(Settings const& settings,
                                std::vector<newsroom::Contributor> const& people) {
  std::vector<FeedPerson> all;
  for (newsroom::Contributor const& person : people) {
    all.push_back({person.name, public_address(settings, addresses::author(person.name)).text()});
  }
  return all;
}

/// Whose text it is: those who wrote it, else the agencies as the credit line names them.
std::vector<FeedPerson> authors(Context const& context, Article const& article) {
  auto writers = persons(context.settings(), writers_of(article));
  if (!writers.empty()) return writers;
  std::string credit = credit_of(context, article);
  if (credit.empty()) return {};
  return {{credit}};
}

std::optional<FeedEnclosure> enclosure(Context const& context, Article const& article,
                                       std::optional<FeedPicture> const& picture) {
  if (!picture) return std::nullopt;
  auto length = length_of(context, *picture);
  if (!length) return std::nullopt;
  return FeedEnclosure{picture->address.text(), picture->type, *length, article.lead_picture->alt};
}

FeedItem item_of(Context const& context, database::ReadTx& tx, Article const& article,
                 std::vector<Section> const& sections) {
  Settings const& settings = context.settings();
  std::optional<FeedPicture> lead;
  if (article.lead_picture) lead = find_feed_picture(context, tx, article.lead_picture->file);
  auto section = std::ranges::find(sections, article.section, &Section::slug);
  return {.name = permanent_name(settings, article.number),
          .address = public_address(settings, addresses::article(article)).text(),
          .title = title_with_kicker(article, context.words(article.language)),
          .summary = article.deck,
          .content = feed_content(context, tx, article, lead).bytes(),
          .language = article.language,
          .published = *article.published,
          .changed = last_change(article),
          .authors = authors(context, article),
          .contributors = persons(settings, helpers_of(article)),
          .section_slug = article.section.text(),
          .section = section == sections.end() ? article.section.text() : section->name,
          .topics = article.topics,
          .picture = enclosure(context, article, lead)};
}

/// When the paper last changed at all: also a withdrawal is news to those who keep a copy.
std::optional<Instant> newest_change(database::ReadTx& tx) {
  std::int64_t last = tx.last_change().value();
  if (last == 0) return std::nullopt;
  return tx.changes_since(database::Sequence(last - 1), 1).at(0).at;
}

Feed empty_feed(Context const& context, AskedFor const& asked) {
  Settings const& settings = context.settings();
  auto const& section = asked.section;
  html::Url home = section ? addresses::section(section->slug) : addresses::front();
  html::Url self =
      section ? addresses::feed(asked.kind, section->slug) : addresses::feed(asked.kind);
  std::string first = public_address(settings, self).text();
  if (asked.older_than) self = addresses::older_than(self, *asked.older_than);
  std::string about = section ? section->description : settings.claim;
  std::string title =
      section ? fmt::format("{} – {}", settings.name, section->name) : settings.name;
  return {.name = permanent_name(settings, section ? "ressort/" + section->slug.text() : "feed"),
          .title = title,
          .description = about.empty() ? title : about,
          .home = public_address(settings, home).text(),
          .self = public_address(settings, self).text(),
          .first = asked.older_than ? first : std::string(),
          .copyright = copyright_notice(context, context.now()),
          .paper = {settings.name, public_address(settings, addresses::front()).text()},
          .email = settings.email,
          .language = settings.language,
          .changed = Instant::from_microseconds(0)};
}

Result<Feed> read_feed(Context const& context, database::ReadTx& tx, AskedFor const& asked) {
  using newsroom::Opening;
  Feed feed = empty_feed(context, asked);
  newsroom::Shelf shelf;
  if (asked.section) shelf = {newsroom::Shelf::Kind::section, asked.section->slug.text()};
  Opening opening;
  if (asked.older_than) opening = {Opening::Direction::older_than, *asked.older_than};
  auto stretch = newsroom::list(tx, shelf, opening, context.settings().feed_size, context.now());
  if (asked.older_than && stretch.teasers.empty()) {
    return refuse(Code::not_found, "nothing in this feed is older");
  }
  auto sections = newsroom::sections(tx);
  for (newsroom::Teaser const& teaser : stretch.teasers) {
    Article article = TRY(newsroom::published_article(tx, teaser.number, context.now()));
    feed.items.push_back(item_of(context, tx, article, sections));
    feed.changed = std::max(feed.changed, feed.items.back().changed);
  }
  if (stretch.older_than) {
    html::Url from = asked.section ? addresses::feed(asked.kind, asked.section->slug)
                                   : addresses::feed(asked.kind);
    feed.next =
        public_address(context.settings(), addresses::older_than(from, *stretch.older_than)).text();
  }
  return feed;
}

using Write = std::string (*)(Feed const&, words::Words const&);

Result<http::Response> answer(Context const& context, http::Request const& request, Kind kind,
                              std::string_view type, Write write) {
  auto tx = context.read();
  AskedFor asked = TRY(parse(tx, request, kind));
  Feed feed = TRY(read_feed(context, tx, asked));
  Instant last = std::max(feed.changed, newest_change(tx).value_or(feed.changed));
  auto response = http::Response::of(type, write(feed, context.words()));
  response.cacheable(std::chrono::seconds(0));
  response.last_modified(std::min(last, context.now()));
  return response;
}

}  // namespace

Result<http::Response> rss(Context const& context, http::Request const& request) {
  return answer(context, request, Kind::rss, "application/rss+xml; charset=utf-8", rss_document);
}

Result<http::Response> atom(Context const& context, http::Request const& request) {
  return answer(context, request, Kind::atom, "application/atom+xml; charset=utf-8", atom_document);
}

Result<http::Response> json_feed(Context const& context, http::Request const& request) {
  return answer(context, request, Kind::json, "application/feed+json; charset=utf-8",
                json_feed_document);
}

}  // namespace allmende::site
