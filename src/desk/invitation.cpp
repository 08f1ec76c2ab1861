#include "desk/invitation.h"

#include "html/html.h"

namespace allmende::desk {

std::string invitation_address(std::string_view paper_address, Secret const& token) {
  return std::string(paper_address) + html::Url::path_of({"redaktion", "einladung", token.reveal()}).text();
}

Result<void> mail_invitation(database::WriteTx& tx, mail::Outbox const& outbox, Inviting const& inviting, words::Words const& words,
                             people::Person const& person, Secret const& token, Instant now) {
  mail::Mailbox to = TRY(mail::Mailbox::of(person.name, person.email));
  std::string paper(inviting.paper);
  std::string text = fmt::format(
      "{}\n\n{}\n\n{}\n\n{}\n\n{}\n", words.say("Good day {name},", {{"name", person.name}}),
      words.say("you are invited to work at {paper}. With this link you choose your password:", {{"paper", paper}}),
      invitation_address(inviting.address, token),
      words.say("It is good for a week, and once. Keep it to yourself: whoever has it can work in your name."),
      words.say("You do not know of this? Then do nothing, and nothing happens."));
  mail::Message message{.from = outbox.from(),
                        .to = std::move(to),
                        .subject = words.say("Your invitation to work at {paper}", {{"paper", paper}}),
                        .text = std::move(text),
                        .headers = {mail::auto_submitted()}};
  return outbox.post(tx, message, now);
}

}  // namespace allmende::desk
