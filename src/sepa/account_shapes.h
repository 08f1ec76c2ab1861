#pragma once
// How account numbers look in each country of the register of ISO 13616. Private to the room.

#include <optional>
#include <string_view>

namespace allmende::sepa {

/// What follows country and check digits, as lengths with a kind: "4a14n" is four letters and then
/// fourteen digits; `c` may be either. Nothing for a country that is not in the register.
std::optional<std::string_view> account_shape(std::string_view country);

/// The number of characters that a shape asks for.
std::size_t length_of_shape(std::string_view shape);

/// Whether the digits and capital letters of `account` stand where the shape wants them.
bool has_shape(std::string_view account, std::string_view shape);

}  // namespace allmende::sepa
