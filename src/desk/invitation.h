#pragma once
// The letter that brings an invitation. Part of the door.

#include <string>
#include <string_view>

#include "base/base.h"
#include "mail/mail.h"
#include "people/people.h"
#include "words/words.h"

namespace allmende::desk {

/// The address of an invitation, for the command line too.
std::string invitation_address(std::string_view paper_address, Secret const& token);

/// Which paper invites.
struct Inviting {
  std::string_view paper;    ///< its name
  std::string_view address;  ///< "https://hafenblatt.example"
};

/// Mails an invitation with `tx`, which made it. `words`: in the person's language.
/// Refuses: what mail refuses, an address above all that it cannot be sent to.
Result<void> mail_invitation(database::WriteTx& tx, mail::Outbox const& outbox, Inviting const& inviting, words::Words const& words,
                             people::Person const& person, Secret const& token, Instant now);

}  // namespace allmende::desk
