#include "edition/edition.h"
#include "embedded/edition_migrations.h"

namespace allmende::edition {

using database::ReadTx;
using database::Sql;
using database::WriteTx;

namespace {

Sql const kIssue{"edition.issue", "SELECT date, number, label, state FROM issue WHERE date = :date"};
Sql const kPages{"edition.pages", R"(
    SELECT label, title FROM issue_page WHERE issue = :issue ORDER BY position)"};
Sql const kIssues{"edition.issues", R"(
    SELECT date, number, label, state FROM issue WHERE date <= :day AND state = 'published'
    ORDER BY date DESC LIMIT :limit)"};
Sql const kIssuesBefore{"edition.issues_before", R"(
    SELECT date, number, label, state FROM issue WHERE date < :before AND state = 'published'
    ORDER BY date DESC LIMIT :limit)"};
Sql const kIssueAfter{"edition.issue_after", R"(
    SELECT date, number, label, state FROM issue WHERE date > :date AND date <= :day AND state = 'published'
    ORDER BY date LIMIT 1)"};
Sql const kInWork{"edition.issues_in_work", R"(
    SELECT date, number, label, state FROM issue WHERE date < :before ORDER BY date DESC LIMIT :limit)"};
Sql const kDelete{"edition.delete_issue", "DELETE FROM issue WHERE date = :date"};
Sql const kDeletePages{"edition.delete_pages", "DELETE FROM issue_page WHERE issue = :issue"};
Sql const kInsert{"edition.insert_issue", R"(
    INSERT INTO issue (date, number, label, state) VALUES (:date, :number, :label, :state))"};
Sql const kInsertPage{"edition.insert_page", R"(
    INSERT INTO issue_page (issue, position, label, title)
    VALUES (:issue, :position, :label, :title))"};

using Row = std::tuple<Date, std::optional<std::int64_t>, std::string, std::string>;

constexpr std::string_view kPlanned = "planned", kPublished = "published";

Issue issue_of(Row row) {
  auto& [date, number, label, state] = row;
  return {date, number, std::move(label), {}, state == kPlanned ? IssueState::planned : IssueState::published};
}

Issue with_pages(ReadTx& tx, Issue issue) {
  tx.each<std::string, std::string>(kPages, [&](std::string label, std::string title) {
    issue.pages.push_back({std::move(label), std::move(title)});
  }, issue.date);
  return issue;
}

template <class... Args>
std::optional<Issue> maybe_issue(ReadTx& tx, Sql const& sql, Args const&... args) {
  auto row = tx.maybe<Date, std::optional<std::int64_t>, std::string, std::string>(sql, args...);
  if (!row) return std::nullopt;
  return with_pages(tx, issue_of(*std::move(row)));
}

template <class... Args>
std::vector<Issue> many(ReadTx& tx, Sql const& sql, Args const&... args) {
  std::vector<Issue> found;
  for (Row& row : tx.all<Date, std::optional<std::int64_t>, std::string, std::string>(sql, args...)) {
    found.push_back(issue_of(std::move(row)));
  }
  return found;
}

constexpr int kMostIssues = 1'000'000;

constexpr std::string_view kIssueSubject = "issue";

std::int64_t position_of(Date date) {
  return std::chrono::sys_days(date.ymd()).time_since_epoch().count();
}

/// Which issues there are between two days, both included.
void note_range(ReadTx& tx, std::int64_t first, std::int64_t last) {
  bool open = last == database::PositionRange::kEnd;
  tx.depends_on(kIssueSubject, {}, database::PositionRange{first, open ? last : last + 1});
}

}  // namespace

Put put_issue(WriteTx& tx, Issue const& issue) {
  auto known = any_issue(tx, issue.date);
  if (known == issue) return Put::unchanged;
  tx.run(kDeletePages, issue.date);
  tx.run(kDelete, issue.date);
  tx.run(kInsert, issue.date, issue.number, issue.label,
         issue.state == IssueState::planned ? kPlanned : kPublished);
  int position = 0;
  for (PrintedPage const& page : issue.pages) {
    tx.run(kInsertPage, issue.date, ++position, page.label, page.title);
  }
  tx.record_change(kIssueSubject, issue.date.iso8601(), position_of(issue.date));
  return known ? Put::changed : Put::created;
}

std::optional<Issue> any_issue(ReadTx& tx, Date date) {
  if (tx.collects_dependencies()) tx.depends_on(kIssueSubject, date.iso8601());
  return maybe_issue(tx, kIssue, date);
}

std::optional<Issue> find_issue(ReadTx& tx, Date date) {
  auto issue = any_issue(tx, date);
  if (issue && issue->state == IssueState::planned) return std::nullopt;
  return issue;
}

std::optional<Issue> newest_issue(ReadTx& tx, Date day) {
  auto found = maybe_issue(tx, kIssues, day, 1);
  note_range(tx, found ? position_of(found->date) : database::PositionRange::kBegin, position_of(day));
  return found;
}

std::optional<Issue> issue_after(ReadTx& tx, Date date, Date day) {
  auto found = maybe_issue(tx, kIssueAfter, date, day);
  note_range(tx, position_of(date) + 1, position_of(found ? found->date : day));
  return found;
}

std::vector<Issue> issues(ReadTx& tx, Date day, std::optional<Date> before, int limit) {
  auto found = before ? many(tx, kIssuesBefore, std::min(*before, day.plus_days(1)), limit) : many(tx, kIssues, day, limit);
  bool cut = !found.empty() && found.size() == static_cast<std::size_t>(limit);
  note_range(tx, cut ? position_of(found.back().date) : database::PositionRange::kBegin,
             before ? std::min(position_of(day), position_of(*before) - 1) : position_of(day));
  return found;
}

std::vector<Issue> issues_in_work(ReadTx& tx, std::optional<Date> before, int limit) {
  tx.depends_on(kIssueSubject);
  return many(tx, kInWork, before.value_or(Date::from(9999, 12, 31).value()), limit);
}

std::vector<Issue> all_issues(ReadTx& tx) {
  std::vector<Issue> found = issues_in_work(tx, std::nullopt, kMostIssues);
  for (Issue& issue : found) issue = with_pages(tx, std::move(issue));
  return found;
}

std::vector<database::Migration> migrations() {
  return database::migrations(embedded::edition_migrations());
}

}  // namespace allmende::edition
