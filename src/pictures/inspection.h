#pragma once
// Whether a file is a picture that we want, and nothing else.

#include <string>
#include <string_view>

namespace allmende::pictures {

inline constexpr long long kPixels = 100'000'000;  // a page at 1200 dpi has 140 million, a camera 24 to 60

struct Inspected {
  std::string ending;  ///< "jpg", "png", "webp", "avif", "tif": by its bytes
  int width = 0, height = 0;  ///< upright
};

/// Reads the header alone. Ends the program for a file that is refused.
Inspected inspect(std::string const& file);

/// What else the bytes are that begin as a picture: "a ZIP archive"; empty for nothing. A file that two programs read in two
/// ways (a polyglot) is never a photographer's. What cameras put behind a picture (a second one, a short film) is none.
std::string_view something_else(std::string_view bytes);

}  // namespace allmende::pictures
