#pragma once
// The archive: every article of the paper, found by number and listed by section, topic, author, day and
// printed page.
//
// Invariants
//   1. An article's record is the one source; index columns are made from it in the same transaction.
//   2. Lists hold what is published and whose instant has come; nothing else, whoever asks.
//   3. Whatever changes what a reader can see is a row in the change log, in the same transaction, and the
//      reading functions note what they read in the same words (ReadTx::depends_on):
//        article     its number      anything of it, or whether it is to be seen
//        teaser      its number      what lists show of it, while it stands in them
//        shelf       its name        what stands on it ("everything", "section/hafen", "topic/nato",
//                                    "author/mira-petersen"), with the instant in microseconds as position
//        placement   an issue's day  which articles stand on the pages of an issue
//        section, author, topic, text page   its slug
//        arrangement                         front page and section pages as arranged by hand
//      An article that only changes its body leaves the lists where it stands alone.
//   4. What passing time alters has no row of its own: changes_by_clock() tells it.
//   5. A list costs what it shows, not what the archive holds: lists are paged by position, never counted.
//
// Threads: plain functions on the transaction they are given.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "database/database.h"
#include "newsroom/article.h"
#include "newsroom/teaser.h"

namespace allmende::newsroom {

struct Section {
  Slug slug;
  std::string name;
  std::string description = {};
  int order = 0;
  bool operator==(Section const&) const = default;
};

struct Author {
  Slug slug;
  std::string name;
  std::string description = {};
};

struct Topic {
  Slug slug;
  std::string name;
};

/// A page that is no article: imprint, privacy, about.
struct TextPage {
  Slug slug;
  std::string title;
  Body body;
  bool operator==(TextPage const&) const = default;
};

/// One of the paper's lists.
struct Shelf {
  enum class Kind { everything, section, topic, author };
  Kind kind = Kind::everything;
  std::string key = {};  ///< the section's, topic's or author's slug
};

/// Where a list is opened: at its newest end, behind an article (older), or before it (newer).
struct Opening {
  enum class Direction { newest, older_than, newer_than };
  Direction direction = Direction::newest;
  ArticleNumber article = ArticleNumber(0);
};

/// A stretch of a list, newest first, and from where it goes on.
struct Stretch {
  std::vector<Teaser> teasers;
  std::optional<ArticleNumber> older_than;  ///< set when older ones follow
  std::optional<ArticleNumber> newer_than;  ///< set when newer ones precede
};

/// An article on a page of an issue.
struct Placed {
  std::string page;
  int order;
  Teaser teaser;
};

/// Where an article stands in an issue, whether readers can see it or not.
struct Spot {
  std::string page;
  int order;
  ArticleNumber article;
  bool operator==(Spot const&) const = default;
};

enum class Put { created, changed, unchanged };

// ---- Articles

/// Refuses: not_found for a number that is free, a draft, or one whose instant has not come. A withdrawn
/// article is returned: its state tells, and nobody may show more of it than the reason.
Result<Article> published_article(database::ReadTx& tx, ArticleNumber number, Instant now);

/// Whatever its state, for those who work on it.
std::optional<Article> any_article(database::ReadTx& tx, ArticleNumber number);

/// Stores an article under its number, whole; the same article again changes nothing. A section or author
/// that is not known yet is made from its name.
/// Refuses: invalid for a published article without an instant, or with one before its embargo ends; for a
/// withdrawn one without a reason.
Result<Put> put_article(database::WriteTx& tx, Article const& article);

/// Whether readers see this picture now: in an article that is published, or on a text page.
bool shows_picture(database::ReadTx& tx, std::string_view picture, Instant now);
/// In whose newest record it stands, of whatever state; the newest first.
std::vector<ArticleNumber> articles_with_picture(database::ReadTx& tx, std::string_view picture, int limit);

/// The number that the next article gets: above all that are there, 1001 in an empty paper.
ArticleNumber next_number(database::ReadTx& tx);

/// Of everything, drafts too, the newest first.
std::vector<ArticleNumber> all_numbers(database::ReadTx& tx);

/// Whether the paper holds any article, of whatever state.
bool holds_articles(database::ReadTx& tx);

/// Records as export writes them, by number. Everything, drafts too.
void each_record(database::ReadTx& tx, std::function<void(std::string_view record)> const& callback);

/// Published records in a range of time (from inclusive, to exclusive), oldest first, never beyond `now`:
/// for sitemaps' files of one month.
std::vector<Article> articles_between(database::ReadTx& tx, Instant from, Instant to, Instant now, int limit);

/// Places that at least two of the newest published articles were written from, of which it looks at 500 at
/// most (some 20 ms): what to tell read_page_text. One article alone may owe its place to a mistake.
std::vector<std::string> usual_datelines(database::ReadTx& tx);

// ---- Lists

Stretch list(database::ReadTx& tx, Shelf const& shelf, Opening opening, int limit, Instant now);

/// From inclusive, to exclusive; oldest first; never beyond `now`.
std::vector<Teaser> list_between(database::ReadTx& tx, Instant from, Instant to, Instant now, int limit);
bool any_between(database::ReadTx& tx, Instant from, Instant to, Instant now);
std::optional<Instant> first_published(database::ReadTx& tx);
/// When the first article from `from` on (inclusive) came out, never beyond `now`.
std::optional<Instant> next_published(database::ReadTx& tx, Instant from, Instant now);
/// When the last article before `before` (exclusive) came out, never beyond `now`.
std::optional<Instant> last_published(database::ReadTx& tx, Instant before, Instant now);

std::vector<Placed> placed_in(database::ReadTx& tx, Date issue, Instant now);
std::vector<Placed> placed_on(database::ReadTx& tx, Date issue, std::string_view page, Instant now);

/// By page, then order: what the newsroom has placed, drafts too; withdrawn ones not.
std::vector<Spot> standing_in(database::ReadTx& tx, Date issue);

// ---- What passing time alters

/// When the first article after `after` becomes visible, as things stand.
std::optional<Instant> next_listing(database::ReadTx& tx, Instant after);

/// What the clock alters between `after` (exclusive) and `until` (inclusive), in the words of the change
/// log, though nobody writes it: articles whose instant comes. Each has the number of the last change and
/// the instant at which it happens. Costs what becomes visible.
std::vector<database::Change> changes_by_clock(database::ReadTx& tx, Instant after, Instant until);

// ---- What articles belong to

std::vector<Section> sections(database::ReadTx& tx);
std::optional<Author> author(database::ReadTx& tx, std::string_view slug);
std::optional<Topic> topic(database::ReadTx& tx, std::string_view slug);
std::optional<TextPage> text_page(database::ReadTx& tx, std::string_view slug);
std::vector<TextPage> text_pages(database::ReadTx& tx);
std::vector<Author> authors(database::ReadTx& tx);

Put put_section(database::WriteTx& tx, Section const& section);
Put put_author(database::WriteTx& tx, Author const& author);
Put put_text_page(database::WriteTx& tx, TextPage const& page);

// ---- Import and check

/// The article that was made from this input (a digest of it) before.
std::optional<ArticleNumber> article_of_origin(database::ReadTx& tx, std::string_view origin);
void remember_origin(database::WriteTx& tx, std::string_view origin, ArticleNumber article);
/// Articles that carry exactly this headline, for a word to whoever imports.
std::optional<ArticleNumber> article_with_headline(database::ReadTx& tx, std::string_view headline);

/// What is wrong, a sentence each: records that cannot be read, indexes that do not fit their record.
std::vector<std::string> check_archive(database::ReadTx& tx);

/// This room's tables.
std::vector<database::Migration> migrations();

}  // namespace allmende::newsroom
