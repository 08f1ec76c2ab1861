#pragma once
// The names by which bank and customer speak of one payment, one file, one mandate. Part of the door sepa.h.

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/base.h"

namespace allmende::sepa {

/// What messages, batches and payments (EndToEndId) are called: 1 to 35 of A–Z, a–z, 0–9, blank and + ? / - : ( ) . , '
/// (DK's RestrictedIdentificationSEPA1), with no slash at an end, no two in a row, and no blank at an end.
/// Banks give it back as it was sent, so it is compared letter by letter.
class PaymentId {
 public:
  /// Refuses: invalid for anything else. Nothing is put right: what is sent is what comes back.
  static Result<PaymentId> parse(std::string_view text);

  std::string const& text() const { return text_; }
  auto operator<=>(PaymentId const&) const = default;

 private:
  explicit PaymentId(std::string_view text) : text_(text) {}
  std::string text_;
};

/// The name of a mandate, unique for its creditor. The same characters. Banks do not tell capital letters from small
/// ones, but they do tell blanks, so this does as they do.
class MandateReference {
 public:
  /// Refuses: invalid for anything else.
  static Result<MandateReference> parse(std::string_view text);
  /// A new one, without blanks and with check digits that betray a slip of the pen: 123 → "M0000012389".
  /// Refuses: limit outside 1 to 99 999 999.
  static Result<MandateReference> numbered(std::int64_t number);

  std::string const& text() const { return text_; }
  friend bool operator==(MandateReference const& a, MandateReference const& b) { return a.folded_ == b.folded_; }
  friend auto operator<=>(MandateReference const& a, MandateReference const& b) { return a.folded_ <=> b.folded_; }

 private:
  explicit MandateReference(std::string_view text);
  std::string text_;
  std::string folded_;  ///< in capital letters
};

/// Who collects: the creditor identifier (Gläubiger-Identifikationsnummer, EPC262-08).
class CreditorIdentifier {
 public:
  /// Blanks and small letters are put right. Refuses: invalid unless a country, check digits that agree (they do not
  /// count the business code), three characters of business code and up to 28 of the national number follow each other;
  /// a German one has 18 characters: DE, 2 digits, business code, 0, 10 digits.
  static Result<CreditorIdentifier> parse(std::string_view typed);

  /// "DE98ZZZ09999999999".
  std::string const& text() const { return text_; }
  /// "ZZZ": the creditor's to choose; another one is the same creditor still.
  std::string_view business_code() const { return std::string_view(text_).substr(4, 3); }
  bool is_same_creditor(CreditorIdentifier const& other) const;
  auto operator<=>(CreditorIdentifier const&) const = default;

 private:
  explicit CreditorIdentifier(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace allmende::sepa
