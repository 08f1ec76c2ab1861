#include "advertising/choice.h"

namespace allmende::advertising {

bool may_be_shown(Campaign const& campaign, Instant now, std::uint64_t shown_today) {
  if (campaign.from && now < *campaign.from) return false;
  if (campaign.to && now >= *campaign.to) return false;
  return !campaign.cap_per_day || shown_today < static_cast<std::uint64_t>(*campaign.cap_per_day);
}

std::optional<Instant> next_turn(Campaign const& campaign, Instant after) {
  if (campaign.from && *campaign.from > after) return campaign.from;
  if (campaign.to && *campaign.to > after) return campaign.to;
  return std::nullopt;
}

std::size_t choose(std::span<std::uint32_t const> weights, std::uint32_t open, std::uint32_t coin) noexcept {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += (open >> i & 1) * weights[i];
  // The coin, which is below 2^32, as a place below the sum.
  std::uint64_t place = (sum * coin) >> 32;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if ((open >> i & 1) == 0) continue;
    if (place < weights[i]) return i + 1;
    place -= weights[i];
  }
  return 0;
}

}  // namespace allmende::advertising
