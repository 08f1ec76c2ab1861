#pragma once
// One article as the newsroom has it, and the lists of them. Part of the door.

#include <optional>
#include <string>
#include <vector>

#include "manuscripts/stage.h"
#include "manuscripts/text.h"

namespace allmende::manuscripts {

using people::Actor;
using people::PersonId;

/// A publication that the clock will make.
struct Schedule {
  Instant at;
  Revisions what;
  bool operator==(Schedule const&) const = default;
};

/// In the change log: the number of an article whose newest revision is another one.
inline constexpr std::string_view kManuscript = "manuscript";

struct Manuscript {
  ArticleNumber article;
  Stage stage = Stage::draft;
  Revisions now;                             ///< the newest
  std::optional<Revisions> published = {};   ///< what readers see, or saw before it was withdrawn
  std::optional<Schedule> schedule = {};
  std::string headline;
  Slug section;
  std::optional<PersonId> responsible = {};
  Instant changed_at;
  std::string changed_by;                    ///< a name

  /// Readers see another text than the newest.
  bool has_news() const { return published && *published != now; }
};

struct NewManuscript {
  std::string headline;
  Slug section;
  Language language = Language::german();
  Stage stage = Stage::draft;
  std::vector<newsroom::Contributor> authors = {};
};

// ---- For the newsroom (kNewsroom); each refuses forbidden to others.

/// With the next number; whoever begins it is responsible. Readers see nothing of it.
/// Refuses: forbidden but to kWriters; invalid without headline or for a stage behind `ready`; as a record does.
Result<ArticleNumber> begin(database::WriteTx& tx, Actor const& actor, NewManuscript const& manuscript, Instant now);

/// An article that came from elsewhere has one revision, the archive's. Refuses: not_found.
Result<Manuscript> find(database::ReadTx& tx, Actor const& actor, ArticleNumber article);
/// Its newest text, or that of some revisions. Refuses: not_found.
Result<Text> text(database::ReadTx& tx, Actor const& actor, ArticleNumber article);
Result<Text> text(database::ReadTx& tx, Actor const& actor, ArticleNumber article, Revisions revisions);

/// Editors always; authors until a text is edited, their own until it is ready.
bool may_write(Actor const& actor, Manuscript const& manuscript);

/// Whose article it is; nobody's with nothing. Refuses: not_found for a person who does not write.
Result<void> make_responsible(database::WriteTx& tx, Actor const& actor, ArticleNumber article,
                              std::optional<PersonId> person, Instant now);

/// What a list is asked for. What is published and untouched since it came is found in the archive, not here.
struct Wanted {
  std::optional<Stage> stage = {};
  std::optional<Slug> section = {};
  std::optional<PersonId> responsible = {};
  bool unfinished = false;  ///< not yet published, or newer than what readers see
  std::string words = {};   ///< each must begin a word of the headline; empty: all
};
bool is_wanted(Manuscript const& it, Wanted const& wanted);
/// Behind this one, in the order of a list: the last changed first.
struct Behind {
  Instant changed_at;
  ArticleNumber article;
};
struct Listed {
  std::vector<Manuscript> manuscripts;
  bool more = false;
};
Result<Listed> list(database::ReadTx& tx, Actor const& actor, Wanted const& wanted, std::optional<Behind> behind, int limit);

}  // namespace allmende::manuscripts
