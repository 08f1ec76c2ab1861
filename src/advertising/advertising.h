#pragma once
// THE DOOR of advertising: labelled, first-party, following nobody. For now the house's own advertisements:
// one of them stands in the labelled place of each article that is open to advertising. Changes are noted
// as "advertisement" (which: the slug); whoever reads one depends on them all, since the first is chosen.

#include <optional>
#include <vector>

#include "base/base.h"
#include "database/database.h"
#include "json/json.h"

namespace allmende::advertising {

/// All plain text. An advertisement without title and text keeps its place free: readers see the label and
/// an offer to advertise.
struct Advertisement {
  Slug slug;
  std::string title = {};
  std::string text = {};
  std::string link = {};  ///< a path of the paper ("/beitrag") or an https address; empty = none
  std::optional<Language> language = {};  ///< of title and text; none = the paper's
  bool operator==(Advertisement const&) const = default;
};

inline constexpr std::string_view kAdvertisementFormat = "allmende-advertisement/1";

/// Refuses: invalid for anything that is not such a record, or a link that is neither.
Result<Advertisement> advertisement_from_json(json::Value const& value);
json::Object to_json(Advertisement const& advertisement);

enum class Put { created, changed, unchanged };
Put put_advertisement(database::WriteTx& tx, Advertisement const& advertisement);

/// Takes an advertisement out and returns what it was. Refuses: not_found for a slug that there is not.
Result<Advertisement> remove_advertisement(database::WriteTx& tx, Slug const& slug);

/// The one to show: the first by slug.
std::optional<Advertisement> current_advertisement(database::ReadTx& tx);
std::vector<Advertisement> all_advertisements(database::ReadTx& tx);

std::vector<database::Migration> migrations();

}  // namespace allmende::advertising
