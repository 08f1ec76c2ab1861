#pragma once
// Who reads without eyes. Private to the site.

#include <string_view>

namespace allmende::site {

/// Whether who calls itself so (User-Agent) is a machine that says so, or nobody: crawlers, libraries, what makes
/// previews. Not to be relied on but for counting. Called on the loops: waits for nothing, allocates nothing.
bool is_bot(std::string_view user_agent) noexcept;

}  // namespace allmende::site
