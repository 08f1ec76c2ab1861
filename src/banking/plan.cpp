#include "banking/plan.h"

#include <algorithm>

#include "banking/chain.h"

namespace allmende::banking {

Result<void> Planner::statement_begins(sepa::Statement const& statement) {
  sepa::StatementMark const mark = sepa::mark_of(statement);
  auto const day = day_of(statement);
  parts_.push_back({.is_statement = statement.kind == sepa::MessageKind::statement,
                    .account = mark.account,
                    .year = mark.number ? mark.year : 0,
                    .number = mark.number.value_or(0),
                    .day = day ? day->iso8601() : "",
                    .page = statement.page.value_or(1),
                    .place = parts_.size()});
  return {};
}

Result<void> Planner::status_report(sepa::StatusReport const&) {
  parts_.push_back({.place = parts_.size()});
  return {};
}

std::vector<std::size_t> Planner::order() && {
  std::ranges::sort(parts_);
  std::vector<std::size_t> places;
  places.reserve(parts_.size());
  for (Part const& it : parts_) places.push_back(it.place);
  return places;
}

bool has_pages(sepa::Statement const& statement) {
  return statement.page.value_or(1) > 1 || !statement.is_last_page.value_or(true);
}

}  // namespace allmende::banking
