#include "http/pattern.h"

#include <algorithm>

namespace allmende::http {

namespace {

/// "/a/b" → "a", and leaves "/b".
std::string_view take_segment(std::string_view& path) {
  path.remove_prefix(1);
  std::size_t end = std::min(path.find('/'), path.size());
  std::string_view segment = path.substr(0, end);
  path.remove_prefix(end);
  return segment;
}

}  // namespace

void PatternNode::insert(Route const& route) {
  VERIFY(route.pattern.starts_with('/'));
  PatternNode* node = this;
  for (std::string_view rest = route.pattern; !rest.empty();) {
    node = &node->child(take_segment(rest));
  }
  bool new_in_the_table = node->routes_.emplace(route.method, &route).second;
  VERIFY(new_in_the_table);
}

PatternNode& PatternNode::child(std::string_view segment) {
  if (segment.find_first_of("{}") != std::string_view::npos) return variable_child(segment);
  auto& next = exact_[std::string(segment)];
  if (!next) next = std::make_unique<PatternNode>();
  return *next;
}

PatternNode& PatternNode::variable_child(std::string_view segment) {
  std::size_t open = segment.find('{');
  std::size_t close = segment.find('}');
  VERIFY(open == segment.rfind('{') && close == segment.rfind('}'));
  VERIFY(close != std::string_view::npos && open < close && close - open > 1);
  Variable made{std::string(segment.substr(0, open)),
                std::string(segment.substr(open + 1, close - open - 1)),
                std::string(segment.substr(close + 1)), nullptr};
  for (Variable& variable : variables_) {
    if (variable.prefix == made.prefix && variable.suffix == made.suffix) {
      VERIFY(variable.name == made.name);
      return *variable.next;
    }
  }
  made.next = std::make_unique<PatternNode>();
  PatternNode& next = *made.next;
  auto shorter = [&](Variable const& other) { return other.text_around() < made.text_around(); };
  variables_.insert(std::find_if(variables_.begin(), variables_.end(), shorter), std::move(made));
  return next;
}

std::optional<std::string_view> PatternNode::Variable::value_in(std::string_view segment) const {
  if (segment.size() <= text_around()) return std::nullopt;
  if (!segment.starts_with(prefix) || !segment.ends_with(suffix)) return std::nullopt;
  return segment.substr(prefix.size(), segment.size() - text_around());
}

std::optional<PatternNode::Found> PatternNode::find(std::string_view path) const {
  Found found;
  if (!path.starts_with('/') || !walk(path, found)) return std::nullopt;
  return found;
}

bool PatternNode::walk(std::string_view rest, Found& found) const {
  if (rest.empty()) {
    found.routes = &routes_;
    return !routes_.empty();
  }
  std::string_view segment = take_segment(rest);
  auto exact = exact_.find(segment);
  if (exact != exact_.end() && exact->second->walk(rest, found)) return true;
  for (Variable const& variable : variables_) {
    auto value = variable.value_in(segment);
    if (!value) continue;
    found.parameters.push_back({variable.name, std::string(*value)});
    if (variable.next->walk(rest, found)) return true;
    found.parameters.pop_back();
  }
  return false;
}

}  // namespace allmende::http
