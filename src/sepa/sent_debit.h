#pragma once
// A debit as it is sent: checked, in basic letters. Private to the room.

#include "sepa/direct_debit.h"

namespace allmende::sepa {

struct SentDebit {
  Debit const* debit;
  std::string name = {};
  std::optional<PostalAddress> address = {};
  std::string text = {};  ///< of the remittance, empty for a reference
  std::string former_creditor_name = {};
};

/// Refuses what write_debits() refuses of a single debit, but what has to do with others.
Result<SentDebit> sent_form(Debit const& debit, Date collection);

/// Refuses, with `field` as the place: invalid when nothing is left of it, limit for more than `longest` characters.
Result<std::string> sent_text(std::string_view text, std::size_t longest, std::string_view field);

}  // namespace allmende::sepa
