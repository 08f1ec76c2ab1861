#include "provider/reference.h"

#include <algorithm>

namespace allmende::provider {

bool is_name(std::string_view text, std::size_t most) {
  return !text.empty() && text.size() <= most && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

Result<Reference> Reference::parse(std::string_view text) {
  if (is_name(text, kLongest)) return Reference(text);
  return refuse(Code::invalid, "a reference has letters, digits, - and _, at most 64");
}

}  // namespace allmende::provider
