#pragma once
// THE DOOR of advertising: labelled, first-party, following nobody.
//
// A *campaign* is what an advertiser has booked: what is to be seen, where, from when to when, how often. Which
// of several stands in a place is chosen by weight and chance (choice.h); how often they were shown and clicked
// is counted as sums, a row for each campaign, place and day (counts.h). Nothing of a reader is in any of it.
//
// A campaign that looks or runs differently is noted as a change of "campaign" (which: its slug). Counts are
// not: no reader sees them.

#include "advertising/campaign.h"
#include "advertising/choice.h"
#include "advertising/counts.h"
#include "database/database.h"
#include "people/people.h"

namespace allmende::advertising {

enum class Put { created, changed, unchanged };
Put put_campaign(database::WriteTx& tx, Campaign const& campaign);

/// Takes a campaign out and returns what it was; what was counted of it stays. Refuses: not_found for a slug that
/// there is not.
Result<Campaign> remove_campaign(database::WriteTx& tx, Slug const& slug);

/// By slug, whether they run or not.
std::vector<Campaign> all_campaigns(database::ReadTx& tx);
std::optional<Campaign> campaign(database::ReadTx& tx, std::string_view slug);

// ---- At the desk. Each is a deed.

/// Who sells the places, and who answers for the page.
inline constexpr people::Roles kAdvertisingDesk{people::Role::till, people::Role::duty_editor, people::Role::administrator};

/// A new one, or another in its place. Refuses: forbidden; as its record does; conflict for a new one whose slug is taken.
enum class Booking { anew, over };
Result<void> book_campaign(database::WriteTx& tx, people::Actor const& actor, Campaign const& campaign, Booking booking, Instant now);
/// It is shown no more; what was counted stays. Refuses: forbidden; not_found; conflict for one that is over.
Result<void> end_campaign(database::WriteTx& tx, people::Actor const& actor, Slug const& slug, Instant now);

std::vector<database::Migration> migrations();

}  // namespace allmende::advertising
