#pragma once
// What columns and lines have in common: caption, legend, lines across, labels, table. Private to this room.

#include "plots/plots.h"
#include "plots/scale.h"

namespace allmende::plots {

/// A graph's picture of one series, as data of paths.
struct Layer {
  std::string path = {};
  std::string dots = {};  ///< strokes without length, which have round ends; only of lines
};

enum class Mark { column, line };

/// The graph with its layers, one for each series, in their order.
html::Html framed(Graph const& graph, Scale const& scale, Mark mark, std::vector<Layer> const& layers);

/// Throws Bug unless it keeps to the limits.
void verify(Graph const& graph);

html::Html caption(std::string const& title, std::string const& description);

/// Where point `index` of `count` stands, from the left: the middle of its part.
int middle_of(std::size_t index, std::size_t count);

}  // namespace allmende::plots
