#pragma once
// THE DOOR of the appeals: what the paper says when it asks for support, as data that the newsroom's own
// people write. One appeal stands under articles of one language, of some sections or all, for a time or for
// good. Changes are noted as "appeal" (which: the slug); whoever reads one depends on them all, since one of
// several is chosen. What passing time alters has no row: next_turn() tells when.

#include <optional>
#include <vector>

#include "appeals/appeal.h"
#include "database/database.h"
#include "json/json.h"
#include "people/people.h"

namespace allmende::appeals {

inline constexpr std::string_view kAppealFormat = "allmende-appeal/1";

/// Without a language it is German. Refuses: invalid for anything that is not such a record, or one without
/// a title, or one that ends before it begins; limit above 50 paragraphs, purposes or sections, or a text too long.
Result<Appeal> appeal_from_json(json::Value const& value);
json::Object to_json(Appeal const& appeal);

enum class Put { created, changed, unchanged };
Put put_appeal(database::WriteTx& tx, Appeal const& appeal);

/// Takes an appeal out and returns what it was. Refuses: not_found for a slug that there is not.
Result<Appeal> remove_appeal(database::WriteTx& tx, Slug const& slug);

/// Under what an appeal is to stand. Without a section: one that stands under all.
struct Under {
  Language article;
  Language paper;
  std::optional<Slug> section = {};
};
/// Of those that run now in the article's language, else in the paper's: one for just this section before one for all,
/// and of those the first by slug.
std::optional<Appeal> appeal_for(database::ReadTx& tx, Under const& under, Instant now);

bool runs(Appeal const& appeal, Instant now);
/// When the next one begins or ends.
std::optional<Instant> next_turn(database::ReadTx& tx, Instant after);

std::optional<Appeal> find_appeal(database::ReadTx& tx, Slug const& slug);
/// By slug.
std::vector<Appeal> all_appeals(database::ReadTx& tx);

// ---- At the desk. Each is a deed.

inline constexpr people::Roles kAppealWriters{people::Role::editor, people::Role::duty_editor};

/// A new one, or another text in its place. Refuses: forbidden; as its record does; conflict for a new one whose slug is
/// taken.
enum class Writing { anew, over };
Result<void> write_appeal(database::WriteTx& tx, people::Actor const& actor, Appeal const& appeal, Writing writing, Instant now);
/// It is shown no more, and stays readable at the desk. Refuses: forbidden; not_found; conflict for one that is over.
Result<void> end_appeal(database::WriteTx& tx, people::Actor const& actor, Slug const& slug, Instant now);

std::vector<database::Migration> migrations();

}  // namespace allmende::appeals
