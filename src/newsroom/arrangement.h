#pragma once
// What stands on the front page and at the head of section pages by hand. What is not placed is filled by the rule
// of compose_front(). Part of the door.
//
// Stored: every arrangement there was; the newest is in force. A change is a row "arrangement" in the change log.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "database/database.h"
#include "newsroom/teaser.h"
#include "people/people.h"

namespace allmende::newsroom {

struct Arrangement {
  std::optional<ArticleNumber> breaking = {};  ///< above all else, on every page's first screen of the front
  std::optional<ArticleNumber> lead = {};
  std::vector<ArticleNumber> second = {};
  std::map<Slug, std::vector<ArticleNumber>> sections = {};

  bool operator==(Arrangement const&) const = default;
  /// No article twice: where one is placed anew, it leaves its former place.
  void take_out(ArticleNumber article);
};

inline constexpr std::size_t kMostPlaced = 12;  // in one place

/// In force now; empty where nobody has arranged anything.
Arrangement arrangement(database::ReadTx& tx);

/// Editors' and duty editors'. The same again changes nothing.
/// Refuses: forbidden; not_found for an article there is not; limit above kMostPlaced in one place; conflict for an
/// article that stands twice.
Result<void> put_arrangement(database::WriteTx& tx, people::Actor const& actor, Arrangement const& arrangement, Instant now);

/// The one before the newest is in force again. Refuses: forbidden; conflict when there is none before.
Result<void> undo_arrangement(database::WriteTx& tx, people::Actor const& actor, Instant now);

struct Arranged {
  Instant at;
  std::string name;
};
/// Who arranged it last. Nothing where nobody has.
std::optional<Arranged> last_arranged(database::ReadTx& tx);

/// Of these, those that readers can see, in this order.
std::vector<Teaser> teasers_of(database::ReadTx& tx, std::vector<ArticleNumber> const& articles, Instant now);

}  // namespace allmende::newsroom
