#include <boost/json/serialize.hpp>

#include "json/json.h"

namespace allmende::json {

namespace {

void write_pretty(std::string& out, Value const& value, std::size_t level) {
  std::string const line = "\n" + std::string(2 * level + 2, ' ');
  std::string const last_line = "\n" + std::string(2 * level, ' ');
  std::string_view between = "";
  if (auto const* object = value.if_object(); object && !object->empty()) {
    out += '{';
    for (auto const& [key, member] : *object) {
      out.append(between).append(line).append(boost::json::serialize(key)).append(": ");
      write_pretty(out, member, level + 1);
      between = ",";
    }
    out.append(last_line) += '}';
  } else if (auto const* array = value.if_array(); array && !array->empty()) {
    out += '[';
    for (Value const& element : *array) {
      out.append(between).append(line);
      write_pretty(out, element, level + 1);
      between = ",";
    }
    out.append(last_line) += ']';
  } else {
    out += boost::json::serialize(value);
  }
}

}  // namespace

std::string write(Value const& value) { return boost::json::serialize(value); }

std::string write_pretty(Value const& value) {
  std::string out;
  write_pretty(out, value, 0);
  out += '\n';
  return out;
}

}  // namespace allmende::json
