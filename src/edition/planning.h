#pragma once
// Issues in the making: the newsroom plans one, fills it, and lets it out. Part of the door.
//
// A planned issue is nobody's to see but the newsroom's. Once published it stays so: readers see it from its day on.
// A change is a row "issue" in the change log, and a deed.

#include "database/database.h"
#include "edition/issue.h"
#include "people/people.h"

namespace allmende::edition {

inline constexpr people::Roles kPlanners{people::Role::editor, people::Role::duty_editor};

/// Whatever its state.
std::optional<Issue> any_issue(database::ReadTx& tx, Date date);
/// Without their pages, planned ones too, the newest first; older than `before` when given.
std::vector<Issue> issues_in_work(database::ReadTx& tx, std::optional<Date> before, int limit);
/// There is one of this day, and readers are not to know.
bool is_planned(database::ReadTx& tx, Date date);

/// A planned one. Refuses: forbidden; conflict for a day that has an issue; as its record does.
Result<void> make_issue(database::WriteTx& tx, people::Actor const& actor, Issue const& issue, Instant now);
/// Its number, label and pages; its state stays. Refuses: forbidden; not_found; as its record does; conflict when an
/// article stands on a page that it would no longer have.
Result<void> change_issue(database::WriteTx& tx, people::Actor const& actor, Issue const& issue, Instant now);
/// Readers' from its day on. Refuses: forbidden; not_found; conflict for one that is published; invalid without pages.
Result<void> publish_issue(database::WriteTx& tx, people::Actor const& actor, Date date, Instant now);

}  // namespace allmende::edition
