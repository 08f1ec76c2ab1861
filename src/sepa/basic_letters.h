#pragma once
// The letters that every bank passes on. Part of the door sepa.h.

#include <string>
#include <string_view>

namespace allmende::sepa {

/// A text in the one character set that all banks of SEPA must take (EPC217-08): A–Z, a–z, 0–9, blank and
/// / - ? : ( ) . , ' +. "Jürgen Groß & Co." → "Juergen Gross + Co.", "Aimée" → "Aimee", "5 €" → "5 EUR"; brackets,
/// quotes, underscores and the like become their nearest sign, all else is dropped; runs of blanks and line ends become
/// one blank. Keep the original too: this is for the way to the bank only. Empty when nothing is left.
std::string basic_letters(std::string_view text);

}  // namespace allmende::sepa
