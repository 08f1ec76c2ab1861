#pragma once
// Parts of the forms for what runs from a day to a day: appeals and campaigns. Private to this room.

#include <string>
#include <utility>
#include <vector>

#include "desk/house.h"
#include "html/html.h"

namespace allmende::desk {

struct Choice {
  std::string value;
  std::string name;
  bool chosen = false;
};
/// A refused form shows what was chosen in it.
html::Html choice_field(Work const& work, std::string_view name, std::string const& label, std::vector<Choice> const& choices);
/// Boxes; each is sent under a name of its own, `name` and its value behind a hyphen.
html::Html boxes_field(std::string_view name, std::string const& legend, std::vector<Choice> const& choices);
bool is_ticked(http::Request const& request, std::string_view name, std::string_view value);

/// "from" and "to", each may be empty.
html::Html span_fields(Work const& work, std::optional<Instant> from, std::optional<Instant> to);
/// As they were typed; what a field showed and nobody changed is kept to the second. Refuses: invalid.
Result<std::optional<Instant>> moment_in(Work const& work, std::string_view name, std::optional<Instant> before);

/// "Runs until …", "Over since …", "From … on".
std::string span_words(words::Words const& words, std::optional<Instant> from, std::optional<Instant> to, Instant now);

/// A blank line parts paragraphs; an end of line items.
std::vector<std::string> paragraphs_in(std::string const& typed);
std::vector<std::string> lines_in(std::string const& typed);
std::string joined(std::vector<std::string> const& parts, std::string_view between);

}  // namespace allmende::desk
