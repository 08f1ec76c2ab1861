#pragma once
// Reading a record: which keys, of which type, how long; and where it went wrong.
//
//   Result<Author> author_of(json::Place const& place) {
//     json::Reader reader = TRY(place.object());
//     Author author;
//     author.name = TRY(reader.required_string("name", 200));
//     author.address = TRY(reader.required("slug", Slug::parse));
//     author.topics = TRY(reader.list("topics", 20, [](json::Place const& topic) { return
//     topic.string(100); })); TRY(reader.finish()); return author;
//   }
//
// A refusal says where: `authors[0].name`. An absent key and a `null` are different things: null is
// a wrong type everywhere.

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/result.h"

namespace allmende::json {

class Reader;

/// A value and the path on which it was found. Points into the value: it must live longer.
class Place {
 public:
  explicit Place(boost::json::value const& value, std::string path = {})
      : value_(&value), path_(std::move(path)) {}

  boost::json::value const& value() const { return *value_; }
  /// "body.blocks[3].text[0].t"; empty for the whole.
  std::string const& path() const { return path_; }
  bool is_string() const { return value_->is_string(); }
  bool is_object() const { return value_->is_object(); }
  bool is_array() const { return value_->is_array(); }

  /// Each refuses: invalid for another type; limit above the given measure. `longest` counts bytes.
  Result<std::string> string(std::size_t longest) const;
  Result<std::int64_t> integer(std::int64_t least, std::int64_t greatest) const;
  Result<bool> boolean() const;
  Result<Reader> object() const;
  Result<std::vector<Place>> elements(std::size_t most) const;

  /// Reads every element of an array by `read(Place const&) → Result<T>`.
  template <class Read>
  auto list(std::size_t most, Read read) const
      -> Result<std::vector<typename std::invoke_result_t<Read, Place const&>::value_type>>;

  /// A string that `read(std::string_view) → Result<T>` understands, such as Slug::parse; its
  /// refusal is given this place. Refuses: limit above `longest` bytes.
  template <class Read>
  auto as(Read read, std::size_t longest = kLongestWord) const
      -> std::invoke_result_t<Read, std::string_view>;

  /// A refusal that names this place: `return place.refused("there is no such picture");`
  std::unexpected<Refusal> refused(std::string message, Code code = Code::invalid) const;

  static constexpr std::size_t kLongestWord = 4096;

 private:
  boost::json::value const* value_;
  std::string path_;
};

/// An object whose keys are asked for one by one. Knows which it was asked for: finish() refuses
/// the rest. Keys must outlive the Reader (they are literals). Reading a `required_…` refuses:
/// invalid when absent.
class Reader {
 public:
  /// The members of `object`, found at `path`. Points into it: the object must live longer.
  explicit Reader(boost::json::object const& object, std::string path = {})
      : object_(&object), path_(std::move(path)) {}

  Result<std::string> required_string(std::string_view key, std::size_t longest);
  Result<std::optional<std::string>> optional_string(std::string_view key, std::size_t longest);
  /// As optional_string; an absent one is empty. For plain text fields, where the two mean the
  /// same.
  Result<std::string> string_or_empty(std::string_view key, std::size_t longest);
  Result<std::int64_t> required_integer(std::string_view key, std::int64_t least,
                                        std::int64_t greatest);
  Result<std::optional<std::int64_t>> optional_integer(std::string_view key, std::int64_t least,
                                                       std::int64_t greatest);
  Result<bool> boolean_or(std::string_view key, bool otherwise);
  Result<Reader> required_object(std::string_view key);
  Result<std::optional<Reader>> optional_object(std::string_view key);
  /// An absent array has no elements.
  Result<std::vector<Place>> optional_array(std::string_view key, std::size_t most);
  Result<std::vector<Place>> required_array(std::string_view key, std::size_t most);

  /// Any value, to be read further. optional(): nothing when absent.
  Result<Place> required(std::string_view key);
  std::optional<Place> optional(std::string_view key);
  /// Strings with a meaning: `required("published", Instant::parse)`.
  template <class Read>
  auto required(std::string_view key, Read read) -> std::invoke_result_t<Read, std::string_view>;
  template <class Read>
  auto optional(std::string_view key, Read read)
      -> Result<std::optional<typename std::invoke_result_t<Read, std::string_view>::value_type>>;
  /// Every element of an array, read by `read(Place const&) → Result<T>`; an absent array is empty.
  template <class Read>
  auto list(std::string_view key, std::size_t most, Read read)
      -> Result<std::vector<typename std::invoke_result_t<Read, Place const&>::value_type>>;

  bool has(std::string_view key) const { return object_->contains(key); }
  std::string const& path() const { return path_; }

  /// A refusal that names a member of this object, or the object itself for an empty key.
  std::unexpected<Refusal> refused(std::string_view key, std::string message,
                                   Code code = Code::invalid) const;

  /// To be called when everything known has been asked for.
  /// Refuses: invalid for a key nobody asked for, naming the nearest one that would have been
  /// known.
  Result<void> finish() const;

 private:
  boost::json::value const* find(std::string_view key);
  std::string path_of(std::string_view key) const;

  boost::json::object const* object_;
  std::string path_;
  std::vector<std::string_view> known_;
};

template <class Read>
auto Place::list(std::size_t most, Read read) const
    -> Result<std::vector<typename std::invoke_result_t<Read, Place const&>::value_type>> {
  std::vector<typename std::invoke_result_t<Read, Place const&>::value_type> read_ones;
  for (Place const& element : TRY(elements(most))) read_ones.push_back(TRY(read(element)));
  return read_ones;
}

template <class Read>
auto Place::as(Read read, std::size_t longest) const
    -> std::invoke_result_t<Read, std::string_view> {
  std::string const text = TRY(string(longest));
  auto result = read(std::string_view(text));
  if (!result) return refused(result.error().message, result.error().code);
  return result;
}

template <class Read>
auto Reader::required(std::string_view key, Read read)
    -> std::invoke_result_t<Read, std::string_view> {
  return TRY(required(key)).as(read);
}

template <class Read>
auto Reader::optional(std::string_view key, Read read)
    -> Result<std::optional<typename std::invoke_result_t<Read, std::string_view>::value_type>> {
  std::optional<Place> place = optional(key);
  if (!place) return std::nullopt;
  return TRY(place->as(read));
}

template <class Read>
auto Reader::list(std::string_view key, std::size_t most, Read read)
    -> Result<std::vector<typename std::invoke_result_t<Read, Place const&>::value_type>> {
  std::optional<Place> place = optional(key);
  if (!place) return std::vector<typename std::invoke_result_t<Read, Place const&>::value_type>();
  return place->list(most, read);
}

}  // namespace allmende::json
