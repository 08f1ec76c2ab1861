#include "site/surrogate_keys.h"

#include <algorithm>
#include <map>
#include <set>

#include "site/site.h"

namespace allmende::site {

namespace {

using KeysByKind = std::map<std::string, std::set<std::string>>;

/// Keys are separated by blanks, in one header by commas. Two that become the same are purged together, which
/// costs a request and nothing else.
std::string key(std::string_view what, std::string_view which) {
  constexpr std::size_t kLongest = 80;
  std::string text(what);
  if (!which.empty()) text.append("-").append(which.substr(0, kLongest));
  for (char& c : text) {
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                 c == '.';
    if (!plain) c = '_';
  }
  return text;
}

std::size_t bytes_of(KeysByKind const& kinds) {
  std::size_t sum = kEveryPage.size();
  for (auto const& [kind, keys] : kinds) {
    for (std::string const& each : keys) sum += 1 + each.size();
  }
  return sum;
}

}  // namespace

std::string surrogate_keys(std::vector<database::Dependency> const& made_from) {
  KeysByKind kinds;
  for (database::Dependency const& read : made_from) {
    kinds[read.what].insert(key(read.what, read.which));
  }
  while (bytes_of(kinds) > kMostKeyBytes) {
    auto most = std::ranges::max_element(
        kinds, {}, [](auto const& each) { return each.second.size(); });
    most->second = {key(most->first, "")};
  }
  std::string all(kEveryPage);
  for (auto const& [kind, keys] : kinds) {
    for (std::string const& each : keys) all.append(" ").append(each);
  }
  return all;
}

void add_surrogate_keys(http::Response& response, std::vector<database::Dependency> const& made_from) {
  std::string keys = surrogate_keys(made_from);
  response.set_header("Surrogate-Key", keys);
  std::ranges::replace(keys, ' ', ',');
  response.set_header("Cache-Tag", std::move(keys));
}

std::vector<std::string> outdated_keys(database::Change const& change) {
  return {key(change.what, change.which), key(change.what, "")};
}

}  // namespace allmende::site
