#pragma once
// The account that money goes to. Part of the door sepa.h.

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "base/base.h"

namespace allmende::sepa {

/// An international account number (ISO 13616).
class Iban {
 public:
  /// Blanks, points or hyphens between the groups and small letters are put right. Any country of
  /// the register is taken: Regulation (EU) 260/2012, Art. 9, forbids to insist on the own one.
  /// Refuses: invalid for an unknown country, a wrong length, a letter where the country has
  /// digits, and wrong check digits (00, 01 and 99 are always wrong, even where the remainder is
  /// right).
  static Result<Iban> parse(std::string_view typed);

  /// "DE89370400440532013000": as forms and files want it.
  std::string const& compact() const { return compact_; }
  /// "DE89 3704 0044 0532 0130 00": as people read it.
  std::string printed() const;
  /// "DE".
  std::string_view country() const { return std::string_view(compact_).substr(0, 2); }
  auto operator<=>(Iban const&) const = default;

 private:
  explicit Iban(std::string compact) : compact_(std::move(compact)) {}
  std::string compact_;
};

/// The number of a bank (ISO 9362). Not needed inside the single euro payments area.
class Bic {
 public:
  /// Blanks and small letters are put right. Refuses: invalid unless it has 8 or 11 letters and
  /// digits with the letters of a country in the fifth and sixth place. Whether the bank exists is
  /// not looked up.
  static Result<Bic> parse(std::string_view typed);

  std::string const& text() const { return text_; }
  auto operator<=>(Bic const&) const = default;

 private:
  explicit Bic(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// What is printed for those who pay by transfer.
struct BankDetails {
  /// The name under which the bank keeps the account, not a brand: since October 2025 banks compare
  /// it with the IBAN and warn the payer when they differ.
  std::string account_holder;
  Iban iban;
  std::optional<Bic> bic = {};
  std::string bank = {};  ///< the bank's name, for the eye only

  bool operator==(BankDetails const&) const = default;
};

}  // namespace allmende::sepa
