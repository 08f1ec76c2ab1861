#pragma once
// How text is written in URLs, forms and headers. Private to this room.

#include <string>
#include <string_view>

#include "base/result.h"
#include "base/utf8.h"
#include "http/field.h"

namespace allmende::http {

/// C0, DEL and, in UTF-8, C1.
bool has_control_characters(std::string_view text);

/// "/a%20b" → "/a b". Refuses: invalid for a "%" without two hexadecimal digits, for what is not
/// UTF-8 afterwards or has control characters, for an encoded slash, for a segment "." or "..".
Result<std::string> decode_path(std::string_view raw);

/// "/a b" → "/a%20b": everything but letters, digits, "-._~!$&'()*+,;=:@/" is encoded.
std::string encode_path(std::string_view path);

/// "a&b" → "a%26b": everything but letters, digits and "-._~" is encoded.
std::string encode_query(std::string_view text);

/// "a=1&b=%C3%A4+x" → fields. Tabs and line breaks may stand in a value, other control characters
/// not. Refuses: invalid as decode_path does, limit for more than `most` fields.
Result<Fields> decode_form(std::string_view raw, std::size_t most);

/// Whether the two are the same but for the case of ASCII letters.
bool same_word(std::string_view a, std::string_view b);
/// Without spaces and tabs at both ends.
std::string_view trimmed(std::string_view text);
/// Takes the front of `rest` up to the next `separator` away; both without spaces at their ends.
std::string_view take_until(std::string_view& rest, char separator);
/// A token of RFC 9110, 5.6.2.
bool is_token(std::string_view text);

}  // namespace allmende::http
