#pragma once
// The rows behind archive.h. Private to the newsroom; the SQL is in the files called *_store.cpp.

#include <string>
#include <vector>

#include "newsroom/archive.h"

namespace allmende::newsroom::store {

/// The columns beside an article's record, all made from it.
struct IndexRow {
  std::string slug, state, language, genre, kicker, headline, deck, section, authors, picture,
      picture_alt;
  int minutes = 0;
  bool advertising = true;
  std::optional<Instant> listed_at = {};
  std::optional<Instant> changed_at = {};
  bool operator==(IndexRow const&) const = default;
};

/// The first instant that lies beyond this one.
inline Instant just_behind(Instant instant) { return Instant::from_microseconds(instant.microseconds() + 1); }
/// Of what is listed before `end`, what can be seen `now`: one bound for a statement.
inline Instant end_of(Instant end, Instant now) { return std::min(end, just_behind(now)); }

/// A place in a list: lists are ordered by instant, then number.
struct Position {
  Instant at;
  ArticleNumber number;
};

std::optional<std::string> record(database::ReadTx& tx, ArticleNumber number);
std::optional<IndexRow> index_row(database::ReadTx& tx, ArticleNumber number);
void insert(database::WriteTx& tx, ArticleNumber number, std::string const& record,
            IndexRow const& row);
void remove(database::WriteTx& tx, ArticleNumber number);

/// Records of those listed between `after` (exclusive) and `until` (inclusive), oldest first.
std::vector<std::string> records_listed(database::ReadTx& tx, Instant after, Instant until);

/// A topic or author seen for the first time is a change of its own.
void add_topic(database::WriteTx& tx, ArticleNumber number, Topic const& topic,
               std::optional<Instant> listed_at);
void add_author(database::WriteTx& tx, ArticleNumber number, Author const& author,
                std::optional<Instant> listed_at);
void add_placement(database::WriteTx& tx, ArticleNumber number, Placement const& placement);
void add_picture(database::WriteTx& tx, ArticleNumber number, std::string const& picture,
                 std::optional<Instant> listed_at);
bool shows_picture(database::ReadTx& tx, std::string_view picture, Instant now);
std::vector<ArticleNumber> articles_with_picture(database::ReadTx& tx, std::string_view picture, int limit);

void each_record(database::ReadTx& tx,
                 std::function<void(ArticleNumber, std::string_view record)> const& callback);
/// What the tables around the article relate it to, in a fixed order: "topic nato 1795…", "placement …".
std::vector<std::string> relations(database::ReadTx& tx, ArticleNumber number);

std::optional<Position> position(database::ReadTx& tx, ArticleNumber number);
/// At most `limit`, going away from `from` (exclusive) to older or newer ones, never beyond `now`.
std::vector<Teaser> older(database::ReadTx& tx, Shelf const& shelf, Position from, Instant now, int limit);
std::vector<Teaser> newer(database::ReadTx& tx, Shelf const& shelf, Position from, Instant now, int limit);

}  // namespace allmende::newsroom::store
