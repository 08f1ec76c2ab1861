#include "desk/invitation.h"

#include "desk/link_letter.h"

namespace allmende::desk {

std::string invitation_address(std::string_view paper_address, Secret const& token) {
  return link_address(paper_address, "einladung", token);
}

Result<void> mail_invitation(database::WriteTx& tx, mail::Outbox const& outbox, Inviting const& inviting, words::Words const& words,
                             people::Person const& person, Secret const& token, Instant now) {
  std::string paper(inviting.paper);
  LinkLetter letter{.subject = words.say("Your invitation to work at {paper}", {{"paper", paper}}),
                    .before = words.say("you are invited to work at {paper}. With this link you choose your password:", {{"paper", paper}}),
                    .link = invitation_address(inviting.address, token),
                    .after = {words.say("It is good for a week, and once. Keep it to yourself: whoever has it can work in your name."),
                              words.say("You do not know of this? Then do nothing, and nothing happens.")}};
  return outbox.post(tx, TRY(message_of(letter, outbox.from(), person, words)), now);
}

}  // namespace allmende::desk
