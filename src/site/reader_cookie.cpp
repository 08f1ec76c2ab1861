#include "site/reader_cookie.h"

namespace allmende::site {

ReaderState reader_state(std::string_view header) noexcept {
  constexpr std::string_view kStart = "allmende=";
  constexpr std::string_view kVersion = "1.";
  while (!header.empty()) {
    std::string_view pair = header.substr(0, header.find(';'));
    header.remove_prefix(pair.size() < header.size() ? pair.size() + 1 : pair.size());
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    if (!pair.starts_with(kStart)) continue;
    std::string_view value = pair.substr(kStart.size());
    if (!value.starts_with(kVersion)) return {};
    return {.gives = value.substr(kVersion.size()).find('g') != value.npos};
  }
  return {};
}

}  // namespace allmende::site
