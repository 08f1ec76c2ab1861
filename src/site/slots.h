#pragma once
// What the site leaves open in its pages for the press to fill for each reader. Private to the site.

#include "newsroom/newsroom.h"
#include "press/press.h"
#include "site/context.h"
#include "site/open_place.h"

namespace allmende::site {

/// The open place, if the article has one: the press's to fill, or, in a paper whose pages are shared
/// (Settings::shared_for), that of open_places.h.
html::Html slot(Context const& context, OpenPlace place, newsroom::Article const& article);

/// The press's to fill, in any paper; nothing where the article leaves the place closed.
html::Html press_slot(Context const& context, OpenPlace place, newsroom::Article const& article);
/// The same on a page that is no article's.
html::Html press_slot(Context const& context, OpenPlace place, Language const& language);
/// Whether the article's page is to bring the script that fills its places.
bool has_places_for_script(Context const& context, newsroom::Article const& article);

/// Gives the press what may stand in the open places, as the database has it.
void fill_slots(Context const& context, press::Press& press);
/// Whether this change alters what stands in them.
bool alters_fillings(database::Change const& change);

}  // namespace allmende::site
