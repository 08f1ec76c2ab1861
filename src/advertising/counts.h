#pragma once
// How often campaigns were shown and clicked: sums, never who. Part of the door advertising.h.

#include <map>
#include <span>

#include "advertising/campaign.h"
#include "database/database.h"

namespace allmende::advertising {

/// Of one campaign at one place on one day.
struct Count {
  Slug campaign;
  Place place;
  Date day;  ///< in the paper's time zone
  std::int64_t shown = 0;
  std::int64_t clicked = 0;
  bool operator==(Count const&) const = default;
};

/// As CSV (RFC 4180, but for plain line ends), with a head: campaign, place, day, shown, clicked.
std::string csv_of(std::vector<Count> const& counts);

/// Adds to what was counted before; several servers of one paper may.
void add_counts(database::WriteTx& tx, std::span<Count const> counts);

/// By day, campaign and place; both ends included, none = open.
std::vector<Count> counts(database::ReadTx& tx, std::optional<Date> from, std::optional<Date> to);

/// By campaign, at all places together.
std::map<Slug, std::uint64_t> shown_on(database::ReadTx& tx, Date day);

}  // namespace allmende::advertising
