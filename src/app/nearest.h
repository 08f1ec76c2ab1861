#pragma once
// "Did you mean …?"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace allmende::app {

/// The word of `known` with the fewest single-letter changes to `word`, if a third of its letters are
/// enough to change.
std::optional<std::string> nearest(std::string_view word, std::vector<std::string> const& known);

}  // namespace allmende::app
