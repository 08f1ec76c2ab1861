#pragma once
// THE DOOR of the public paper: every page, feed and file that readers see, put together from the doors of
// the rooms below. Reads only; every page works without script and without cookies, and asks nothing of
// anyone but this paper's own server.

#include "database/database.h"
#include "http/http.h"
#include "media/media.h"
#include "site/settings.h"

namespace allmende::site {

/// All routes of the paper. `database` and `pictures` outlive the router.
/// Refuses: invalid for an unknown time zone or a paper's address that is none; not_found for a language
/// without a catalogue.
Result<http::Router> make_router(database::Database& database, media::Pictures const& pictures,
                                 Settings settings, Clock clock);

/// The style sheet, fonts and icon under /theme/, which all routes of the paper have already: for another
/// listener's pages.
void add_theme(http::Router& router);

/// Headers that go with every answer: a Content-Security-Policy under which nothing runs and nothing is
/// loaded from elsewhere, and what keeps browsers from telling others where a reader has been.
http::Fields security_headers(Settings const& settings);

}  // namespace allmende::site
