#pragma once
// The letters that givers get. Private to this room.
//
// No account number is in one, and nobody is threatened: what did not work is said, and what can be done.

#include "giving/house.h"

namespace allmende::giving {

using contributions::Agreement;

/// What is said to somebody, and to whom.
struct Letter {
  mail::Content content;
  std::string name, email;  ///< the name may be empty
  Language language = Language::german();
};

/// Asks whether a direct debit is meant so; its link is the proof.
Letter proof_letter(House const& house, contributions::Gift const& gift, contributions::Begun const& begun);
/// How to transfer, and with which reference.
Letter transfer_letter(House const& house, contributions::Gift const& gift, contributions::Begun const& begun, contributions::Link const& link);
/// A link to one's own page.
Letter link_letter(House const& house, contributions::Giver const& giver, contributions::Link const& link);
/// That it has ended, and what is on its way still.
Letter ended_letter(House const& house, contributions::Giver const& giver, Agreement const& agreement, contributions::Ended const& ended);

/// What contributions wants to be written ("debit-notice", "thanks", …), about this agreement and, where there is one, this attempt.
Letter message_letter(House const& house, contributions::Giver const& giver, Agreement const& agreement, contributions::Message const& message,
                      std::optional<contributions::Attempt> const& attempt, contributions::Link const& link);

/// Has it sent soon, if `tx` commits. Refuses what mail refuses, an address above all that nothing can be sent to.
Result<void> post(database::WriteTx& tx, House const& house, Letter const& letter, Instant now);

/// The letter that it has ended, unless it had before, or has nowhere to go: nothing of it keeps anybody from ending.
/// `before`: as it was.
void post_end(database::WriteTx& tx, Visit const& visit, Agreement const& before, contributions::Ended const& ended);

/// "https://hafenblatt.example/beitrag/mein/…".
html::Url own_address(House const& house, Secret const& token);
html::Url proof_address(House const& house, Secret const& token);

}  // namespace allmende::giving
