#include "banking/names.h"

#include <algorithm>

namespace allmende::banking {

namespace {

// In the order of their enumerations.
constexpr auto kKinds = std::to_array<std::string_view>({"collection", "batch", "transfer", "came_back", "reversal", "payout",
                                                         "fee", "difference", "rejection"});
constexpr auto kStates = std::to_array<std::string_view>({"booked", "waiting", "open", "set_aside", "divided"});
constexpr auto kCauses = std::to_array<std::string_view>(
    {"end_to_end_id", "mandate", "reference", "batch", "bank_code", "person", "unknown", "ambiguous", "not_settled_yet",
     "contradiction", "unclear_amounts", "details_missing", "foreign_currency", "not_ours", "told_in_parts"});
constexpr auto kFates = std::to_array<std::string_view>({"booked", "known", "told", "pending", "rejected"});

static_assert(kKinds.size() == static_cast<std::size_t>(LineKind::rejection) + 1);
static_assert(kStates.size() == static_cast<std::size_t>(LineState::divided) + 1);
static_assert(kCauses.size() == static_cast<std::size_t>(Cause::told_in_parts) + 1);
static_assert(kFates.size() == static_cast<std::size_t>(Fate::rejected) + 1);

template <class Value, std::size_t N>
Value by_name(std::array<std::string_view, N> const& names, std::string_view name) {
  auto const found = std::ranges::find(names, name);
  if (found == names.end()) throw Fault("a stored word is none of those there are");
  return static_cast<Value>(found - names.begin());
}

}  // namespace

std::string_view name_of(LineKind kind) { return kKinds.at(static_cast<std::size_t>(kind)); }
std::string_view name_of(LineState state) { return kStates.at(static_cast<std::size_t>(state)); }
std::string_view name_of(Cause cause) { return kCauses.at(static_cast<std::size_t>(cause)); }
std::string_view name_of(Fate fate) { return kFates.at(static_cast<std::size_t>(fate)); }

}  // namespace allmende::banking

namespace allmende::database {

using namespace allmende::banking;

LineKind Stored<LineKind>::load(std::string_view name) { return by_name<LineKind>(kKinds, name); }
LineState Stored<LineState>::load(std::string_view name) { return by_name<LineState>(kStates, name); }
Cause Stored<Cause>::load(std::string_view name) { return by_name<Cause>(kCauses, name); }
Fate Stored<Fate>::load(std::string_view name) { return by_name<Fate>(kFates, name); }

}  // namespace allmende::database
