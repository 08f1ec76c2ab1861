#include <fmt/format.h>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <charconv>
#include <unordered_set>

#include "json/json.h"

namespace allmende::json {

namespace {

using boost::json::error_code;

/// Builds the value from the parser's events and says no to what the parser itself lets pass.
class Builder {
 public:
  // What basic_parser asks of a handler.
  static constexpr std::size_t max_object_size = boost::json::object::max_size();
  static constexpr std::size_t max_array_size = boost::json::array::max_size();
  static constexpr std::size_t max_key_size = boost::json::string::max_size();
  static constexpr std::size_t max_string_size = boost::json::string::max_size();

  bool on_document_begin(error_code&) {
    values_.reset();
    return true;
  }
  bool on_document_end(error_code&) { return true; }
  bool on_object_begin(error_code&) {
    depth_ += 1;
    if (keys_.size() < depth_) keys_.emplace_back();
    keys_[depth_ - 1].clear();
    return true;
  }
  bool on_object_end(std::size_t members, error_code&) {
    depth_ -= 1;
    values_.push_object(members);
    return true;
  }
  bool on_array_begin(error_code&) { return true; }
  bool on_array_end(std::size_t elements, error_code&) {
    values_.push_array(elements);
    return true;
  }
  bool on_key_part(std::string_view part, std::size_t, error_code& error) {
    key_.append(part);
    values_.push_chars(part);
    return is_text(part, error);
  }
  bool on_key(std::string_view part, std::size_t, error_code& error) {
    key_.append(part);
    values_.push_key(part);
    bool first = keys_[depth_ - 1].insert(key_).second;
    if (!first) return refuse(fmt::format("the key \"{}\" occurs twice", key_), error);
    key_.clear();
    return is_text(part, error);
  }
  bool on_string_part(std::string_view part, std::size_t, error_code& error) {
    values_.push_chars(part);
    return is_text(part, error);
  }
  bool on_string(std::string_view part, std::size_t, error_code& error) {
    values_.push_string(part);
    return is_text(part, error);
  }
  bool on_number_part(std::string_view part, error_code&) {
    number_.append(part);
    return true;
  }
  bool on_int64(std::int64_t number, std::string_view, error_code&) {
    number_.clear();
    values_.push_int64(number);
    return true;
  }
  bool on_uint64(std::uint64_t number, std::string_view, error_code&) {
    number_.clear();
    values_.push_uint64(number);
    return true;
  }
  /// Boost.JSON's own reading of a fraction may be a bit off in the last place.
  bool on_double(double, std::string_view part, error_code& error) {
    number_.append(part);
    double number = 0;
    auto const [end, problem] =
        std::from_chars(number_.data(), number_.data() + number_.size(), number);
    number_.clear();
    values_.push_double(number);
    return problem == std::errc() || refuse("no number of 64 bits holds this", error);
  }
  bool on_bool(bool truth, error_code&) {
    values_.push_bool(truth);
    return true;
  }
  bool on_null(error_code&) {
    values_.push_null();
    return true;
  }
  bool on_comment_part(std::string_view, error_code&) { return true; }
  bool on_comment(std::string_view, error_code&) { return true; }

  Value release() { return values_.release(); }
  std::string const& refused() const { return refused_; }

 private:
  bool refuse(std::string message, error_code& error) {
    refused_ = std::move(message);
    error = boost::json::error::syntax;
    return false;
  }
  /// PostgreSQL stores no U+0000, and no text needs it.
  bool is_text(std::string_view part, error_code& error) {
    if (part.find('\0') == std::string_view::npos) return true;
    return refuse("the character U+0000 is no text", error);
  }

  boost::json::value_stack values_;
  std::vector<std::unordered_set<std::string>> keys_;  // one set a level, used again and again
  std::size_t depth_ = 0;
  std::string key_;
  std::string number_;
  std::string refused_;
};

std::string place(std::string_view text, std::size_t offset) {
  std::string_view before = text.substr(0, offset);
  auto line = 1 + std::ranges::count(before, '\n');
  std::string_view in_line = before.substr(before.rfind('\n') + 1);
  auto column = 1 + std::ranges::count_if(in_line, [](char c) { return (c & 0xC0) != 0x80; });
  return fmt::format("line {}, column {}", line, column);
}

std::string explain(error_code const& error) {
  if (error == boost::json::error::incomplete) return "the JSON ends too early";
  return "this is not JSON: " + error.message();
}

}  // namespace

Result<Value> parse(std::string_view text, Limits limits) {
  if (text.size() > limits.max_bytes) {
    return refuse(Code::limit, fmt::format("at most {} bytes of JSON are read", limits.max_bytes));
  }
  boost::json::parse_options options;
  options.max_depth = limits.max_depth;
  boost::json::basic_parser<Builder> parser(options);
  error_code error;
  std::size_t read = parser.write_some(false, text.data(), text.size(), error);
  if (error == boost::json::error::too_deep) {
    return refuse(Code::limit, fmt::format("nested deeper than {} levels", limits.max_depth),
                  place(text, read));
  }
  std::string const& refused = parser.handler().refused();
  if (!refused.empty()) return refuse(Code::invalid, refused, place(text, read));
  if (error) return refuse(Code::invalid, explain(error), place(text, read));
  if (read < text.size()) {
    return refuse(Code::invalid, "something follows the JSON value", place(text, read));
  }
  return parser.handler().release();
}

}  // namespace allmende::json
