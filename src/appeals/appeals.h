#pragma once
// THE DOOR of the appeals: what the paper says when it asks for support, as data that the newsroom's own
// people write. One appeal stands under articles of one language. Changes are noted as "appeal" (which:
// the slug); whoever reads one depends on them all, since the first by slug is chosen.

#include <optional>
#include <vector>

#include "appeals/appeal.h"
#include "database/database.h"
#include "json/json.h"

namespace allmende::appeals {

inline constexpr std::string_view kAppealFormat = "allmende-appeal/1";

/// Without a language it is German. Refuses: invalid for anything that is not such a record, or one without
/// a title; limit above 50 paragraphs or purposes, or a text too long.
Result<Appeal> appeal_from_json(json::Value const& value);
json::Object to_json(Appeal const& appeal);

enum class Put { created, changed, unchanged };
Put put_appeal(database::WriteTx& tx, Appeal const& appeal);

/// Takes an appeal out and returns what it was. Refuses: not_found for a slug that there is not.
Result<Appeal> remove_appeal(database::WriteTx& tx, Slug const& slug);

/// The appeal for an article in this language: the first by slug in this language, else in the paper's own,
/// else none.
std::optional<Appeal> appeal_for(database::ReadTx& tx, Language const& article, Language const& paper);
std::vector<Appeal> all_appeals(database::ReadTx& tx);

std::vector<database::Migration> migrations();

}  // namespace allmende::appeals
