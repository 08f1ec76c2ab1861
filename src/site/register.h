#pragma once
// A register: articles in a column, day by day. Private to the site.

#include "html/html.h"
#include "newsroom/newsroom.h"
#include "site/context.h"

namespace allmende::site {

enum class Marks { days, times };

/// The list, with the day (or the time of day) before the first article that belongs to it.
html::Html register_view(Context const& context, database::ReadTx& tx,
                         std::vector<newsroom::Teaser> const& teasers, Marks marks);

}  // namespace allmende::site
