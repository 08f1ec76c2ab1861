#include "json/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace allmende::json {

namespace {

std::string_view kind_of(boost::json::value const& value) {
  switch (value.kind()) {
    case boost::json::kind::null:
      return "null";
    case boost::json::kind::bool_:
      return "true or false";
    case boost::json::kind::int64:
    case boost::json::kind::uint64:
    case boost::json::kind::double_:
      return "a number";
    case boost::json::kind::string:
      return "a string";
    case boost::json::kind::array:
      return "an array";
    case boost::json::kind::object:
      return "an object";
  }
  return "something else";
}

std::unexpected<Refusal> wrong_type(Place const& place, std::string_view expected) {
  return place.refused(fmt::format("{} expected, not {}", expected, kind_of(place.value())));
}

/// How many letters must be changed, put in or taken out to turn one word into the other.
std::size_t distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(row.begin(), row.end(), 0);
  for (std::size_t i = 0; i < from.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < to.size(); ++j) {
      std::size_t changed = diagonal + (from[i] == to[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

constexpr std::size_t kLongestKeyShown = 80;

std::string unknown_key(std::string_view key, std::vector<std::string_view> const& known) {
  if (key.size() > kLongestKeyShown) return "unknown key of more than 80 bytes";
  std::string message = fmt::format("unknown key \"{}\"", key);
  auto nearer = [key](std::string_view a, std::string_view b) {
    return distance(key, a) < distance(key, b);
  };
  auto nearest = std::ranges::min_element(known, nearer);
  if (nearest != known.end() &&
      distance(key, *nearest) <= std::max<std::size_t>(2, key.size() / 3)) {
    message += fmt::format(", did you mean \"{}\"?", *nearest);
  }
  return message;
}

}  // namespace

Result<std::string> Place::string(std::size_t longest) const {
  auto const* text = value_->if_string();
  if (!text) return wrong_type(*this, "a string");
  if (text->size() > longest) {
    return refused(fmt::format("longer than {} bytes", longest), Code::limit);
  }
  return std::string(text->data(), text->size());
}

Result<std::int64_t> Place::integer(std::int64_t least, std::int64_t greatest) const {
  auto const* number = value_->if_int64();
  if (!number && value_->is_number()) return refused("a whole number expected");
  if (!number) return wrong_type(*this, "a whole number");
  if (*number < least || *number > greatest) {
    return refused(fmt::format("a number from {} to {} expected", least, greatest), Code::limit);
  }
  return *number;
}

Result<bool> Place::boolean() const {
  auto const* truth = value_->if_bool();
  if (!truth) return wrong_type(*this, "true or false");
  return *truth;
}

Result<Reader> Place::object() const {
  auto const* object = value_->if_object();
  if (!object) return wrong_type(*this, "an object");
  return Reader(*object, path_);
}

Result<std::vector<Place>> Place::elements(std::size_t most) const {
  auto const* array = value_->if_array();
  if (!array) return wrong_type(*this, "an array");
  if (array->size() > most) {
    return refused(fmt::format("more than {} elements", most), Code::limit);
  }
  std::vector<Place> places;
  places.reserve(array->size());
  for (std::size_t i = 0; i < array->size(); ++i) {
    places.emplace_back((*array)[i], path_ + '[' + std::to_string(i) + ']');
  }
  return places;
}

std::unexpected<Refusal> Place::refused(std::string message, Code code) const {
  return refuse(code, std::move(message), path_);
}

boost::json::value const* Reader::find(std::string_view key) {
  known_.push_back(key);
  return object_->if_contains(key);
}

std::string Reader::path_of(std::string_view key) const {
  if (path_.empty() || key.empty()) return path_ + std::string(key);
  return path_ + '.' + std::string(key);
}

std::unexpected<Refusal> Reader::refused(std::string_view key, std::string message,
                                         Code code) const {
  return refuse(code, std::move(message), path_of(key));
}

std::optional<Place> Reader::optional(std::string_view key) {
  boost::json::value const* value = find(key);
  if (!value) return std::nullopt;
  return Place(*value, path_of(key));
}

Result<Place> Reader::required(std::string_view key) {
  std::optional<Place> place = optional(key);
  if (!place) return refused("", fmt::format("the key \"{}\" is missing", key));
  return *place;
}

Result<std::string> Reader::required_string(std::string_view key, std::size_t longest) {
  return TRY(required(key)).string(longest);
}

Result<std::optional<std::string>> Reader::optional_string(std::string_view key,
                                                           std::size_t longest) {
  std::optional<Place> place = optional(key);
  if (!place) return std::nullopt;
  return TRY(place->string(longest));
}

Result<std::string> Reader::string_or_empty(std::string_view key, std::size_t longest) {
  return TRY(optional_string(key, longest)).value_or("");
}

Result<std::int64_t> Reader::required_integer(std::string_view key, std::int64_t least,
                                              std::int64_t greatest) {
  return TRY(required(key)).integer(least, greatest);
}

Result<std::optional<std::int64_t>> Reader::optional_integer(std::string_view key,
                                                             std::int64_t least,
                                                             std::int64_t greatest) {
  std::optional<Place> place = optional(key);
  if (!place) return std::nullopt;
  return TRY(place->integer(least, greatest));
}

Result<bool> Reader::boolean_or(std::string_view key, bool otherwise) {
  std::optional<Place> place = optional(key);
  if (!place) return otherwise;
  return place->boolean();
}

Result<Reader> Reader::required_object(std::string_view key) { return TRY(required(key)).object(); }

Result<std::optional<Reader>> Reader::optional_object(std::string_view key) {
  std::optional<Place> place = optional(key);
  if (!place) return std::nullopt;
  return TRY(place->object());
}

Result<std::vector<Place>> Reader::optional_array(std::string_view key, std::size_t most) {
  std::optional<Place> place = optional(key);
  if (!place) return std::vector<Place>();
  return place->elements(most);
}

Result<std::vector<Place>> Reader::required_array(std::string_view key, std::size_t most) {
  return TRY(required(key)).elements(most);
}

Result<void> Reader::finish() const {
  for (auto const& member : *object_) {
    std::string_view key = member.key();
    if (std::ranges::find(known_, key) == known_.end()) {
      return refuse(Code::invalid, unknown_key(key, known_), path_);
    }
  }
  return {};
}

}  // namespace allmende::json
