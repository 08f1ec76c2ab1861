#include "manuscripts/stage.h"

#include <algorithm>

namespace allmende::manuscripts {

std::string_view word_of(Stage stage) {
  switch (stage) {
    case Stage::idea: return "idea";
    case Stage::draft: return "draft";
    case Stage::edited: return "edited";
    case Stage::proofread: return "proofread";
    case Stage::ready: return "ready";
    case Stage::scheduled: return "scheduled";
    case Stage::published: return "published";
    case Stage::withdrawn: return "withdrawn";
  }
  report_bug("every stage has a word");
}

Result<Stage> parse_stage(std::string_view word) {
  for (Stage stage : kStages) {
    if (word_of(stage) == word) return stage;
  }
  return refuse(Code::invalid, "there is no such stage");
}

Result<Workflow::Mover> Workflow::parse_mover(std::string_view words) {
  std::size_t colon = words.find(':');
  auto stage = parse_stage(words.substr(0, colon));
  bool is_by_hand = stage && *stage <= Stage::ready;
  if (!is_by_hand) return refuse(Code::invalid, "begins with idea, draft, edited, proofread or ready, and a colon");
  std::string_view names = colon == words.npos ? "" : words.substr(colon + 1);
  names.remove_prefix(std::min(names.find_first_not_of(' '), names.size()));
  people::Roles roles = TRY(people::Roles::parse(names));
  for (people::Role role : people::kRoles) {
    if (roles.has(role) && !kNewsroom.has(role)) return refuse(Code::invalid, "names somebody who does not work on texts");
  }
  if (roles.empty()) return refuse(Code::invalid, "names nobody");
  return Mover{*stage, roles};
}

bool Workflow::uses(Stage stage) const { return std::ranges::find(stages, stage) != stages.end(); }

people::Roles Workflow::movers_to(Stage stage) const {
  auto found = std::ranges::find(movers, stage, &Mover::stage);
  return found == movers.end() ? kWriters : found->roles;
}

}  // namespace allmende::manuscripts
