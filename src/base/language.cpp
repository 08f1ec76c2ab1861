#include "base/language.h"

#include <algorithm>

namespace allmende {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

}  // namespace

Result<Language> Language::parse(std::string_view tag) {
  std::size_t hyphen = std::min(tag.find('-'), tag.size());
  std::string primary(tag.substr(0, hyphen));
  bool good = (primary.size() == 2 || primary.size() == 3) && std::ranges::all_of(primary, is_letter);
  std::ranges::transform(primary, primary.begin(), lower);
  if (good && hyphen == tag.size()) return Language(primary);

  std::string region(tag.substr(std::min(hyphen + 1, tag.size())));
  good = good && region.size() == 2 && std::ranges::all_of(region, is_letter);
  if (!good) return refuse(Code::invalid, "a language looks like de, en or de-CH");
  std::ranges::transform(region, region.begin(), upper);
  return Language(primary + "-" + region);
}

}  // namespace allmende
