#pragma once
// What banks let through in the free fields of a payment. Private to the room.

#include <string_view>

#include "base/base.h"

namespace allmende::sepa {

/// Refuses, with `field` as the place: limit for more than `longest` characters; invalid for broken
/// UTF-8, a blank at either end, and any character outside the sets of EPC217-08: printable ASCII,
/// the letters of the European languages in Latin, Greek and Cyrillic script, the signs of Latin-1
/// and the euro sign.
Result<void> check_payment_text(std::string_view text, std::size_t longest, std::string_view field);

}  // namespace allmende::sepa
