#pragma once
// From one colleague to the others, at a place in the text. Never published. Part of the door.

#include <optional>
#include <string>
#include <vector>

#include "manuscripts/manuscript.h"

namespace allmende::manuscripts {

struct Note {
  std::int64_t id = 0;
  std::string block = {};  ///< where; empty for the whole
  std::string quote = {};  ///< the words there
  std::string words = {};
  std::string name = {};
  Instant at;
  std::optional<Instant> resolved_at = {};
  std::string resolved_by = {};
};

/// In the order in which they were written.
Result<std::vector<Note>> notes(database::ReadTx& tx, Actor const& actor, ArticleNumber article);
/// Refuses: invalid without words, limit above 4,000 bytes of them, 1,000 of the quote, 500 notes.
Result<void> add_note(database::WriteTx& tx, Actor const& actor, ArticleNumber article, Note const& note, Instant now);
/// Refuses: not_found.
Result<void> resolve_note(database::WriteTx& tx, Actor const& actor, ArticleNumber article, std::int64_t id, bool resolved,
                          Instant now);

}  // namespace allmende::manuscripts
