#pragma once
// The text of a GiroCode, which a banking app turns into a filled-in transfer. Part of
// sepa.h.

#include <optional>
#include <string>
#include <variant>

#include "base/base.h"
#include "sepa/bank_account.h"
#include "sepa/creditor_reference.h"

namespace allmende::sepa {

/// A transfer to be filled in. What is empty, the payer fills in.
struct GiroCode {
  std::string account_holder;  ///< 1 to 70 characters, as the bank knows the holder
  Iban iban;
  std::optional<Bic> bic = {};
  std::optional<Money> amount = {};  ///< 0.01 to 999999999.99 euro
  /// What the transfer says it is for: a reference to match it by, or up to 140 characters of text.
  std::variant<std::monostate, CreditorReference, std::string> remittance = {};
  std::string purpose_code =
      {};                 ///< up to 4 capital letters or digits, such as "CHAR" for a donation
  std::string note = {};  ///< up to 70 characters that the app shows to the payer
};

/// The longest payload: what fits into a square of version 13 with error correction M.
inline constexpr std::size_t kLongestGiroCode = 331;

/// The payload of EPC069-12 version 2.1: lines of UTF-8 with a line feed between them, empty ones
/// at the end left out. To be drawn with error correction M and no larger than version 13. Refuses,
/// with the field in `where`: invalid for an empty holder, an amount out of bounds, a line break or
/// any character outside the Latin, Greek and Cyrillic sets that banks pass on; limit for a field
/// with too many characters and for a payload of more than 331 bytes (an umlaut is one character
/// and two bytes).
Result<std::string> giro_code(GiroCode const& transfer);

}  // namespace allmende::sepa
