#pragma once
// The paper's account, and a code for the bank's app. Private to this room.

#include <optional>

#include "giving/house.h"

namespace allmende::giving {

html::Html transfer_view(Visit const& visit, std::optional<Money> amount, std::optional<sepa::CreditorReference> const& reference);

}  // namespace allmende::giving
