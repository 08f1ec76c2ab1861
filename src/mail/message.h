#pragma once
// What is said, and how it looks on the wire. Part of the door.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/base.h"
#include "html/html.h"
#include "mail/address.h"

namespace allmende::mail {

/// One that the program does not write by itself: "Reply-To".
struct Header {
  std::string name;
  std::string value;  ///< ASCII on one line, at most 900 bytes
};

struct Message {
  Mailbox from;
  Mailbox to;
  std::string subject;  ///< one line
  std::string text;     ///< plain text; lines of any length end with "\n"
  /// The same for programs that show pages; whoever likes plain text better is shown the text.
  std::optional<html::Document> page = {};
  std::vector<Header> headers = {};
};

/// That no person wrote it, so that no machine answers (RFC 3834).
Header auto_submitted();
/// How to get no more of these, by one POST without any question (RFC 8058). `address`: "https://…".
std::vector<Header> list_unsubscribe(std::string_view address);

/// The message with its envelope, as it is sent.
struct Letter {
  Address from;
  Address to;
  std::string bytes;  ///< RFC 5322 and MIME: ASCII, lines of at most 998 bytes that end with CRLF
};

/// `id`: what the Message-ID is made of, with the sender's domain; letters and digits.
/// Refuses: invalid for a subject or a header with a control character, a text with one other than tab and line
/// breaks, what is no UTF-8, a header that the program writes itself; limit for a subject above 1000 bytes, a text or
/// a page above 1 MB.
Result<Letter> write(Message const& message, Instant date, std::string_view id);

}  // namespace allmende::mail
