#pragma once
// What articles stand in, in the words of the change log: which of it an article's change alters,
// and which of it has been read. Private to the newsroom.

#include <set>
#include <string>
#include <vector>

#include "newsroom/archive.h"

namespace allmende::newsroom::subjects {

inline constexpr std::string_view kArticle = "article";
inline constexpr std::string_view kTeaser = "teaser";
inline constexpr std::string_view kShelf = "shelf";
inline constexpr std::string_view kPlacement = "placement";
inline constexpr std::string_view kSection = "section";
inline constexpr std::string_view kAuthor = "author";
inline constexpr std::string_view kTopic = "topic";
inline constexpr std::string_view kTextPage = "text page";
inline constexpr std::string_view kArrangement = "arrangement";

/// "everything", "section/hafen", "topic/nato", "author/mira-petersen".
std::string name_of(Shelf const& shelf);

/// Where readers find an article: made from the article alone.
struct Standing {
  std::optional<Instant> listed_at = {};
  std::set<std::string> shelves = {};     ///< by their names
  std::set<std::string> placements = {};  ///< "2026-11-21 4 1": issue, page, order

  static Standing of(Article const& article);
};

/// One row of the log to be.
struct Row {
  std::string_view what;
  std::string which;
  std::optional<std::int64_t> position = {};
};

/// What looks different beside the article itself: shelves where it came, went or moved, and issues
/// on whose pages it came, went or moved. Empty when only its text has changed.
std::vector<Row> differences(Standing const& before, Standing const& after);

/// Where a stretch of a shelf begins and ends. Articles of one instant are not told apart: both
/// ends are inside.
inline std::int64_t at(Instant instant) { return instant.microseconds(); }
inline std::int64_t behind(Instant instant) { return instant.microseconds() + 1; }

/// These were shown in a list.
void note(database::ReadTx& tx, std::vector<Teaser> const& teasers);
void note(database::ReadTx& tx, Shelf const& shelf, database::PositionRange positions);

}  // namespace allmende::newsroom::subjects
