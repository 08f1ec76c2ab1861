#include "site/click.h"

#include "site/bots.h"
#include "site/campaign_view.h"
#include "site/missing_page.h"

namespace allmende::site {

Result<http::Response> follow_campaign(Context const& context, AdvertisingDesk& desk, http::Request const& request) {
  auto campaign = [&] {
    auto tx = context.read();
    return advertising::campaign(tx, request.parameter("slug"));
  }();
  auto link = campaign ? link_of(*campaign) : std::nullopt;
  if (!link) return missing_page(context, request);
  // Whoever has another place there, or none, has not followed a link of ours.
  auto place = advertising::parse_place(request.query("ort").value_or(""));
  bool is_ours = place && std::ranges::find(campaign->places, *place) != campaign->places.end();
  bool is_read = request.method() == http::Method::get && !is_bot(request.header("User-Agent").value_or(""));
  if (is_ours && is_read) desk.count_click(campaign->slug, *place);
  auto response = http::Response::redirect(http::Status::see_other, link->text());
  response.not_stored();
  response.set_header("X-Robots-Tag", "noindex, nofollow");
  return response;
}

}  // namespace allmende::site
