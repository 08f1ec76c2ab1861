#pragma once
// Writing: drafts of tabs, who writes at the moment, what becomes of what was typed. Part of the door.
//
// docs/writing.md tells it from the browser's side. Here is what holds:
//  1. What a tab sends is stored, unless it comes from somebody who may not write or is no text at all: also when
//     it is refused as a revision, comes too late, or meets what somebody else has done. So: commit, whatever came
//     of it, but for a Refusal with Code::forbidden, not_found, limit.
//  2. Of one tab the draft with the greatest serial is kept. Twice, late, out of order: the same.
//  3. A revision is made only of a text that no other tab has changed since it was begun; the body also only by
//     the tab that holds the lease, unless nobody does.
//  4. A draft goes when a revision says the same, or when somebody throws it away. Never by itself.

#include <chrono>
#include <expected>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "manuscripts/manuscript.h"

namespace allmende::manuscripts {

/// A tab that was not heard of for so long writes no more: the lease is free.
inline constexpr std::chrono::seconds kLease{90};
/// At most so often a revision is made by itself of what is being typed.
inline constexpr std::chrono::minutes kCheckpointEvery{10};
/// Beyond so many drafts of one article somebody must tidy up first.
inline constexpr int kMostDrafts = 200;

struct Draft {
  ArticleNumber article;
  std::string tab;  ///< 8 to 64 letters, digits, "-"
  std::int64_t serial = 0;
  Revisions base;   ///< what it was begun from
  Text text;        ///< from read_body and read_fields
};

/// `base` is what the next draft is begun from.
struct Stored {
  std::int64_t serial;
  Revisions base;
};
/// Somebody else has changed what this draft changes.
struct Met {
  Revisions now;
  Text theirs;
  Text base;
  std::string who;
};
/// Somebody else writes the body.
struct LeaseLost {
  std::string who;
};
using NotStored = std::variant<Refusal, Met, LeaseLost>;

/// Refuses: forbidden to those who may not write at this stage, or in a tab that is somebody else's; not_found;
/// invalid for a name of a tab that is none, or revisions that there are not; limit above kMostDrafts.
/// The picture desk may change the lead picture and nothing else.
std::expected<Stored, NotStored> keep_draft(database::WriteTx& tx, Actor const& actor, Draft const& draft, Instant now);

/// Makes a revision of it. As keep_draft; invalid also for what is no article yet, with its place in the record.
/// `label` is the writer's own name for it, and may be empty.
std::expected<Stored, NotStored> save(database::WriteTx& tx, Actor const& actor, Draft const& draft,
                                      std::string_view label, Instant now);

/// Who writes, and where.
struct Lease {
  PersonId person;
  std::string name;
  std::string tab;
};
std::optional<Lease> lease(database::ReadTx& tx, ArticleNumber article, Instant now);

/// A tab says that it is open, and whether it writes: one that does not gives its lease back.
enum class Writing { no, yes };
Result<void> be_present(database::WriteTx& tx, Actor const& actor, ArticleNumber article, std::string_view tab,
                        Writing writing, Instant now);
/// The tab is closed: a lease is free at once.
Result<void> leave(database::WriteTx& tx, Actor const& actor, ArticleNumber article, std::string_view tab, Instant now);
/// Names of those who have it open, each once; `but` is left out.
std::vector<std::string> present(database::ReadTx& tx, ArticleNumber article, std::optional<PersonId> but, Instant now);

/// The lease is this tab's from now on. What the other has typed stays, as a side draft. Refuses: as keep_draft.
Result<void> take_over(database::WriteTx& tx, Actor const& actor, ArticleNumber article, std::string_view tab, Instant now);

struct StoredDraft {
  std::string tab;
  PersonId person;
  std::string name;
  bool side = false;
  Instant saved_at;
  Revisions base;
  Text text;
  std::int64_t serial = 0;
};
/// One's own, and all side drafts; the newest first.
Result<std::vector<StoredDraft>> drafts(database::ReadTx& tx, Actor const& actor, ArticleNumber article);
/// One's own, or a side draft, up to this serial. Refuses: not_found; forbidden for another's that is being written;
/// conflict when the tab has sent a greater serial.
Result<void> discard(database::WriteTx& tx, Actor const& actor, ArticleNumber article, std::string_view tab,
                     std::int64_t serial);

}  // namespace allmende::manuscripts
