#pragma once
// What somebody types of themselves, and what is wrong with it. Private to this room.

#include <optional>
#include <string>
#include <string_view>

#include "giving/choice.h"

namespace allmende::giving {

using contributions::Way;

struct Details {
  std::string name, email, iban;
};
Details details_of(Visit const& visit);

/// For each field a sentence for who typed it; empty: nothing is wrong with it.
struct Wrong {
  std::string name = {}, email = {}, iban = {}, amount = {}, day = {}, rest = {};
  bool operator==(Wrong const&) const = default;
  bool any() const { return *this != Wrong(); }
};
/// A form as it came, by which way, and what is wrong with it.
struct Sent {
  Way way = Way::direct_debit;
  Details details = {};
  Wrong wrong = {};
};

/// In whose words a refusal of contributions is told, at its field.
Wrong wrong_of(words::Words const& words, Refusal const& refusal);

/// What was chosen and typed, as contributions takes it; or what is wrong with it.
std::variant<contributions::Gift, Wrong> gift_of(Visit const& visit, Way way, Choice const& choice, Details const& details);

/// What somebody agrees to who gives a mandate, word for word: it is kept as evidence.
contributions::MandateEvidence mandate_text(Visit const& visit, Choice const& choice);

/// "DE02 …… 2051": enough for who knows it.
std::string account_words(std::string_view account_end);

}  // namespace allmende::giving
