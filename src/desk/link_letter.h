#pragma once
// Letters that bring somebody a link. Private to this room.

#include <string>
#include <string_view>
#include <vector>

#include "base/base.h"
#include "html/html.h"
#include "mail/mail.h"
#include "people/people.h"
#include "words/words.h"

namespace allmende::desk {

/// The address of a page of the desk whose last part is the token.
std::string link_address(std::string_view paper_address, std::string_view page, Secret const& token);

struct LinkLetter {
  std::string subject;
  std::string before;              ///< a sentence that the link stands behind
  std::string link;
  std::vector<std::string> after;  ///< paragraphs
};

/// As plain text and as a page. `words`: in the person's language. Refuses: what mail refuses, an address above all
/// that nothing can be sent to.
Result<mail::Message> message_of(LinkLetter const& letter, mail::Mailbox from, people::Person const& to, words::Words const& words);

}  // namespace allmende::desk
