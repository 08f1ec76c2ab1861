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

bool Workflow::uses(Stage stage) const { return std::ranges::find(stages, stage) != stages.end(); }

people::Roles Workflow::movers_to(Stage stage) const {
  auto found = std::ranges::find(movers, stage, &Mover::stage);
  return found == movers.end() ? kWriters : found->roles;
}

}  // namespace allmende::manuscripts
