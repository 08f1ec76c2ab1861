#pragma once
// The tree of patterns that a router looks paths up in. Private to this room.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/field.h"
#include "http/method.h"
#include "http/router.h"

namespace allmende::http {

/// One segment's place in the tree.
class PatternNode {
 public:
  using RoutesByMethod = std::map<Method, Route const*>;

  /// Bug when the pattern has another shape than Route::pattern says, or was there before.
  void insert(Route const& route);

  /// The routes of the pattern that fits `path` best, and what its {names} stand for; none:
  /// nothing.
  struct Found {
    RoutesByMethod const* routes = nullptr;
    Fields parameters = {};
  };
  std::optional<Found> find(std::string_view path) const;

 private:
  /// A segment with a {name} in it: "map-{n}.xml" → prefix "map-", suffix ".xml".
  struct Variable {
    std::string prefix, name, suffix;
    std::unique_ptr<PatternNode> next;

    std::optional<std::string_view> value_in(std::string_view segment) const;
    std::size_t text_around() const { return prefix.size() + suffix.size(); }
  };

  PatternNode& child(std::string_view segment);
  PatternNode& variable_child(std::string_view segment);
  bool walk(std::string_view rest, Found& found) const;

  std::map<std::string, std::unique_ptr<PatternNode>, std::less<>> exact_;
  std::vector<Variable> variables_;  // most text around the name first
  RoutesByMethod routes_;
};

}  // namespace allmende::http
