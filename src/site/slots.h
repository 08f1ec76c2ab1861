#pragma once
// What the site leaves open in its pages for the press to fill for each reader. Private to the site.

#include "newsroom/newsroom.h"
#include "press/press.h"
#include "site/context.h"

namespace allmende::site {

enum class OpenPlace { advertisement, appeal };

/// The open place, if the article has one.
html::Html slot(Context const& context, OpenPlace place, newsroom::Article const& article);

/// Gives the press what may stand in the open places, as the database has it.
void fill_slots(Context const& context, press::Press& press);
/// Whether this change alters what stands in them.
bool alters_fillings(database::Change const& change);

}  // namespace allmende::site
