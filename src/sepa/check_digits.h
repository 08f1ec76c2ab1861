#pragma once
// The check digits that IBAN and creditor reference share (ISO 7064, mod 97-10). Private to the
// room.

#include <optional>
#include <string>
#include <string_view>

namespace allmende::sepa {

/// The digits and capital letters of what a person typed: small letters raised; blanks, unbreakable
/// ones too, dropped, and so is any of `separators`. Nothing for any other character or for more
/// than `longest`.
std::optional<std::string> letters_and_digits(std::string_view typed, std::size_t longest,
                                              std::string_view separators = {});

/// Whether `code` ("DE89…", "RF18…"), turned so that its first four stand last, leaves the
/// remainder 1, and its check digits are some that the calculation can yield (02 to 98).
bool check_digits_agree(std::string_view code);

/// The two check digits for a prefix and the rest: ("RF", "539007547034") → "18".
std::string check_digits_for(std::string_view prefix, std::string_view rest);

/// "RF18539007547034" → "RF18 5390 0754 7034".
std::string in_groups_of_four(std::string_view code);

}  // namespace allmende::sepa
