// Columns and lines.

#include <algorithm>

#include "plots/frame.h"

namespace allmende::plots {

namespace {

using html::Html;

Html nothing_to_see(Graph const& graph) {
  return html::html<R"(<figure class="plot">{}<p class="plot-nothing">{}</p></figure>
)">(caption(graph.title, graph.description), graph.nothing);
}

/// How far the columns reach up and down at one point, as kinds are laid upon each other.
struct Stack {
  std::int64_t above = 0, below = 0;

  /// The ends of a value that is laid upon the others.
  std::pair<std::int64_t, std::int64_t> lay(std::int64_t value) {
    std::int64_t& end = value < 0 ? below : above;
    std::int64_t begin = end;
    end += value;
    return {begin, end};
  }
};

Scale scale_of_stacks(Graph const& graph) {
  std::int64_t least = 0, greatest = 0;
  for (std::size_t i = 0; i < graph.points.size(); ++i) {
    Stack stack;
    for (Series const& series : graph.series) stack.lay(series.values[i]);
    least = std::min(least, stack.below);
    greatest = std::max(greatest, stack.above);
  }
  return {least, greatest, graph.unit};
}

Scale scale_of_values(Graph const& graph) {
  std::int64_t least = 0, greatest = 0;
  for (Series const& series : graph.series) {
    auto [low, high] = std::ranges::minmax(series.values);
    least = std::min(least, low);
    greatest = std::max(greatest, high);
  }
  return {least, greatest, graph.unit};
}

/// Half a column: two thirds of a point's room, but never a slab where there are few.
int half_width(std::size_t count) {
  constexpr std::size_t kFew = 8;
  return kExtent / 3 / static_cast<int>(std::max(count, kFew));
}

/// A line through the values, with a dot at each of them, or at the last where they are many.
Layer line_through(std::vector<std::int64_t> const& values, Scale const& scale) {
  constexpr std::size_t kMostDots = 24;
  Layer layer;
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::string place = fmt::format("{} {}", middle_of(i, values.size()), scale.height_of(values[i]));
    layer.path += (i == 0 ? 'M' : 'L') + place;
    if (values.size() <= kMostDots || i + 1 == values.size()) layer.dots += 'M' + place + "h0";
  }
  return layer;
}

}  // namespace

Html columns(Graph const& graph) {
  verify(graph);
  if (graph.points.empty()) return nothing_to_see(graph);
  Scale scale = scale_of_stacks(graph);
  std::vector<Layer> layers(graph.series.size());
  int half = half_width(graph.points.size());
  for (std::size_t i = 0; i < graph.points.size(); ++i) {
    Stack stack;
    int middle = middle_of(i, graph.points.size());
    for (std::size_t kind = 0; kind < layers.size(); ++kind) {
      std::int64_t value = graph.series[kind].values[i];
      auto [begin, end] = stack.lay(value);
      if (value == 0) continue;
      layers[kind].path += fmt::format("M{} {}V{}H{}V{}Z", middle - half, scale.height_of(begin), scale.height_of(end),
                                       middle + half, scale.height_of(begin));
    }
  }
  return framed(graph, scale, Mark::column, layers);
}

Html lines(Graph const& graph) {
  verify(graph);
  if (graph.points.empty()) return nothing_to_see(graph);
  Scale scale = scale_of_values(graph);
  std::vector<Layer> layers;
  for (Series const& series : graph.series) layers.push_back(line_through(series.values, scale));
  return framed(graph, scale, Mark::line, layers);
}

}  // namespace allmende::plots
