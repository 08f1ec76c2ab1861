#include "advertising/advertising.h"

namespace allmende::advertising {

using database::WriteTx;

Result<void> book_campaign(WriteTx& tx, people::Actor const& actor, Campaign const& wanted, Booking booking, Instant now) {
  TRY(actor.must_have_any(kAdvertisingDesk));
  Campaign it = TRY(campaign_from_json(to_json(wanted)));
  if (booking == Booking::anew && campaign(tx, it.slug.text())) {
    return refuse(Code::conflict, "there is a campaign of this name already", "slug");
  }
  if (put_campaign(tx, it) == Put::unchanged) return {};
  people::record_deed(tx, actor, {"campaign booked", "campaign", it.slug.text(), json::write(to_json(it))}, now);
  return {};
}

Result<void> end_campaign(WriteTx& tx, people::Actor const& actor, Slug const& slug, Instant now) {
  TRY(actor.must_have_any(kAdvertisingDesk));
  auto it = campaign(tx, slug.text());
  if (!it) return refuse(Code::not_found, "there is no such campaign");
  if (it->to && *it->to <= now) return refuse(Code::conflict, "it is over already");
  it->to = now;
  if (it->from && *it->from >= now) it->from.reset();  // it has never begun
  put_campaign(tx, *it);
  people::record_deed(tx, actor, {"campaign ended", "campaign", slug.text()}, now);
  return {};
}

}  // namespace allmende::advertising
