#include "newsroom/archive.h"

#include <algorithm>
#include <limits>
#include <set>

#include "newsroom/record.h"
#include "newsroom/store.h"
#include "newsroom/subjects.h"
#include "text/text.h"

namespace allmende::newsroom {

using database::ReadTx;
using database::WriteTx;

namespace {

Article parse_stored(std::string_view record) {
  return database::must_be(article_from_json(database::must_be(json::parse(record))));
}

/// Who wrote it, for lists: photographers and translators are named on the article's page.
std::string writers(Article const& article) {
  std::string lines;
  for (Contributor const& author : article.authors) {
    if (author.role != Role::text && author.role != Role::interview) continue;
    lines += (lines.empty() ? "" : "\n") + author.name;
  }
  return lines;
}

/// The last thing about the article that readers should notice.
std::optional<Instant> last_change(Article const& article) {
  std::optional<Instant> last = article.published;
  auto later = [&](std::optional<Instant> const& other) {
    if (other && (!last || *other > *last)) last = other;
  };
  later(article.updated);
  for (Correction const& correction : article.corrections) later(correction.at);
  if (article.withdrawal) later(article.withdrawal->at);
  return last;
}

store::IndexRow make_index_row(Article const& article) {
  PictureUse picture = article.lead_picture.value_or(PictureUse{});
  return {.slug = article.slug.text(),
          .state = std::string(to_word(article.state)),
          .language = article.language.tag(),
          .genre = std::string(to_word(article.genre)),
          .kicker = article.kicker,
          .headline = article.headline,
          .deck = article.deck,
          .section = article.section.text(),
          .authors = writers(article),
          .picture = picture.file,
          .picture_alt = picture.alt,
          .minutes = text::reading_minutes(readable_text(article), article.language),
          .advertising = article.advertising,
          .listed_at = article.state == State::published ? article.published : std::nullopt,
          .changed_at = last_change(article)};
}

/// In its text too, each once.
std::set<std::string> pictures_in(Article const& article) {
  std::set<std::string> files;
  if (article.lead_picture) files.insert(article.lead_picture->file);
  for (PictureUse& use : pictures_of(article.body)) files.insert(std::move(use.file));
  return files;
}

/// Lists that show the article show it otherwise; where it comes, goes or moves, its shelves tell.
bool shows_another_teaser(store::IndexRow before, store::IndexRow const& after) {
  bool stays = before.listed_at && before.listed_at == after.listed_at;
  before.changed_at = after.changed_at;  // no list shows it
  return stays && before != after;
}

/// "stadt-und-land" → "Stadt Und Land" is wrong in every language; only the first letter is raised.
std::string name_from_slug(Slug const& slug) {
  std::string name = slug.text();
  std::ranges::replace(name, '-', ' ');
  if (name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 32);
  return name;
}

void ensure_section(WriteTx& tx, Slug const& slug) {
  std::vector<Section> known = sections(tx);
  int last = 0;
  for (Section const& section : known) {
    if (section.slug == slug) return;
    last = std::max(last, section.order);
  }
  put_section(tx, {slug, name_from_slug(slug), "", last + 1});
}

void relate(WriteTx& tx, Article const& article, std::optional<Instant> listed_at) {
  for (std::string const& name : article.topics) {
    store::add_topic(tx, article.number, {text::slug_of(name, Language::german()), name}, listed_at);
  }
  for (Contributor const& person : article.authors) {
    Author author{text::slug_of(person.name, Language::german()), person.name};
    store::add_author(tx, article.number, author, listed_at);
  }
  for (Placement const& placement : article.placements) {
    store::add_placement(tx, article.number, placement);
  }
  for (std::string const& file : pictures_in(article)) store::add_picture(tx, article.number, file, listed_at);
}

/// What relate() makes, in the words of store::relations.
std::vector<std::string> make_relations(Article const& article, std::optional<Instant> listed_at) {
  std::int64_t at = listed_at ? listed_at->microseconds() : 0;
  std::set<std::string> all;  // two names may come to one address
  for (std::string const& name : article.topics) {
    all.insert(fmt::format("topic {} {}", text::slug_of(name, Language::german()).text(), at));
  }
  for (Contributor const& person : article.authors) {
    all.insert(fmt::format("author {} {}", text::slug_of(person.name, Language::german()).text(), at));
  }
  for (std::string const& file : pictures_in(article)) all.insert(fmt::format("picture {} {}", file, at));
  for (Placement const& placement : article.placements) {
    all.insert(fmt::format("placement {} {} {}", placement.issue.iso8601(), placement.page, placement.order));
  }
  return {all.begin(), all.end()};
}

store::Position newest_end(Instant now) {
  return {now, ArticleNumber(std::numeric_limits<std::int64_t>::max())};
}

/// Reads one more than asked for, to know whether the list goes on. `end` is where what could come in
/// between would be newest.
Stretch read_older(ReadTx& tx, Shelf const& shelf, store::Position from, int limit, Instant now,
                   std::int64_t end) {
  Stretch stretch;
  stretch.teasers = store::older(tx, shelf, from, now, limit + 1);
  database::PositionRange read{.to = end};
  if (stretch.teasers.size() > static_cast<std::size_t>(limit)) {
    read.from = subjects::at(stretch.teasers.back().published);
    stretch.teasers.pop_back();
    stretch.older_than = stretch.teasers.back().number;
  }
  subjects::note(tx, shelf, read);
  subjects::note(tx, stretch.teasers);
  return stretch;
}

Stretch read_newer(ReadTx& tx, Shelf const& shelf, store::Position from, int limit, Instant now) {
  Stretch stretch;
  stretch.teasers = store::newer(tx, shelf, from, now, limit + 1);
  database::PositionRange read{.from = subjects::at(from.at)};
  bool more = stretch.teasers.size() > static_cast<std::size_t>(limit);
  if (more) {
    read.to = subjects::behind(stretch.teasers.back().published);
    stretch.teasers.pop_back();
  }
  subjects::note(tx, shelf, read);
  subjects::note(tx, stretch.teasers);
  std::ranges::reverse(stretch.teasers);
  if (stretch.teasers.empty()) return stretch;
  if (more) stretch.newer_than = stretch.teasers.front().number;
  stretch.older_than = stretch.teasers.back().number;
  return stretch;
}

}  // namespace

Result<Article> published_article(ReadTx& tx, ArticleNumber number, Instant now) {
  tx.depends_on(subjects::kArticle, number);
  auto record = store::record(tx, number);
  if (!record) return refuse(Code::not_found, "no article has this number");
  Article article = parse_stored(*record);
  bool to_be_seen = article.state != State::draft && article.published && *article.published <= now;
  if (!to_be_seen) return refuse(Code::not_found, "no article has this number");
  return article;
}

std::optional<Article> any_article(ReadTx& tx, ArticleNumber number) {
  tx.depends_on(subjects::kArticle, number);
  auto record = store::record(tx, number);
  if (!record) return std::nullopt;
  return parse_stored(*record);
}

bool shows_picture(ReadTx& tx, std::string_view picture, Instant now) {
  if (store::shows_picture(tx, picture, now)) return true;
  auto shows_it = [&](TextPage const& page) {
    return std::ranges::any_of(pictures_of(page.body), [&](PictureUse const& use) { return use.file == picture; });
  };
  return std::ranges::any_of(text_pages(tx), shows_it);
}

std::vector<ArticleNumber> articles_with_picture(ReadTx& tx, std::string_view picture, int limit) {
  return store::articles_with_picture(tx, picture, limit);
}

Result<Put> put_article(WriteTx& tx, Article const& article) {
  if (article.state != State::draft && !article.published) {
    return refuse(Code::invalid, "a published article needs its instant of publication", "published");
  }
  if (article.published && article.embargo && *article.published < *article.embargo) {
    return refuse(Code::invalid, "an article is not published before its embargo ends", "embargo");
  }
  if ((article.state == State::withdrawn) != article.withdrawal.has_value()) {
    return refuse(Code::invalid, "a withdrawn article needs its reason, and no other has one",
                  "withdrawal");
  }
  std::string record = json::write(to_json(article));
  auto before = store::record(tx, article.number);
  if (before == record) return Put::unchanged;

  ensure_section(tx, article.section);
  auto row_before = before ? store::index_row(tx, article.number) : std::nullopt;
  if (before) store::remove(tx, article.number);
  store::IndexRow row = make_index_row(article);
  store::insert(tx, article.number, record, row);
  relate(tx, article, row.listed_at);
  tx.record_change(subjects::kArticle, article.number);
  if (row_before && shows_another_teaser(*row_before, row)) {
    tx.record_change(subjects::kTeaser, article.number);
  }
  auto stood = before ? subjects::Standing::of(parse_stored(*before)) : subjects::Standing{};
  for (auto const& it : subjects::differences(stood, subjects::Standing::of(article))) {
    tx.record_change(it.what, it.which, it.position);
  }
  return before ? Put::changed : Put::created;
}

Stretch list(ReadTx& tx, Shelf const& shelf, Opening opening, int limit, Instant now) {
  if (opening.direction == Opening::Direction::newest) {
    return read_older(tx, shelf, newest_end(now), limit, now, database::PositionRange::kEnd);
  }
  auto from = store::position(tx, opening.article);
  if (!from) {
    tx.depends_on(subjects::kArticle, opening.article);
    return {};
  }
  // Of that article, only where it is listed counts.
  subjects::note(tx, Shelf{}, {subjects::at(from->at), subjects::behind(from->at)});
  if (opening.direction == Opening::Direction::newer_than) {
    return read_newer(tx, shelf, *from, limit, now);
  }
  Stretch stretch = read_older(tx, shelf, *from, limit, now, subjects::behind(from->at));
  if (!stretch.teasers.empty()) stretch.newer_than = stretch.teasers.front().number;
  return stretch;
}

std::vector<database::Change> changes_by_clock(ReadTx& tx, Instant after, Instant until) {
  std::vector<database::Change> changes;
  if (until <= after) return changes;
  database::Sequence last = tx.last_change();
  for (std::string const& record : store::records_listed(tx, after, until)) {
    Article article = parse_stored(record);
    auto add = [&](std::string_view what, std::string which, std::optional<std::int64_t> position = {}) {
      changes.push_back({last, std::string(what), std::move(which), *article.published, position});
    };
    add(subjects::kArticle, std::to_string(article.number.value()));
    for (auto& it : subjects::differences({}, subjects::Standing::of(article))) {
      add(it.what, std::move(it.which), it.position);
    }
  }
  return changes;
}

std::vector<std::string> check_archive(ReadTx& tx) {
  std::vector<std::string> findings;
  store::each_record(tx, [&](ArticleNumber number, std::string_view record) {
    auto value = json::parse(record);
    auto article = value ? article_from_json(*value) : Result<Article>(std::unexpected(value.error()));
    if (!article) {
      findings.push_back(fmt::format("article {}: its record cannot be read: {} ({})", number.value(),
                                     article.error().message, article.error().where));
      return;
    }
    if (json::write(to_json(*article)) != record) {
      findings.push_back(fmt::format("article {}: its record is not in its canonical form", number.value()));
    }
    store::IndexRow row = make_index_row(*article);
    bool fits = store::index_row(tx, number) == row && article->number == number &&
                store::relations(tx, number) == make_relations(*article, row.listed_at);
    if (!fits) {
      findings.push_back(fmt::format("article {}: its index does not fit its record", number.value()));
    }
  });
  return findings;
}

}  // namespace allmende::newsroom
