#include "site/bots.h"

#include <algorithm>
#include <array>

namespace allmende::site {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool begins_with(std::string_view text, std::string_view lower_case) {
  return text.size() >= lower_case.size() &&
         std::equal(lower_case.begin(), lower_case.end(), text.begin(),
                    [](char wanted, char c) { return wanted == lower(c); });
}

/// Crawlers give the address of their operator; browsers have none. Nor do they call themselves any of these.
bool begins_mark(std::string_view text) {
  switch (lower(text.front())) {
    case 'b': return begins_with(text, "bot");
    case 'c': return begins_with(text, "crawl") || begins_with(text, "curl/");
    case 'h': return begins_with(text, "http") || begins_with(text, "headless");
    case 'l': return begins_with(text, "libwww");
    case 'p': return begins_with(text, "python") || begins_with(text, "preview");
    case 's': return begins_with(text, "spider") || begins_with(text, "slurp");
    case 'w': return begins_with(text, "wget");
    default: return false;
  }
}

/// Of the marks above. This is asked for every page that is sent.
constexpr auto kFirstLetters = [] {
  std::array<bool, 256> letters = {};
  for (char c : std::string_view("bchlpswBCHLPSW")) letters[static_cast<unsigned char>(c)] = true;
  return letters;
}();

}  // namespace

bool is_bot(std::string_view user_agent) noexcept {
  if (user_agent.empty()) return true;
  for (std::size_t at = 0; at < user_agent.size(); ++at) {
    bool may_begin = kFirstLetters[static_cast<unsigned char>(user_agent[at])];
    if (may_begin && begins_mark(user_agent.substr(at))) return true;
  }
  return false;
}

}  // namespace allmende::site
