#pragma once
// What the paper knows of its pictures. Part of the door.

#include <optional>
#include <string>
#include <vector>

#include "database/database.h"
#include "media/picture.h"
#include "people/people.h"

namespace allmende::media {

using people::Actor;

/// A reporter takes in what she has photographed; the picture desk says how it may be used.
inline constexpr people::Roles kPictureTakers{people::Role::author, people::Role::editor, people::Role::duty_editor,
                                              people::Role::picture_desk};
inline constexpr people::Roles kPictureEditors{people::Role::editor, people::Role::duty_editor, people::Role::picture_desk};

std::optional<StoredPicture> find(database::ReadTx& tx, std::string_view name);
/// By name.
std::vector<StoredPicture> all(database::ReadTx& tx);
/// Whose rendition this file is.
std::optional<StoredPicture> find_by_rendition(database::ReadTx& tx, std::string_view file);

// ---- For the staff.

struct Wanted {
  std::string words = {};     ///< each begins a word of name, credit, caption or description; empty: all
  bool incomplete = false;    ///< without credit or description
};
/// Behind this one, in the order of the list: the last taken in first; those of older papers at its end.
struct Behind {
  Instant added;
  std::string name;
};
struct Listed {
  std::vector<StoredPicture> pictures;
  std::optional<Behind> behind = {};  ///< set when more follow
};
/// Refuses: forbidden but to kPictureTakers; limit above 200 bytes of words.
Result<Listed> list(database::ReadTx& tx, Actor const& actor, Wanted const& wanted, std::optional<Behind> const& behind,
                    int limit);

/// Whether this one may say how a picture is to be used: kPictureEditors, and whoever took it in.
bool may_describe(Actor const& actor, StoredPicture const& picture);
/// What is known of it from now on. Recorded (people::record_deed, kind "picture").
/// Refuses: not_found; forbidden but to may_describe; limit for texts that are too long; invalid for control characters
/// and for a focus outside the picture.
Result<void> describe(database::WriteTx& tx, Actor const& actor, std::string_view name, Facts const& facts, Instant now);

// ---- What passing time alters

/// When the first right after `after` ends, as things stand.
std::optional<Instant> next_end(database::ReadTx& tx, Instant after);
/// Pictures whose right ends between `after` (exclusive) and `until` (inclusive), in the words of the change log, each
/// with the number of the last change and the instant at which it happens.
std::vector<database::Change> changes_by_clock(database::ReadTx& tx, Instant after, Instant until);

}  // namespace allmende::media
