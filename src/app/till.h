#pragma once
// How this paper takes money, by its settings. Private to app.

#include "app/paper.h"
#include "contributions/contributions.h"
#include "giving/giving.h"
#include "site/site.h"

namespace allmende::app {

/// Account, reference and suggestions. Refuses: invalid for what is no account, no reference or no amount, with the
/// setting's name.
Result<giving::Settings> giving_settings(Config const& config);

/// None: the paper has no account. Refuses: invalid for a creditor that is none.
Result<std::optional<contributions::Till>> till_of(Paper const& paper);

/// The accounts of the standard chart that the books of a paper with an account lack.
Result<void> lay_out_books(Paper& paper, Instant now);

/// Everything that the pages of giving need. `site` outlives them.
Result<giving::Settings> giving_settings(Paper const& paper, site::Site const& site);

}  // namespace allmende::app
