#pragma once
// From the newsroom to the readers, and what may be done to it there. Part of the door.
//
// Publishing names the revisions that were on the screen, and refuses others: nobody publishes what they have
// not seen. What readers see is then put into the archive (newsroom::put_article), in the same transaction.

#include <optional>
#include <string>
#include <vector>

#include "manuscripts/manuscript.h"

namespace allmende::manuscripts {

/// By hand, from one stage to another; `from` is what was on the screen.
/// Refuses: forbidden; conflict when it is at another stage by now; invalid for a stage that this paper does not
/// use, or that is reached only by an act of its own.
Result<void> move(database::WriteTx& tx, Actor const& actor, Workflow const& workflow, ArticleNumber article, Stage from,
                  Stage to, Instant now);

/// What is missing before readers may see this text from `at` on: sentences with their place in the record. Pictures need
/// their credit, their words for those who do not see them, and the right to be shown then.
std::vector<Refusal> missing(database::ReadTx& tx, newsroom::Article const& article, Instant at);

struct Publication {
  ArticleNumber article;
  Revisions seen;                  ///< on the screen
  std::string correction = {};     ///< a note for readers: what was wrong. Only for what is published already
};

/// Refuses: forbidden; conflict when `seen` is not the newest, or by the workflow; invalid when something is missing
/// (the first of it), or for a correction of what was not published.
Result<void> publish(database::WriteTx& tx, Actor const& actor, Workflow const& workflow, Publication const& publication,
                     Instant now);

/// To be published at `at`, as it is on the screen. Another one replaces it. Refuses: as publish; invalid for an
/// instant that has passed, or lies before the end of an embargo.
Result<void> schedule(database::WriteTx& tx, Actor const& actor, Workflow const& workflow, Publication const& publication,
                      Instant at, Instant now);
Result<void> unschedule(database::WriteTx& tx, Actor const& actor, ArticleNumber article, Instant now);

/// When the next scheduled one is due.
std::optional<Instant> next_due(database::ReadTx& tx);
struct Due {
  ArticleNumber article;
  Instant at;
};
std::vector<Due> due(database::ReadTx& tx, Instant now, int limit);
/// The clock's act: publishes what was scheduled, if it still is. True when it did. A late one is published now,
/// and its history says by how much.
bool publish_due(database::WriteTx& tx, ArticleNumber article, Instant now);

/// What the clock will have published by `until`, in a transaction that its caller throws away: to look at what readers
/// will see then. Tells what came out in it, the soonest first. Refuses: forbidden to those who do not work on texts;
/// limit above kMostAhead.
inline constexpr int kMostAhead = 500;
Result<std::vector<Due>> look_ahead(database::WriteTx& tx, Actor const& actor, Instant until);

/// Away from readers, for good recorded: they get the reason, and status 410. Refuses: forbidden; invalid without a
/// reason; conflict for what is not published.
Result<void> withdraw(database::WriteTx& tx, Actor const& actor, Workflow const& workflow, ArticleNumber article,
                      std::string_view reason, Instant now);

}  // namespace allmende::manuscripts
