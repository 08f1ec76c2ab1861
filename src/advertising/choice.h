#pragma once
// Which campaign stands in a place. Part of the door advertising.h.

#include <cstdint>
#include <span>

#include "advertising/campaign.h"

namespace allmende::advertising {

/// At most so many campaigns share a place: as many as `open` has bits, but for one.
inline constexpr std::size_t kMostOfPlace = 31;

/// Whether the campaign may be shown now, having been shown so often today.
bool may_be_shown(Campaign const& campaign, Instant now, std::uint64_t shown_today);

/// When its beginning or end comes next, if it does.
std::optional<Instant> next_turn(Campaign const& campaign, Instant after);

/// One of the campaigns with these weights, 1 for the first; 0 when none may be shown. Bit i of `open` says that
/// campaign i may be. Each as often as its weight is of the sum of those that may. `coin` is a number at random.
/// Waits for nothing, allocates nothing, throws nothing.
std::size_t choose(std::span<std::uint32_t const> weights, std::uint32_t open, std::uint32_t coin) noexcept;

}  // namespace allmende::advertising
