#pragma once
// JSON in and out (RFC 8259), thin over Boost.JSON.
//
// What comes in is read strictly, so that whatever is accepted means one thing only: UTF-8, no
// comments, no key twice in an object, nothing behind the value. What goes out has its keys in the
// order in which they were put in, so the same value always makes the same bytes.

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace allmende::json {

using Value = boost::json::value;
using Object = boost::json::object;
using Array = boost::json::array;
using String = boost::json::string;

struct Limits {
  std::size_t max_bytes = 8 * 1024 * 1024;
  std::size_t max_depth = 32;
};

/// Reads one JSON value.
/// Refuses: limit above `limits`; invalid for anything that is not JSON, a key that occurs twice in
/// its object, a number that no double holds, the character U+0000, and anything but white space
/// behind the value. `where` says "line 3, column 14" (columns count characters).
Result<Value> parse(std::string_view text, Limits limits = {});

/// Compact, on one line, without a line's end. Writes what parse() reads: the same value comes
/// back.
std::string write(Value const& value);

/// Two blanks a level, one member a line, ends with a line's end. For files that people open.
std::string write_pretty(Value const& value);

}  // namespace allmende::json

#include "json/reader.h"
