#pragma once
// THE DOOR of plots: numbers as pictures, drawn on the server for pages without script.
//
// What is drawn is SVG, what is written is HTML: letters keep their size at every width, follow the reader's own, and
// are found by searching. Everything is laid out by theme/css/plots.css; no colour, font or length stands here.
//
// Invariants
//  1. Whoever does not see the picture has the same numbers: columns and lines carry a table, progress and shares
//     write each number out.
//  2. Colour is not what tells things apart: kinds differ in fill, outline or dash too, and are named in a legend.
//  3. The same values make the same bytes.
//
// Values are whole numbers of whatever is counted; the caller says how they are written. Every text comes from the
// caller, in the page's language. Beyond the limits below a Bug is thrown: nobody sees more than that.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "html/html.h"

namespace allmende::plots {

inline constexpr std::size_t kMostPoints = 400;
inline constexpr std::size_t kMostSeries = 4;
inline constexpr std::int64_t kGreatest = 100'000'000'000'000'000;  ///< of a value, either way

/// "1.250 €" of 125000.
using Format = std::function<std::string(std::int64_t)>;

/// One kind of what is plotted: as many values as the graph has points.
struct Series {
  std::string name;
  std::vector<std::int64_t> values;
};

/// A place on the lower edge: a month, a day.
struct Point {
  std::string name;        ///< in the table: "November 2026"
  std::string short_name;  ///< beneath the picture, about four letters: "Nov"; those that are not empty are shown as far
                           ///< as there is room, the last of them always
};

struct Graph {
  std::string title;
  std::string description = {};    ///< what there is to see, in a sentence or two; stands beneath the title
  std::vector<Point> points;
  std::vector<Series> series;
  Format format;                   ///< in the table
  Format short_format = {};        ///< at the lines across, where room is short; none: `format`
  std::int64_t unit = 1;           ///< lines across stand at whole multiples of it: 100 for whole euros in cents

  std::string point_heading;       ///< of the table's first column: "Month"
  std::string table_summary;       ///< opens the table: "The numbers as a table"
  std::string nothing;             ///< in the picture's place when there are no points: "Nothing yet."
};

/// A column for each point, the kinds one upon the other: what is above zero upwards, what is below downwards.
html::Html columns(Graph const& graph);

/// A line for each kind, on one scale that begins at zero.
html::Html lines(Graph const& graph);

struct Progress {
  std::string title;
  std::string description = {};  ///< beneath the bar: until when, how many take part
  std::int64_t reached = 0;      ///< below zero it is drawn as nothing
  std::int64_t goal = 1;         ///< at least 1; may be passed: then it is marked within the bar
  std::string reached_words;     ///< "6.412 €"
  std::string goal_words;        ///< "of 8.000 €"
};

/// A goal and what has been reached.
html::Html progress(Progress const& progress);

struct Share {
  std::string name;
  std::int64_t value = 0;  ///< below zero it is drawn as nothing
};

struct Shares {
  std::string title;
  std::string description = {};
  std::vector<Share> shares;  ///< in the caller's order
  Format format;
  std::string nothing;
};

/// A bar for each, the greatest as long as there is room.
html::Html shares(Shares const& shares);

}  // namespace allmende::plots
