#pragma once
// THE DOOR of the printed paper: issues, their pages, and the words for "Seiten 4 und 8".
//
// Where an article stands is the article's own placement (newsroom); an issue knows which pages there are
// and what they are called. Changes, and what is read, are noted as "issue" (which: the date; position: its
// days since 1970).

#include <optional>
#include <string>
#include <vector>

#include "base/base.h"
#include "database/database.h"
#include "edition/front.h"
#include "edition/issue.h"
#include "edition/planning.h"
#include "json/json.h"

namespace allmende::edition {

inline constexpr std::string_view kIssueFormat = "allmende-issue/1";

/// Refuses: invalid for anything that is not such a record, or two pages with one label.
Result<Issue> issue_from_json(json::Value const& value);
json::Object to_json(Issue const& issue);

enum class Put { created, changed, unchanged };
Put put_issue(database::WriteTx& tx, Issue const& issue);

// ---- For readers: planned ones are left out.

std::optional<Issue> find_issue(database::ReadTx& tx, Date date);
/// The newest issue of this day or before.
std::optional<Issue> newest_issue(database::ReadTx& tx, Date day);
/// The next issue after this one, if it is not younger than `day`.
std::optional<Issue> issue_after(database::ReadTx& tx, Date date, Date day);
/// Without their pages, newest first: those up to `day`, older than `before` when given.
std::vector<Issue> issues(database::ReadTx& tx, Date day, std::optional<Date> before, int limit);
/// For the export, planned ones too.
std::vector<Issue> all_issues(database::ReadTx& tx);

/// Page labels as a list is spoken: distinct, in their order, runs of three or more drawn together:
/// {"4","8"} stays, {"4","5","6","9"} becomes {"4–6","9"}. The catalogue puts "Seiten … und …" around it.
struct LabelRun {
  std::string first;
  std::string last;  ///< equal to first for a single page
  bool operator==(LabelRun const&) const = default;
};
std::vector<LabelRun> label_runs(std::vector<std::string> const& labels);

std::vector<database::Migration> migrations();

}  // namespace allmende::edition
