#pragma once
// What is shown of an agreement to whose it is. Private to this room.

#include <optional>

#include "giving/house.h"

namespace allmende::giving {

using contributions::Agreement;

/// "10 € monatlich, per Lastschrift".
std::string title_words(words::Words const& words, Agreement const& agreement);
/// When how much is collected next, by the one function that knows.
std::string next_words(words::Words const& words, Agreement const& agreement, std::optional<contributions::Next> const& next);
/// All that is known of it, but for what was paid.
html::Html agreement_facts(Visit const& visit, database::ReadTx& tx, Agreement const& agreement);

/// The own page's address, and one below it: "17", "alles.json".
html::Url own_url(Visit const& visit, std::string_view below = {});
/// Whose link it is. Refuses: not_found for a link that is too old or invented.
Result<contributions::ProvenGiver> proven(Visit const& visit, database::ReadTx& tx);
http::Response old_link_page(Visit const& visit);

}  // namespace allmende::giving
