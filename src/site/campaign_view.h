#pragma once
// How a campaign looks. Private to the site.

#include "advertising/advertising.h"
#include "html/html.h"
#include "site/context.h"

namespace allmende::site {

/// Where its link leads; nothing where it has none.
std::optional<html::Url> link_of(advertising::Campaign const& campaign);

/// Labelled, whatever else it has. `words`: of the language that it stands in. The link goes by way of the paper
/// (/werbung/…), which counts and leads on.
html::Html campaign_view(Context const& context, database::ReadTx& tx, advertising::Campaign const& campaign,
                         advertising::Place place, words::Words const& words);

}  // namespace allmende::site
