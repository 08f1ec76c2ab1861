// Numbers as pictures: where marks stand, what is written, what is the same for whoever does not see.

#include "plots/plots.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <random>

#include "plots/scale.h"

namespace allmende::plots {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::string number(std::int64_t value) { return std::to_string(value); }
std::string euros(std::int64_t cents) { return std::to_string(cents / 100) + " €"; }

/// A graph over months, one value of each series for each.
Graph graph(std::vector<Series> series, std::vector<std::string> const& months = {"Sep", "Okt", "Nov"}) {
  std::vector<Point> points;
  for (std::string const& month : months) points.push_back({.name = month + " 2026", .short_name = month});
  return {.title = "Gifts & more", .points = std::move(points), .series = std::move(series), .format = number,
          .point_heading = "Month", .table_summary = "As a table", .nothing = "Nothing yet."};
}

/// The data of each path of that class's svg, in their order.
std::vector<std::string> paths(html::Html const& html, std::string_view svg_class) {
  std::vector<std::string> found;
  std::string const& text = html.bytes();
  std::string begin = fmt::format("<svg class=\"{}\"", svg_class);
  for (auto at = text.find(begin); at != text.npos; at = text.find(begin, at + 1)) {
    auto data = text.find(" d=\"", at) + 4;
    found.push_back(text.substr(data, text.find('"', data) - data));
  }
  return found;
}

std::size_t count(std::string_view text, std::string_view what) {
  std::size_t count = 0;
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++count;
  return count;
}

TEST(Scales, have_lines_at_round_numbers_and_hold_all_values) {
  EXPECT_THAT(Scale(0, 7, 1).ticks(), ElementsAre(0, 2, 4, 6, 8));
  EXPECT_THAT(Scale(0, 10, 1).ticks(), ElementsAre(0, 5, 10));
  EXPECT_THAT(Scale(0, 640'000, 100).ticks(), ElementsAre(0, 200'000, 400'000, 600'000, 800'000));
  EXPECT_THAT(Scale(-6, 18, 1).ticks(), ElementsAre(-10, 0, 10, 20));
  EXPECT_THAT(Scale(-3, -1, 1).ticks(), ElementsAre(-3, -2, -1, 0));
}

TEST(Scales, begin_at_zero) {
  EXPECT_THAT(Scale(90, 100, 1).ticks(), ElementsAre(0, 50, 100));
  EXPECT_EQ(Scale(0, 100, 1).height_of(0), kExtent);
  EXPECT_EQ(Scale(0, 100, 1).height_of(100), 0);
  EXPECT_EQ(Scale(-100, 100, 1).height_of(0), kExtent / 2);
}

TEST(Scales, have_no_line_between_units) {
  EXPECT_THAT(Scale(0, 1, 1).ticks(), ElementsAre(0, 1));
  EXPECT_THAT(Scale(0, 150, 100).ticks(), ElementsAre(0, 100, 200));
  EXPECT_THAT(Scale(0, 1, 100).ticks(), ElementsAre(0, 100));
  EXPECT_THAT(Scale(0, 0, 100).ticks(), ElementsAre(0, 100));
}

TEST(Scales, are_right_at_the_limits_too) {
  for (std::int64_t great : {kGreatest, 4 * kGreatest}) {
    for (auto [least, greatest] : {std::pair(-great, great), std::pair(std::int64_t{0}, great), std::pair(-great, std::int64_t{0})}) {
      Scale scale(least, greatest, 100);
      auto ticks = scale.ticks();
      EXPECT_LE(ticks.front(), least);
      EXPECT_GE(ticks.back(), greatest);
      EXPECT_LE(ticks.size(), 8u);
      EXPECT_GE(scale.height_of(greatest), 0);
      EXPECT_LE(scale.height_of(least), kExtent);
    }
  }
}

TEST(Scales, never_have_more_than_a_few_lines_whatever_the_values) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 4'000; ++i) {
    auto value = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(kGreatest));
    std::int64_t least = i % 3 == 0 ? -value / (i + 1) : 0, greatest = value / (1 + i * i);
    auto ticks = Scale(least, greatest, 1 + i % 100).ticks();
    ASSERT_GE(ticks.size(), 2u);
    ASSERT_LE(ticks.size(), 7u) << least << " to " << greatest;
    ASSERT_LE(ticks.front(), least);
    ASSERT_GE(ticks.back(), greatest);
  }
}

TEST(Columns, stand_upon_zero_as_high_as_their_value) {
  auto html = columns(graph({{"gifts", {0, 50, 100}}}));
  EXPECT_THAT(paths(html, "plot-column plot-kind-1"), ElementsAre("M4584 10000V5000H5416V10000ZM7917 10000V0H8749V10000Z"));
}

TEST(Columns, of_several_kinds_stand_upon_each_other_and_below_zero_apart) {
  auto html = columns(graph({{"new", {40}}, {"more", {60}}, {"ended", {-50}}, {"left", {-50}}}, {"Nov"}));
  EXPECT_THAT(paths(html, "plot-column plot-kind-1"), ElementsAre("M4584 5000V3000H5416V5000Z"));
  EXPECT_THAT(paths(html, "plot-column plot-kind-2"), ElementsAre("M4584 3000V0H5416V3000Z"));
  EXPECT_THAT(paths(html, "plot-column plot-kind-3"), ElementsAre("M4584 5000V7500H5416V5000Z"));
  EXPECT_THAT(paths(html, "plot-column plot-kind-4"), ElementsAre("M4584 7500V10000H5416V7500Z"));
}

TEST(Lines, go_through_their_values_with_a_dot_at_each) {
  auto html = lines(graph({{"givers", {0, 50, 100}}}));
  EXPECT_THAT(paths(html, "plot-line plot-kind-1"), ElementsAre("M1667 10000L5000 5000L8333 0"));
  EXPECT_THAT(html.bytes(), HasSubstr(R"(<path class="plot-dots" d="M1667 10000h0M5000 5000h0M8333 0h0"/>)"));
}

TEST(Lines, of_many_values_have_a_dot_at_the_last_alone) {
  std::vector<std::int64_t> values(100, 7);
  auto html = lines(graph({{"givers", values}}, std::vector<std::string>(100, "Nov")));
  EXPECT_EQ(count(html.bytes(), "h0"), 1u);
}

TEST(Lines, of_one_value_are_a_dot) {
  auto html = lines(graph({{"givers", {3}}}, {"Nov"}));
  EXPECT_THAT(html.bytes(), HasSubstr("d=\"M5000 0h0\""));
}

TEST(Graphs, have_a_table_with_the_same_numbers) {
  auto text = columns(graph({{"new", {12, 9, 14}}, {"ended", {-3, 0, -2}}})).bytes();
  EXPECT_THAT(text, HasSubstr("<summary>As a table</summary>"));
  EXPECT_THAT(text, HasSubstr(R"(<th scope="col">Month</th><th scope="col">new</th><th scope="col">ended</th>)"));
  EXPECT_THAT(text, HasSubstr(R"(<tr><th scope="row">Nov 2026</th><td>14</td><td>-2</td></tr>)"));
  EXPECT_THAT(text, HasSubstr(R"(role="img" aria-label="Gifts &amp; more")"));
}

TEST(Graphs, name_their_kinds_where_there_are_several) {
  EXPECT_THAT(columns(graph({{"new", {1, 2, 3}}})).bytes(), Not(HasSubstr("plot-legend")));
  EXPECT_EQ(count(columns(graph({{"new", {1, 2, 3}}, {"more", {1, 2, 3}}})).bytes(), "plot-key"), 2u);
}

TEST(Graphs, write_numbers_in_the_callers_way) {
  Graph money = graph({{"gifts", {100'000, 150'000, 110'000}}});
  money.format = euros;
  money.unit = 100;
  EXPECT_THAT(columns(money).bytes(), HasSubstr(R"(<ol class="plot-ticks"><li>1500 €</li><li>1000 €</li><li>500 €</li><li>0 €</li></ol>)"));
  money.short_format = [](std::int64_t cents) { return std::to_string(cents / 100'000) + "k"; };
  EXPECT_THAT(columns(money).bytes(), AllOf(HasSubstr("<li>1k</li>"), HasSubstr("<td>1100 €</td>")));
}

TEST(Graphs, of_nothing_say_so) {
  for (auto draw : {columns, lines}) {
    auto text = draw(graph({{"gifts", {}}}, {})).bytes();
    EXPECT_THAT(text, AllOf(HasSubstr("Nothing yet."), Not(HasSubstr("<svg")), Not(HasSubstr("<table"))));
  }
}

TEST(Graphs, of_zeros_alone_have_a_scale) {
  auto html = columns(graph({{"gifts", {0, 0, 0}}}));
  EXPECT_THAT(paths(html, "plot-column plot-kind-1"), ElementsAre(""));
  EXPECT_THAT(html.bytes(), HasSubstr("<li>1</li><li>0</li>"));
}

TEST(Graphs, show_as_many_labels_as_there_is_room_for_and_the_last_always) {
  auto labels = [](std::size_t months) {
    std::vector<std::string> names(months, "Mon");
    names.back() = "Last";
    auto text = columns(graph({{"gifts", std::vector<std::int64_t>(months, 1)}}, names)).bytes();
    EXPECT_THAT(text, HasSubstr("<li>Last</li>")) << months;
    std::size_t narrow = count(text, "<li>Mon</li>") + 1;
    return std::pair(narrow, narrow + count(text, "<li class=\"plot-roomy\">Mon</li>"));
  };
  EXPECT_EQ(labels(1), std::pair(std::size_t{1}, std::size_t{1}));
  EXPECT_EQ(labels(5), std::pair(std::size_t{5}, std::size_t{5}));
  EXPECT_EQ(labels(12), std::pair(std::size_t{4}, std::size_t{12}));
  EXPECT_EQ(labels(60), std::pair(std::size_t{4}, std::size_t{12}));
  EXPECT_EQ(labels(400), std::pair(std::size_t{4}, std::size_t{12}));
}

TEST(Graphs, show_no_label_where_there_is_none) {
  auto text = columns(graph({{"gifts", {1, 2, 3}}}, {"", "2026", ""})).bytes();
  EXPECT_THAT(text, HasSubstr("<ol class=\"plot-points\"><li></li><li>2026</li><li></li></ol>"));
}

TEST(Graphs, are_no_place_for_more_than_anybody_sees) {
  EXPECT_THROW(columns(graph({})), Bug);
  EXPECT_THROW(columns(graph({{"gifts", {1, 2}}})), Bug);
  EXPECT_THROW(columns(graph({{"gifts", {1, 2, kGreatest + 1}}})), Bug);
  EXPECT_THROW(lines(graph({{"gifts", {1, 2, -kGreatest - 1}}})), Bug);
  EXPECT_THROW(columns(graph(std::vector<Series>(kMostSeries + 1, {"gifts", {1, 2, 3}}))), Bug);
  EXPECT_THROW(columns(graph({{"gifts", std::vector<std::int64_t>(kMostPoints + 1)}}, std::vector<std::string>(kMostPoints + 1))), Bug);
}

TEST(Graphs, are_the_same_bytes_for_the_same_values) {
  constexpr std::string_view kExpected = R"(<figure class="plot"><figcaption><strong class="plot-title">Gifts &amp; more</strong></figcaption>
<div class="plot-frame" role="img" aria-label="Gifts &amp; more"><ol class="plot-ticks"><li>2</li><li>1</li><li>0</li></ol>
<div class="plot-field"><svg class="plot-lines" viewBox="0 0 10000 10000" preserveAspectRatio="none"><path d="M0 5000H10000M0 0H10000"/></svg><svg class="plot-column plot-kind-1" viewBox="0 0 10000 10000" preserveAspectRatio="none"><path d="M2084 10000V5000H2916V10000ZM7084 10000V0H7916V10000Z"/></svg><svg class="plot-zero" viewBox="0 0 10000 10000" preserveAspectRatio="none"><path d="M0 10000H10000"/></svg></div>
<ol class="plot-points"><li>Okt</li><li>Nov</li></ol></div>
<details class="plot-table"><summary>As a table</summary>
<div class="table-scroll"><table><caption class="visually-hidden">Gifts &amp; more</caption><thead><tr><th scope="col">Month</th><th scope="col">gifts</th></tr></thead><tbody><tr><th scope="row">Okt 2026</th><td>1</td></tr><tr><th scope="row">Nov 2026</th><td>2</td></tr></tbody></table></div></details></figure>
)";
  EXPECT_EQ(columns(graph({{"gifts", {1, 2}}}, {"Okt", "Nov"})).bytes(), kExpected);
}

Progress of_goal(std::int64_t reached) {
  return {.title = "November", .description = {}, .reached = reached, .goal = 8'000, .reached_words = "so much", .goal_words = "of 8000"};
}

TEST(Progresses, are_as_long_as_what_was_reached) {
  auto bar = [](std::int64_t reached) {
    std::string const text = progress(of_goal(reached)).bytes();
    auto at = text.find("plot-reached\" d=\"") + 17;
    return text.substr(at, text.find('"', at) - at);
  };
  EXPECT_EQ(bar(2'000), "M0 0H2500V10H0Z");
  EXPECT_EQ(bar(8'000), "M0 0H10000V10H0Z");
  EXPECT_EQ(bar(0), "M0 0H0V10H0Z");
  EXPECT_EQ(bar(-5), "M0 0H0V10H0Z");
}

TEST(Progresses, mark_a_goal_that_was_passed_within_the_bar) {
  EXPECT_THAT(progress(of_goal(4'000)).bytes(), HasSubstr(R"(class="plot-goal" d="M10000 -3V13")"));
  EXPECT_THAT(progress(of_goal(16'000)).bytes(), HasSubstr(R"(class="plot-goal" d="M5000 -3V13")"));
  EXPECT_THAT(progress(of_goal(16'000)).bytes(), HasSubstr("<strong>so much</strong> of 8000"));
  Progress none = of_goal(1);
  none.goal = 0;
  EXPECT_THROW(progress(none), Bug);
}

TEST(SharesOfAWhole, are_bars_against_the_greatest_with_their_numbers) {
  Shares it{.title = "Spent", .description = {}, .shares = {{"a < b", 300}, {"c", 75}, {"d", 0}, {"e", -7}}, .format = number, .nothing = "Nothing."};
  auto text = shares(it).bytes();
  EXPECT_THAT(text, HasSubstr(R"(<span class="plot-name">a &lt; b</span> <span class="plot-value">300</span>)"));
  EXPECT_THAT(text, HasSubstr(R"(<span class="plot-value">-7</span>)"));
  for (std::string_view length : {"H10000V10H0Z\"/></svg>", "H2500V10H0Z"}) EXPECT_EQ(count(text, length), 1u) << length;
  EXPECT_EQ(count(text, "d=\"M0 0H0V10H0Z"), 2u);
  it.shares.clear();
  EXPECT_THAT(shares(it).bytes(), HasSubstr("Nothing."));
  it.shares = {{"nothing", 0}};
  EXPECT_EQ(count(shares(it).bytes(), "d=\"M0 0H0V10H0Z"), 1u);
}

}  // namespace
}  // namespace allmende::plots
