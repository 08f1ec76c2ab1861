#include "desk/link_letter.h"

namespace allmende::desk {

using html::Url;

std::string link_address(std::string_view paper_address, std::string_view page, Secret const& token) {
  return std::string(paper_address) + Url::path_of({"redaktion", page, token.reveal()}).text();
}

Result<mail::Message> message_of(LinkLetter const& letter, mail::Mailbox from, people::Person const& to, words::Words const& words) {
  mail::Mailbox mailbox = TRY(mail::Mailbox::of(to.name, to.email));
  mail::Content content{letter.subject, {words.say("Good day {name},", {{"name", to.name}}), letter.before}};
  content.parts.emplace_back(mail::Content::Link{TRY(Url::external(letter.link))});
  content.parts.insert(content.parts.end(), letter.after.begin(), letter.after.end());
  return mail::message_of(content, std::move(from), std::move(mailbox), words.language());
}

}  // namespace allmende::desk
