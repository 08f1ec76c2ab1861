#pragma once
// Text as mail wants it. Private to this room.

#include <string>
#include <string_view>

namespace allmende::mail {

/// Whether a header can hold it as it is: printable ASCII, and nothing that looks like an encoded word.
bool is_plain_header(std::string_view text);

/// RFC 2047: "=?UTF-8?Q?K=C3=BCste?=", in as many words as it takes, folded so that no line has more than 76 bytes.
/// `column`: how many bytes stand on the line already. No character is cut.
std::string encoded_words(std::string_view text, std::size_t column);

/// A header's plain text, folded at its blanks where that makes lines of at most 76 bytes.
std::string folded(std::string_view text, std::size_t column);

/// RFC 2045, 6.7. `text` ends its lines with "\n", the result with CRLF.
std::string quoted_printable(std::string_view text);

}  // namespace allmende::mail
