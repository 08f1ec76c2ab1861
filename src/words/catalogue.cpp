#include "words/catalogue.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>

#include "embedded/catalogues.h"

namespace allmende::words {

namespace {

using Messages = boost::locale::message_format<char>;

bool is_name(std::string_view text) {
  auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  return !text.empty() && std::ranges::all_of(text, is_letter);
}

/// gettext's plural rules take an int; from a million on they look only at the last digits.
int countable(std::int64_t count) {
  std::uint64_t magnitude =
      count < 0 ? 0 - static_cast<std::uint64_t>(count) : static_cast<std::uint64_t>(count);
  if (magnitude > 1'000'000) magnitude = 1'000'000 + magnitude % 1'000'000;
  return static_cast<int>(magnitude);
}

std::string stem(std::string_view file) { return std::string(file.substr(0, file.find('.'))); }

}  // namespace

std::vector<Part> parts_of(std::string_view text) {
  std::vector<Part> parts;
  std::string words;
  while (!text.empty()) {
    std::size_t const close = text.starts_with('{') ? text.find('}') : std::string_view::npos;
    bool const named = close != std::string_view::npos && is_name(text.substr(1, close - 1));
    if (named) {
      if (!words.empty()) parts.push_back({Part::Kind::words, std::exchange(words, "")});
      parts.push_back({Part::Kind::placeholder, std::string(text.substr(1, close - 1))});
      text.remove_prefix(close + 1);
    } else {
      words += text.front();
      text.remove_prefix(1);
    }
  }
  if (!words.empty()) parts.push_back({Part::Kind::words, words});
  return parts;
}

Catalogue::Catalogue(std::string_view compiled) {
  if (compiled.empty()) throw Fault("a catalogue of words is empty");
  boost::locale::gnu_gettext::messages_info info;
  info.language = "und";  // the bytes are given: the name decides nothing
  info.encoding = "UTF-8";
  info.locale_category = "LC_MESSAGES";
  info.domains.emplace_back("allmende");
  info.paths.emplace_back("embedded");
  info.callback = [compiled](std::string const&, std::string const&) {
    return std::vector<char>(compiled.begin(), compiled.end());
  };
  try {
    locale_ = std::locale(std::locale::classic(),
                          boost::locale::gnu_gettext::create_messages_facet<char>(info));
  } catch (std::runtime_error const& problem) {
    throw Fault(fmt::format("a catalogue of words cannot be read: {}", problem.what()));
  }
}

Result<Catalogue> Catalogue::built_in(Language const& language) {
  for (embedded::File const& file : embedded::catalogues()) {
    if (stem(file.name) == language.primary()) return Catalogue(file.bytes);
  }
  return refuse(Code::not_found, fmt::format("there are no words in \"{}\" (but in: {})",
                                             language.tag(), fmt::join(languages(), ", ")));
}

std::vector<std::string> Catalogue::languages() {
  std::vector<std::string> names;
  for (embedded::File const& file : embedded::catalogues()) names.push_back(stem(file.name));
  return names;
}

char const* Catalogue::find(char const* context, char const* english) const {
  char const* found = std::use_facet<Messages>(locale_).get(0, context, english);
  return found ? found : english;
}

char const* Catalogue::find(char const* one, char const* many, std::int64_t count) const {
  char const* found = std::use_facet<Messages>(locale_).get(0, nullptr, one, countable(count));
  if (found) return found;
  return count == 1 ? one : many;
}

}  // namespace allmende::words
