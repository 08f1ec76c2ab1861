#include "http/origin.h"

namespace allmende::http {

bool comes_from(Request const& request, std::string_view origin) {
  if (auto site = request.header("Sec-Fetch-Site")) return *site == "same-origin";
  auto named = request.header("Origin");
  if (!named) return false;
  if (*named == origin) return true;
  std::size_t slashes = named->find("://");
  return slashes != named->npos && !request.host().empty() && named->substr(slashes + 3) == request.host();
}

}  // namespace allmende::http
