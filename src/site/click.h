#pragma once
// /werbung/…: on the way to what a campaign leads to. Private to the site.

#include "http/http.h"
#include "site/advertising_desk.h"

namespace allmende::site {

/// Leads to where the campaign leads, and counts that somebody went: by campaign and place (?ort=), and no more.
/// Machines and HEAD are led on and not counted.
Result<http::Response> follow_campaign(Context const& context, AdvertisingDesk& desk, http::Request const& request);

}  // namespace allmende::site
