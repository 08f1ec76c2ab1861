#pragma once
// What became of a text, for good. Part of the door.

#include <string>
#include <vector>

#include "manuscripts/manuscript.h"

namespace allmende::manuscripts {

struct Event {
  std::int64_t id = 0;
  Instant at;
  std::string name;    ///< who
  std::string what;    ///< "begun", "saved", "checkpoint", "stage", "takeover", "restored", "imported", "scheduled",
                       ///< "unscheduled", "published", "corrected", "withdrawn", "responsible"
  std::string detail;  ///< a label, a stage, a name, a reason
  Revisions revisions;
};

/// The newest first, `before` exclusive (0: from the newest on).
Result<std::vector<Event>> history(database::ReadTx& tx, Actor const& actor, ArticleNumber article, std::int64_t before,
                                   int limit);
Result<Event> event(database::ReadTx& tx, Actor const& actor, ArticleNumber article, std::int64_t id);

/// Makes a new revision that says what an older one said. Nothing in between is lost.
/// Refuses: conflict while somebody else writes, or when `seen` is not the newest.
Result<void> restore(database::WriteTx& tx, Actor const& actor, ArticleNumber article, std::int64_t event_id,
                     Revisions seen, Instant now);

/// A stretch of words that stayed, came or went.
struct Piece {
  enum class Kind { same, added, removed } kind;
  std::string text;
  bool operator==(Piece const&) const = default;
};
/// By words; blanks belong to the word before them.
std::vector<Piece> word_differences(std::string_view before, std::string_view after);

/// A field or block that differs, in the order of the article.
struct Difference {
  std::string place;  ///< "headline", "topics", "body"
  std::vector<Piece> pieces;
};
std::vector<Difference> differences(Text const& before, Text const& after);

}  // namespace allmende::manuscripts
