#pragma once
// What a letter says, written once as plain text and once as a page. Part of the door.

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "mail/message.h"

namespace allmende::mail {

struct Content {
  using Paragraph = std::string;
  struct Link {
    html::Url address;
    bool operator==(Link const&) const = default;
  };
  /// What is said of something, line by line: "Amount", "10,00 €".
  using Facts = std::vector<std::pair<std::string, std::string>>;
  using Part = std::variant<Paragraph, Link, Facts>;

  std::string subject;
  std::vector<Part> parts;  ///< the greeting is the first, the signature the last
};

/// By no person's hand: see auto_submitted().
Message message_of(Content const& content, Mailbox from, Mailbox to, Language const& language);

}  // namespace allmende::mail
