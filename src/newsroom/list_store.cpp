// SQL of lists. Each is read through an index in its own order, from a position on, so that its cost is
// what it shows. A shelf is either the articles themselves or a table that relates them; the statements of
// the two kinds differ only in where the order comes from. Each has one bound a side: of two, SQLite uses one for its
// index, and walks from there to the other.

#include "newsroom/arrangement_store.h"
#include "newsroom/record.h"
#include "newsroom/store.h"
#include "newsroom/subjects.h"

namespace allmende::newsroom {

using database::ReadTx;
using database::Sql;

namespace {

#define TEASER                                                                                 \
  "SELECT a.number, a.slug, a.language, a.genre, a.kicker, a.headline, a.deck, a.section, "    \
  "a.authors, a.picture, a.picture_alt, a.minutes, a.advertising, a.listed_at "

Sql const kOlder{"newsroom.older", TEASER
                 "FROM article a WHERE (a.listed_at, a.number) < (:at, :number) "
                 "ORDER BY a.listed_at DESC, a.number DESC LIMIT :limit"};
Sql const kNewer{"newsroom.newer", TEASER
                 "FROM article a WHERE a.listed_at <= :now AND (a.listed_at, a.number) > (:at, :number) "
                 "ORDER BY a.listed_at, a.number LIMIT :limit"};

Sql const kOlderInSection{"newsroom.older_in_section", TEASER
                          "FROM article a WHERE a.section = :key AND (a.listed_at, a.number) < (:at, :number) "
                          "ORDER BY a.listed_at DESC, a.number DESC LIMIT :limit"};
Sql const kNewerInSection{"newsroom.newer_in_section", TEASER
                          "FROM article a WHERE a.section = :key AND a.listed_at <= :now "
                          "AND (a.listed_at, a.number) > (:at, :number) "
                          "ORDER BY a.listed_at, a.number LIMIT :limit"};

Sql const kOlderOnTopic{"newsroom.older_on_topic", TEASER
                        "FROM article_topic r JOIN article a ON a.number = r.article "
                        "WHERE r.topic = :key AND (r.listed_at, r.article) < (:at, :number) "
                        "ORDER BY r.listed_at DESC, r.article DESC LIMIT :limit"};
Sql const kNewerOnTopic{"newsroom.newer_on_topic", TEASER
                        "FROM article_topic r JOIN article a ON a.number = r.article "
                        "WHERE r.topic = :key AND r.listed_at <= :now "
                        "AND (r.listed_at, r.article) > (:at, :number) "
                        "ORDER BY r.listed_at, r.article LIMIT :limit"};

Sql const kOlderByAuthor{"newsroom.older_by_author", TEASER
                         "FROM article_author r JOIN article a ON a.number = r.article "
                         "WHERE r.author = :key AND (r.listed_at, r.article) < (:at, :number) "
                         "ORDER BY r.listed_at DESC, r.article DESC LIMIT :limit"};
Sql const kNewerByAuthor{"newsroom.newer_by_author", TEASER
                         "FROM article_author r JOIN article a ON a.number = r.article "
                         "WHERE r.author = :key AND r.listed_at <= :now "
                         "AND (r.listed_at, r.article) > (:at, :number) "
                         "ORDER BY r.listed_at, r.article LIMIT :limit"};

Sql const kTeaser{"newsroom.teaser", TEASER
                  "FROM article a WHERE a.number = :number AND a.listed_at <= :now"};

Sql const kPosition{"newsroom.position",
                    "SELECT listed_at FROM article WHERE number = :number AND listed_at IS NOT NULL"};

Sql const kBetween{"newsroom.list_between", TEASER
                   "FROM article a WHERE a.listed_at >= :from AND a.listed_at < :to "
                   "ORDER BY a.listed_at, a.number LIMIT :limit"};
Sql const kAnyBetween{"newsroom.any_between", R"(
    SELECT listed_at FROM article
    WHERE listed_at >= :from AND listed_at < :to ORDER BY listed_at LIMIT 1)"};
Sql const kLastBefore{"newsroom.last_published", R"(
    SELECT listed_at FROM article WHERE listed_at < :before ORDER BY listed_at DESC LIMIT 1)"};
Sql const kFirst{"newsroom.first_published", R"(
    SELECT listed_at FROM article WHERE listed_at IS NOT NULL ORDER BY listed_at LIMIT 1)"};

Sql const kPlacedIn{"newsroom.placed_in",
                    "SELECT p.page, p.position, a.number, a.slug, a.language, a.genre, a.kicker, "
                    "a.headline, a.deck, a.section, a.authors, a.picture, a.picture_alt, a.minutes, "
                    "a.advertising, a.listed_at FROM placement p JOIN article a ON a.number = p.article "
                    "WHERE p.issue = :issue AND a.listed_at <= :now "
                    "ORDER BY p.page, p.position, a.number LIMIT 2000"};
Sql const kPlacedOn{"newsroom.placed_on",
                    "SELECT p.page, p.position, a.number, a.slug, a.language, a.genre, a.kicker, "
                    "a.headline, a.deck, a.section, a.authors, a.picture, a.picture_alt, a.minutes, "
                    "a.advertising, a.listed_at FROM placement p JOIN article a ON a.number = p.article "
                    "WHERE p.issue = :issue AND p.page = :page AND a.listed_at <= :now "
                    "ORDER BY p.position, a.number LIMIT 500"};

#undef TEASER

Sql const kStandingIn{"newsroom.standing_in", R"(
    SELECT p.page, p.position, p.article FROM placement p JOIN article a ON a.number = p.article
    WHERE p.issue = :issue AND a.state <> 'withdrawn' ORDER BY p.page, p.position, p.article LIMIT 2000)"};

std::vector<std::string> lines(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    std::size_t end = std::min(text.find('\n'), text.size());
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

/// Collects rows of the columns that every list selects.
struct CollectTeasers {
  std::vector<Teaser>& teasers;

  void operator()(ArticleNumber number, Slug slug, Language language, std::string const& genre,
                  std::string kicker, std::string headline, std::string deck, Slug section,
                  std::string const& authors, std::string picture, std::string picture_alt,
                  int minutes, bool advertising, Instant published) const {
    teasers.push_back({number, std::move(slug), std::move(language),
                       database::must_be(genre_from_word(genre)), std::move(kicker),
                       std::move(headline), std::move(deck), std::move(section), lines(authors),
                       std::move(picture), std::move(picture_alt), minutes, advertising, published});
  }
};

struct CollectPlaced {
  std::vector<Placed>& placed;

  template <class... Columns>
  void operator()(std::string page, int order, Columns&&... columns) const {
    std::vector<Teaser> one;
    CollectTeasers{one}(std::forward<Columns>(columns)...);
    placed.push_back({std::move(page), order, std::move(one.front())});
  }
};

using Text = std::string;

template <class... Args>
std::vector<Teaser> teasers(ReadTx& tx, Sql const& sql, Args const&... args) {
  std::vector<Teaser> found;
  tx.each<ArticleNumber, Slug, Language, Text, Text, Text, Text, Slug, Text, Text, Text, int, bool,
          Instant>(
      sql, CollectTeasers{found}, args...);
  return found;
}

template <class... Args>
std::vector<Placed> placed(ReadTx& tx, Sql const& sql, Args const&... args) {
  std::vector<Placed> found;
  tx.each<Text, int, ArticleNumber, Slug, Language, Text, Text, Text, Text, Slug, Text, Text, Text, int, bool,
          Instant>(sql, CollectPlaced{found}, args...);
  return found;
}

std::vector<Placed> noted(ReadTx& tx, Date issue, std::vector<Placed> found) {
  if (!tx.collects_dependencies()) return found;
  tx.depends_on(subjects::kPlacement, issue.iso8601());
  for (Placed const& each : found) tx.depends_on(subjects::kTeaser, each.teaser.number);
  return found;
}

/// `bounds`: what the statements have behind the shelf's key.
template <class... Bounds>
std::vector<Teaser> read_shelf(ReadTx& tx, Shelf const& shelf, Sql const& everything, Sql const& section,
                               Sql const& topic, Sql const& author, Bounds const&... bounds) {
  switch (shelf.kind) {
    case Shelf::Kind::everything:
      return teasers(tx, everything, bounds...);
    case Shelf::Kind::section:
      return teasers(tx, section, shelf.key, bounds...);
    case Shelf::Kind::topic:
      return teasers(tx, topic, shelf.key, bounds...);
    case Shelf::Kind::author:
      return teasers(tx, author, shelf.key, bounds...);
  }
  report_bug("every shelf can be read");
}

}  // namespace

namespace store {

std::optional<Position> position(ReadTx& tx, ArticleNumber number) {
  auto at = tx.maybe<Instant>(kPosition, number);
  if (!at) return std::nullopt;
  return Position{*at, number};
}

std::optional<Teaser> teaser(ReadTx& tx, ArticleNumber article, Instant now) {
  auto found = teasers(tx, kTeaser, article, now);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Teaser> older(ReadTx& tx, Shelf const& shelf, Position from, Instant now, int limit) {
  Position end = from.at <= now ? from : Position{just_behind(now), ArticleNumber(0)};
  return read_shelf(tx, shelf, kOlder, kOlderInSection, kOlderOnTopic, kOlderByAuthor, end.at, end.number, limit);
}

std::vector<Teaser> newer(ReadTx& tx, Shelf const& shelf, Position from, Instant now, int limit) {
  return read_shelf(tx, shelf, kNewer, kNewerInSection, kNewerOnTopic, kNewerByAuthor, now, from.at, from.number, limit);
}

}  // namespace store

std::vector<Spot> standing_in(ReadTx& tx, Date issue) {
  tx.depends_on(subjects::kPlacement, issue.iso8601());
  std::vector<Spot> found;
  tx.each<std::string, int, ArticleNumber>(kStandingIn, [&](std::string page, int order, ArticleNumber article) {
    found.push_back({std::move(page), order, article});
  }, issue);
  return found;
}

std::vector<Teaser> list_between(ReadTx& tx, Instant from, Instant to, Instant now, int limit) {
  std::vector<Teaser> found = teasers(tx, kBetween, from, store::end_of(to, now), limit);
  bool cut = found.size() == static_cast<std::size_t>(limit) && limit > 0;
  subjects::note(tx, Shelf{}, {subjects::at(from), cut ? subjects::behind(found.back().published)
                                                       : subjects::at(to)});
  subjects::note(tx, found);
  return found;
}

bool any_between(ReadTx& tx, Instant from, Instant to, Instant now) {
  auto first = tx.maybe<Instant>(kAnyBetween, from, store::end_of(to, now));
  // As long as nothing happens where the first one stands, the answer stays yes.
  if (first) subjects::note(tx, Shelf{}, {subjects::at(*first), subjects::behind(*first)});
  else subjects::note(tx, Shelf{}, {subjects::at(from), subjects::at(to)});
  return first.has_value();
}

std::optional<Instant> next_published(ReadTx& tx, Instant from, Instant now) {
  auto next = tx.maybe<Instant>(kAnyBetween, from, store::just_behind(now));
  database::PositionRange read;
  read.from = subjects::at(from);
  if (next) read.to = subjects::behind(*next);
  subjects::note(tx, Shelf{}, read);
  return next;
}

std::optional<Instant> last_published(ReadTx& tx, Instant before, Instant now) {
  auto last = tx.maybe<Instant>(kLastBefore, store::end_of(before, now));
  database::PositionRange read;
  if (last) read.from = subjects::at(*last);
  read.to = subjects::at(before);
  subjects::note(tx, Shelf{}, read);
  return last;
}

std::optional<Instant> first_published(ReadTx& tx) {
  auto first = tx.maybe<Instant>(kFirst);
  database::PositionRange read;
  if (first) read.to = subjects::behind(*first);
  subjects::note(tx, Shelf{}, read);
  return first;
}

std::vector<Placed> placed_in(ReadTx& tx, Date issue, Instant now) {
  return noted(tx, issue, placed(tx, kPlacedIn, issue, now));
}

std::vector<Placed> placed_on(ReadTx& tx, Date issue, std::string_view page, Instant now) {
  return noted(tx, issue, placed(tx, kPlacedOn, issue, page, now));
}

}  // namespace allmende::newsroom
