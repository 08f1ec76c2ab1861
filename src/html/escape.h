#pragma once
// Text made safe to stand in markup.

#include <string>
#include <string_view>

namespace allmende::html::detail {

/// Reads the character at `at` and moves `at` behind it; -1 for each maximal part of a bad
/// sequence.
int read_character(std::string_view text, std::size_t& at);

/// Appends text for an element or a quoted attribute: & < > " ' and carriage return as references,
/// bad UTF-8, control characters and noncharacters as U+FFFD.
void append_escaped(std::string& out, std::string_view text);

/// Appends JSON for a data block: < > & U+2028 U+2029 as \u escapes, U+FFFD as above.
void append_json(std::string& out, std::string_view json);

}  // namespace allmende::html::detail
