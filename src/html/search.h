#pragma once
// Searching at compile time. All of it works with indices and not with pointers, and so without
// string_view::find: g++ 12 with -fsanitize=undefined cannot compare a pointer into a template
// argument with null (PR 71962).

#include <cstddef>
#include <string_view>

namespace allmende::html::detail {

constexpr std::string_view name_of(std::string_view name) { return name; }
template <class Entry>
constexpr std::string_view name_of(Entry const& entry) {
  return entry.name;
}

/// Where the entry of that name stands in a sorted table, or kNowhere.
inline constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

template <class Entry, std::size_t kSize>
constexpr std::size_t find(Entry const (&table)[kSize], std::string_view name) {
  std::size_t low = 0;
  std::size_t high = kSize;
  while (low < high) {
    std::size_t const middle = (low + high) / 2;
    if (name_of(table[middle]) < name) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < kSize && name_of(table[low]) == name ? low : kNowhere;
}

template <class Entry, std::size_t kSize>
constexpr bool sorted(Entry const (&table)[kSize]) {
  for (std::size_t i = 1; i < kSize; ++i) {
    if (!(name_of(table[i - 1]) < name_of(table[i]))) return false;
  }
  return true;
}

constexpr bool contains(std::string_view text, std::string_view part) {
  for (std::size_t i = 0; i + part.size() <= text.size(); ++i) {
    if (text.substr(i, part.size()) == part) return true;
  }
  return false;
}

/// Whether a list of words, separated by blanks, holds the word.
constexpr bool has_word(std::string_view list, std::string_view word) {
  for (std::size_t begin = 0; begin < list.size();) {
    std::size_t end = begin;
    while (end < list.size() && list[end] != ' ') ++end;
    if (list.substr(begin, end - begin) == word) return true;
    begin = end + 1;
  }
  return false;
}

}  // namespace allmende::html::detail
