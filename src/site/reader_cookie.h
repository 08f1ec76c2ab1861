#pragma once
// What a reader has told the paper about themselves, in the one cookie of the paper. Private to the site.
//
//     allmende=1.g
//
// The version of the form, a point, and a letter for each thing said: g, "I give already". Letters that are not
// known say nothing, and neither does another version. The same for all who have said the same: it tells nobody
// from the next.

#include <string_view>

namespace allmende::site {

struct ReaderState {
  bool gives = false;
};

/// From a Cookie header as it came: anything may stand in it. Called on the loops: waits for nothing, allocates
/// nothing. Of several cookies of the name the first counts.
ReaderState reader_state(std::string_view cookie_header) noexcept;

}  // namespace allmende::site
