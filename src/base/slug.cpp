#include "base/slug.h"

#include <algorithm>

namespace allmende {

Result<Slug> Slug::parse(std::string_view text) {
  auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  bool good = !text.empty() && text.size() <= kLongest && std::ranges::all_of(text, allowed) &&
              text.front() != '-' && text.back() != '-' &&
              text.find("--") == std::string_view::npos;
  if (!good) {
    return refuse(Code::invalid,
                  "a short name has lower-case letters a to z, digits and single hyphens, "
                  "120 at most");
  }
  return Slug(text);
}

}  // namespace allmende
