#pragma once
// One month as a table whose days lead to their articles. Private to the site.

#include "html/html.h"
#include "newsroom/newsroom.h"
#include "site/context.h"

namespace allmende::site {

/// Among eleven others: the caption leads to the month.
html::Html month_of_year(Context const& context, database::ReadTx& tx, Date first);
/// The page's one calendar: its caption is for those who cannot see it.
html::Html month_by_itself(Context const& context, database::ReadTx& tx, Date first);

}  // namespace allmende::site
