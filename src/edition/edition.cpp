#include "edition/edition.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace allmende::edition {

namespace {

using json::Place;
using json::Reader;

constexpr std::size_t kMostPages = 500;

Result<IssueState> state_of(std::string_view word) {
  if (word == "planned") return IssueState::planned;
  if (word == "published") return IssueState::published;
  return refuse(Code::invalid, "an issue is planned or published");
}

Result<PrintedPage> read_page(Place const& place) {
  Reader reader = TRY(place.object());
  PrintedPage page{TRY(reader.required_string("label", 8))};
  page.title = TRY(reader.string_or_empty("title", 400));
  bool good = !page.label.empty() && std::ranges::all_of(page.label, [](unsigned char c) {
    return c < 128 && std::isalnum(c) != 0;
  });
  if (!good) return reader.refused("label", "a page's label has 1 to 8 letters and digits");
  TRY(reader.finish());
  return page;
}

std::optional<int> number_of(std::string const& label) {
  int number = 0;
  auto [end, error] = std::from_chars(label.data(), label.data() + label.size(), number);
  if (error != std::errc() || end != label.data() + label.size()) return std::nullopt;
  return number;
}

bool follows(std::string const& before, std::string const& after) {
  auto a = number_of(before);
  auto b = number_of(after);
  return a && b && *b == *a + 1;
}

}  // namespace

Result<Issue> issue_from_json(json::Value const& value) {
  Reader reader = TRY(Place(value).object());
  if (TRY(reader.required_string("format", 64)) != kIssueFormat) {
    return reader.refused("format", "this program reads \"allmende-issue/1\" here");
  }
  Issue issue{TRY(reader.required("date", Date::parse))};
  issue.number = TRY(reader.optional_integer("number", 0, 1'000'000'000));
  issue.label = TRY(reader.string_or_empty("label", 400));
  issue.pages = TRY(reader.list("pages", kMostPages, read_page));
  issue.state = TRY(reader.optional("state", state_of)).value_or(IssueState::published);
  TRY(reader.finish());
  std::set<std::string> labels;
  for (PrintedPage const& page : issue.pages) {
    if (!labels.insert(page.label).second) {
      return reader.refused("pages", fmt::format("two pages are called {}", page.label));
    }
  }
  return issue;
}

json::Object to_json(Issue const& issue) {
  json::Object out{{"format", kIssueFormat}, {"date", issue.date.iso8601()}};
  if (issue.number) out.emplace("number", *issue.number);
  if (!issue.label.empty()) out.emplace("label", issue.label);
  json::Array pages;
  for (PrintedPage const& page : issue.pages) {
    json::Object object{{"label", page.label}};
    if (!page.title.empty()) object.emplace("title", page.title);
    pages.emplace_back(std::move(object));
  }
  if (!pages.empty()) out.emplace("pages", std::move(pages));
  if (issue.state == IssueState::planned) out.emplace("state", "planned");
  return out;
}

std::vector<LabelRun> label_runs(std::vector<std::string> const& labels) {
  std::vector<std::string> distinct;
  for (std::string const& label : labels) {
    if (std::ranges::find(distinct, label) == distinct.end()) distinct.push_back(label);
  }
  std::vector<LabelRun> runs;
  for (std::size_t i = 0; i < distinct.size();) {
    std::size_t end = i + 1;
    while (end < distinct.size() && follows(distinct[end - 1], distinct[end])) ++end;
    if (end - i >= 3) {
      runs.push_back({distinct[i], distinct[end - 1]});
      i = end;
    } else {
      runs.push_back({distinct[i], distinct[i]});
      ++i;
    }
  }
  return runs;
}

}  // namespace allmende::edition
