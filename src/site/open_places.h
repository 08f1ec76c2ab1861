#pragma once
// How the open places of an article are filled when its page is kept by a cache that all readers share: by a
// fragment that nobody keeps. Private to the site.

#include "site/slots.h"

namespace allmende::site {

/// In the place of a slot: a script's to fill, and without script a link.
html::Html open_place(Context const& context, OpenPlace place, newsroom::Article const& article);
/// For the head of a page that has such a place.
html::Html open_places_script();

/// /einsatz/{place}?artikel=2043: the place's filling, chosen for who asks. Refuses: not_found where the
/// article has no such place.
Result<http::Response> fragment(Context const& context, http::Request const& request);
/// /anzeige: an advertisement, for readers without script.
Result<http::Response> advertisement_page(Context const& context, http::Request const& request);

}  // namespace allmende::site
