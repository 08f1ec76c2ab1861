#include "edition/edition.h"

#include <algorithm>

#include "newsroom/newsroom.h"

namespace allmende::edition {

using database::WriteTx;

namespace {

void record(WriteTx& tx, people::Actor const& actor, std::string_view what, Issue const& issue, Instant now) {
  people::record_deed(tx, actor, {what, "issue", issue.date.iso8601(), json::write(to_json(issue))}, now);
}

/// By the rules of its record.
Result<Issue> checked(Issue const& issue) { return issue_from_json(to_json(issue)); }

}  // namespace

bool is_planned(database::ReadTx& tx, Date date) {
  auto issue = any_issue(tx, date);
  return issue && issue->state == IssueState::planned;
}

Result<void> make_issue(WriteTx& tx, people::Actor const& actor, Issue const& wanted, Instant now) {
  TRY(actor.must_have_any(kPlanners));
  if (any_issue(tx, wanted.date)) return refuse(Code::conflict, "this day has an issue already", "date");
  Issue issue = TRY(checked(wanted));
  issue.state = IssueState::planned;
  put_issue(tx, issue);
  record(tx, actor, "planned", issue, now);
  return {};
}

Result<void> change_issue(WriteTx& tx, people::Actor const& actor, Issue const& wanted, Instant now) {
  TRY(actor.must_have_any(kPlanners));
  auto before = any_issue(tx, wanted.date);
  if (!before) return refuse(Code::not_found, "no issue of this day");
  Issue issue = TRY(checked(wanted));
  issue.state = before->state;
  for (newsroom::Spot const& it : newsroom::standing_in(tx, issue.date)) {
    bool was = std::ranges::find(before->pages, it.page, &PrintedPage::label) != before->pages.end();
    bool is = std::ranges::find(issue.pages, it.page, &PrintedPage::label) != issue.pages.end();
    if (was && !is) return refuse(Code::conflict, "articles stand on page " + it.page, "pages");
  }
  if (put_issue(tx, issue) == Put::changed) record(tx, actor, "issue changed", issue, now);
  return {};
}

Result<void> publish_issue(WriteTx& tx, people::Actor const& actor, Date date, Instant now) {
  TRY(actor.must_have_any(kPlanners));
  auto issue = any_issue(tx, date);
  if (!issue) return refuse(Code::not_found, "no issue of this day");
  if (issue->state == IssueState::published) return refuse(Code::conflict, "this issue is published already");
  if (issue->pages.empty()) return refuse(Code::invalid, "an issue has pages", "pages");
  issue->state = IssueState::published;
  put_issue(tx, *issue);
  record(tx, actor, "issue published", *issue, now);
  return {};
}

}  // namespace allmende::edition
