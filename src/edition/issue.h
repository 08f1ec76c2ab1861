#pragma once
// One day's paper. Part of the door edition.h.

#include <optional>
#include <string>
#include <vector>

#include "base/base.h"

namespace allmende::edition {

struct PrintedPage {
  std::string label;  ///< what is printed on it: "4", "B3"
  std::string title = {};
  bool operator==(PrintedPage const&) const = default;
};

/// A planned issue is the newsroom's alone: planning.h.
enum class IssueState { planned, published };

/// One day's paper.
struct Issue {
  Date date;
  std::optional<std::int64_t> number = {};  ///< counted through, if the paper counts
  std::string label = {};                   ///< "Wochenende"
  std::vector<PrintedPage> pages = {};
  IssueState state = IssueState::published;
  bool operator==(Issue const&) const = default;
};

}  // namespace allmende::edition
