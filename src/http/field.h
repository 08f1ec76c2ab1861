#pragma once
// Names with values, in the order in which they came: headers, queries, forms, cookies.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace allmende::http {

struct Field {
  std::string name;
  std::string value;

  bool operator==(Field const&) const = default;
};

using Fields = std::vector<Field>;

/// The value of the first field of exactly this name.
std::optional<std::string_view> find_field(Fields const& fields, std::string_view name);

/// The value of the first field of this name, in whatever case it is written.
std::optional<std::string_view> find_header(Fields const& fields, std::string_view name);

}  // namespace allmende::http
