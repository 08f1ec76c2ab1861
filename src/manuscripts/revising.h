#pragma once
// Opening a manuscript, and making a revision of it. Private to this room.

#include <string>

#include "manuscripts/store.h"

namespace allmende::manuscripts {

struct Opened {
  store::Row row;
  Text text;  ///< the newest

  Manuscript& it() { return row.manuscript; }
  Manuscript const& it() const { return row.manuscript; }
};

/// For reading: an article that nobody has worked on yet is as the archive has it. Refuses: not_found.
Result<Opened> look_into(database::ReadTx& tx, ArticleNumber article);
/// For work: it gets its row. What was put into the archive past the newsroom since (an import) becomes its newest
/// revision; what was newer here stays in the history.
Result<Opened> open(database::WriteTx& tx, ArticleNumber article, Instant now);

/// An event that is to be recorded.
struct Happening {
  std::string_view what;
  std::string_view detail = {};
};

/// Says that it happened, with the revisions as they are now.
void tell(database::WriteTx& tx, Opened const& opened, Actor const& actor, Happening const& happening, Instant now);
/// The new text, numbered where it differs, and its event. Nothing when it says the same and the event has no detail.
/// The archive's record follows while the article was never published. Refuses: as article_of.
Result<bool> revise(database::WriteTx& tx, Opened& opened, Actor const& actor, Text const& text, std::string_view tab,
                    Happening const& happening, Instant now);

/// Refuses forbidden to those who do not work on texts.
Result<void> must_be_newsroom(Actor const& actor);

}  // namespace allmende::manuscripts
