#include "plots/frame.h"

#include <algorithm>

namespace allmende::plots {

namespace {

using html::Html;

bool is_within(std::int64_t value) { return value >= -kGreatest && value <= kGreatest; }

std::string_view name_of(Mark mark) { return mark == Mark::column ? "column" : "line"; }

/// The lines across, in one path; the one at zero is drawn by itself.
std::string lines_across(Scale const& scale) {
  std::string path;
  for (std::int64_t tick : scale.ticks()) {
    if (tick != 0) path += fmt::format("M0 {}H{}", scale.height_of(tick), kExtent);
  }
  return path;
}

Html tick_list(Scale const& scale, Format const& format) {
  auto ticks = scale.ticks();
  std::ranges::reverse(ticks);
  return html::html<R"(<ol class="plot-ticks">{}</ol>)">(
      html::each(ticks, [&](std::int64_t tick) { return html::html<"<li>{}</li>">(format(tick)); }));
}

/// Every how many labels stand where there is room, and where there is not.
struct Strides {
  std::size_t wide, narrow;

  explicit Strides(std::size_t labels) {
    constexpr std::size_t kWide = 12, kNarrow = 5;
    auto ratio = [](std::size_t count, std::size_t by) { return std::max<std::size_t>(1, (count + by - 1) / by); };
    wide = ratio(labels, kWide);
    narrow = wide * ratio(labels, wide * kNarrow);
  }
};

Html point_list(std::vector<Point> const& points) {
  auto has_label = [](Point const& point) { return !point.short_name.empty(); };
  auto after = static_cast<std::size_t>(std::ranges::count_if(points, has_label));
  Strides strides(after);
  Html all;
  for (Point const& point : points) {
    if (has_label(point)) --after;  // how many come after this one: counted so, the last one stands
    bool is_shown = after % strides.wide == 0;
    bool needs_room = after % strides.narrow != 0;
    all += html::html<R"(<li class="{}">{}</li>)">(needs_room ? std::optional<std::string_view>("plot-roomy") : std::nullopt,
                                                  is_shown ? point.short_name : "");
  }
  return html::html<R"(<ol class="plot-points">{}</ol>)">(all);
}

Html legend(Graph const& graph, Mark mark) {
  if (graph.series.size() < 2) return {};
  Html entries;
  for (std::size_t i = 0; i < graph.series.size(); ++i) {
    entries += html::html<R"(<li><svg class="plot-key plot-{} plot-kind-{}" viewBox="0 0 16 12" aria-hidden="true"><path d="{}"/></svg>{}</li>)">(
        name_of(mark), i + 1, mark == Mark::column ? "M1 1H15V11H1Z" : "M0 6H16", graph.series[i].name);
  }
  return html::html<R"(<ul class="plot-legend">{}</ul>)">(entries);
}

Html layer_view(Layer const& layer, Mark mark, std::size_t kind) {
  if (mark == Mark::column) {
    return html::html<R"(<svg class="plot-column plot-kind-{}" viewBox="0 0 10000 10000" preserveAspectRatio="none"><path d="{}"/></svg>)">(
        kind, layer.path);
  }
  return html::html<R"(<svg class="plot-line plot-kind-{}" viewBox="0 0 10000 10000" preserveAspectRatio="none"><path d="{}"/><path class="plot-dots" d="{}"/></svg>)">(
      kind, layer.path, layer.dots);
}

Html table(Graph const& graph) {
  auto heads = html::each(graph.series, [](Series const& series) { return html::html<R"(<th scope="col">{}</th>)">(series.name); });
  Html rows;
  for (std::size_t i = 0; i < graph.points.size(); ++i) {
    auto cell = [&](Series const& series) { return html::html<"<td>{}</td>">(graph.format(series.values[i])); };
    auto cells = html::each(graph.series, cell);
    rows += html::html<R"(<tr><th scope="row">{}</th>{}</tr>)">(graph.points[i].name, cells);
  }
  return html::html<R"(<details class="plot-table"><summary>{}</summary>
<div class="table-scroll"><table><caption class="visually-hidden">{}</caption><thead><tr><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div></details>)">(
      graph.table_summary, graph.title, graph.point_heading, heads, rows);
}

}  // namespace

void verify(Graph const& graph) {
  VERIFY(graph.points.size() <= kMostPoints);
  VERIFY(!graph.series.empty() && graph.series.size() <= kMostSeries);
  for (Series const& series : graph.series) {
    VERIFY(series.values.size() == graph.points.size());
    VERIFY(std::ranges::all_of(series.values, is_within));
  }
}

Html caption(std::string const& title, std::string const& description) {
  return html::html<R"(<figcaption><strong class="plot-title">{}</strong>{}</figcaption>)">(
      title, html::when(!description.empty(), [&] { return html::html<R"(<span class="plot-description">{}</span>)">(description); }));
}

int middle_of(std::size_t index, std::size_t count) {
  return part_of(static_cast<std::int64_t>(2 * index + 1), static_cast<std::int64_t>(2 * count));
}

Html framed(Graph const& graph, Scale const& scale, Mark mark, std::vector<Layer> const& layers) {
  Html drawn;
  for (std::size_t i = 0; i < layers.size(); ++i) drawn += layer_view(layers[i], mark, i + 1);
  int zero = scale.height_of(0);
  return html::html<R"(<figure class="plot">{}{}
<div class="plot-frame" role="img" aria-label="{}">{}
<div class="plot-field"><svg class="plot-lines" viewBox="0 0 10000 10000" preserveAspectRatio="none"><path d="{}"/></svg>{}<svg class="plot-zero" viewBox="0 0 10000 10000" preserveAspectRatio="none"><path d="M0 {}H10000"/></svg></div>
{}</div>
{}</figure>
)">(caption(graph.title, graph.description), legend(graph, mark), graph.title,
    tick_list(scale, graph.short_format ? graph.short_format : graph.format), lines_across(scale), drawn, zero,
    point_list(graph.points), table(graph));
}

}  // namespace allmende::plots
