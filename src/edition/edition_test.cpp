#include "edition/edition.h"

#include <gmock/gmock.h>

#include "newsroom/newsroom.h"
#include "tests/support/scratch_database.h"
#include "tests/support/statement_coverage.h"

namespace allmende::edition {
namespace {

ALLMENDE_EVERY_STATEMENT_RUNS("edition.");

Date day(std::string_view text) { return Date::parse(text).value(); }

class Issues : public testing::TestWithParam<database::Engine> {
 protected:
  allmende::test::ScratchDatabase scratch{GetParam()};
  database::Database database = scratch.open(all_migrations());

  static std::vector<database::Migration> all_migrations() {
    auto all = people::migrations();
    for (auto&& some : {newsroom::migrations(), migrations()}) all.insert(all.end(), some.begin(), some.end());
    return all;
  }
};
ALLMENDE_ON_BOTH_ENGINES(Issues);

TEST_P(Issues, are_kept_with_their_pages_in_order) {
  Issue issue{day("2026-11-21"), 271, "Wochenende", {{"1", "Titel"}, {"B3", ""}, {"2", "Hafen"}}};
  auto tx = database.write();
  EXPECT_EQ(put_issue(tx, issue), Put::created);
  EXPECT_EQ(put_issue(tx, issue), Put::unchanged);
  EXPECT_EQ(find_issue(tx, issue.date), issue);
  issue.pages.pop_back();
  EXPECT_EQ(put_issue(tx, issue), Put::changed);
  EXPECT_EQ(find_issue(tx, issue.date), issue);
}

TEST_P(Issues, are_listed_newest_first_and_never_before_their_day) {
  auto tx = database.write();
  for (char const* date : {"2026-11-19", "2026-11-20", "2026-11-22"}) put_issue(tx, {day(date)});
  Date today = day("2026-11-21");
  EXPECT_EQ(newest_issue(tx, today)->date, day("2026-11-20"));
  ASSERT_EQ(issues(tx, today, std::nullopt, 10).size(), 2u);
  EXPECT_EQ(issues(tx, today, day("2026-11-20"), 10)[0].date, day("2026-11-19"));
  EXPECT_FALSE(issue_after(tx, day("2026-11-20"), today));
  EXPECT_EQ(issue_after(tx, day("2026-11-19"), today)->date, day("2026-11-20"));
}

Instant const kNow = Instant::parse("2026-11-21T09:00:00Z").value();
people::Actor const kEditor = people::Actor::command_line();

TEST_P(Issues, that_are_planned_are_nobodys_to_see_until_they_are_published) {
  auto tx = database.write();
  put_issue(tx, {day("2026-11-20"), {}, "", {{"1", ""}}});
  Issue planned{day("2026-11-21"), 271, "Wochenende", {{"1", "Titel"}}};
  EXPECT_TRUE(make_issue(tx, kEditor, planned, kNow));
  EXPECT_TRUE(is_planned(tx, planned.date));
  Date today = day("2026-11-22");
  EXPECT_FALSE(find_issue(tx, planned.date));
  EXPECT_EQ(newest_issue(tx, today)->date, day("2026-11-20"));
  EXPECT_FALSE(issue_after(tx, day("2026-11-20"), today));
  EXPECT_EQ(issues(tx, today, std::nullopt, 10).size(), 1u);
  EXPECT_EQ(any_issue(tx, planned.date)->state, IssueState::planned);
  EXPECT_EQ(issues_in_work(tx, std::nullopt, 10).at(0).date, planned.date);
  EXPECT_EQ(issues_in_work(tx, planned.date, 10).at(0).date, day("2026-11-20"));
  EXPECT_EQ(issue_from_json(to_json(all_issues(tx).at(0))).value().state, IssueState::planned) << "an export keeps it so";

  auto before = tx.last_change();
  EXPECT_TRUE(publish_issue(tx, kEditor, planned.date, kNow));
  EXPECT_EQ(tx.last_change().value(), before.value() + 1) << "whoever has kept a page is told";
  EXPECT_FALSE(is_planned(tx, planned.date));
  EXPECT_EQ(find_issue(tx, planned.date), planned);
  EXPECT_EQ(publish_issue(tx, kEditor, planned.date, kNow).error().code, Code::conflict);
}

TEST_P(Issues, are_planned_changed_and_published_by_editors_and_that_is_a_deed) {
  auto tx = database.write();
  Issue issue{day("2026-11-21"), 271, "Wochenende", {{"1", "Titel"}}};
  auto clock = people::Actor::clock();  // nobody's role
  EXPECT_EQ(make_issue(tx, clock, issue, kNow).error().code, Code::forbidden);
  EXPECT_TRUE(make_issue(tx, kEditor, issue, kNow));
  EXPECT_EQ(make_issue(tx, kEditor, issue, kNow).error().code, Code::conflict);
  issue.pages.push_back({"2", "Hafen"});
  EXPECT_EQ(change_issue(tx, clock, issue, kNow).error().code, Code::forbidden);
  EXPECT_TRUE(change_issue(tx, kEditor, issue, kNow));
  EXPECT_TRUE(change_issue(tx, kEditor, issue, kNow));
  EXPECT_EQ(publish_issue(tx, clock, issue.date, kNow).error().code, Code::forbidden);
  EXPECT_TRUE(publish_issue(tx, kEditor, issue.date, kNow));
  EXPECT_EQ(change_issue(tx, kEditor, {day("2026-11-30")}, kNow).error().code, Code::not_found);
  EXPECT_EQ(publish_issue(tx, kEditor, day("2026-11-30"), kNow).error().code, Code::not_found);
  std::vector<std::string> told;
  for (people::Deed const& deed : people::deeds_on(tx, "issue", "2026-11-21", 10)) told.push_back(deed.what);
  EXPECT_THAT(told, testing::ElementsAre("issue published", "issue changed", "planned"));
}

TEST_P(Issues, lose_no_page_on_which_something_stands_and_have_one_before_they_are_published) {
  auto tx = database.write();
  Issue issue{day("2026-11-21"), {}, "", {{"1", ""}, {"2", ""}}};
  EXPECT_TRUE(make_issue(tx, kEditor, issue, kNow));
  newsroom::Article draft{.number = newsroom::ArticleNumber(1), .slug = Slug::parse("kai").value(), .language = Language::german(),
                          .headline = "Kai", .section = Slug::parse("hafen").value(), .placements = {{issue.date, "2", 1}}};
  EXPECT_TRUE(newsroom::put_article(tx, draft));
  issue.pages.pop_back();
  auto refused = change_issue(tx, kEditor, issue, kNow);
  EXPECT_EQ(refused.error().message, "articles stand on page 2");
  EXPECT_EQ(refused.error().where, "pages");
  EXPECT_EQ(any_issue(tx, issue.date)->pages.size(), 2u);
  EXPECT_EQ(change_issue(tx, kEditor, {issue.date, {}, "", {{"2", ""}, {"2", ""}}}, kNow).error().where, "pages");

  EXPECT_TRUE(make_issue(tx, kEditor, {day("2026-11-22")}, kNow));
  EXPECT_EQ(publish_issue(tx, kEditor, day("2026-11-22"), kNow).error().where, "pages");
}

TEST_P(Issues, are_read_from_the_last_that_is_shown_to_the_day_that_was_asked_for) {
  using database::Dependency;
  using database::PositionRange;
  auto tx = database.write();
  for (char const* date : {"1970-01-11", "1970-01-21"}) put_issue(tx, {day(date)});
  auto changes = tx.changes_since(database::Sequence(0), 10);
  EXPECT_EQ(changes[0].which, "1970-01-11");
  EXPECT_EQ(changes[0].position, 10) << "in days since 1970";

  std::vector<Dependency> read;
  tx.collect_dependencies(read);
  auto expect = [&](std::string which, std::optional<PositionRange> range) {
    EXPECT_EQ(read, (std::vector<Dependency>{{"issue", std::move(which), range}}));
    read.clear();
  };
  Date today = day("1970-01-26");
  (void)find_issue(tx, day("1970-01-12"));
  expect("1970-01-12", std::nullopt);
  (void)newest_issue(tx, today);
  expect("", PositionRange{20, 26});
  (void)newest_issue(tx, day("1970-01-02"));
  expect("", PositionRange{PositionRange::kBegin, 2});
  (void)issue_after(tx, day("1970-01-11"), today);
  expect("", PositionRange{11, 21});
  (void)issue_after(tx, day("1970-01-21"), today);
  expect("", PositionRange{21, 26});
  (void)issues(tx, today, std::nullopt, 1);
  expect("", PositionRange{20, 26});
  (void)issues(tx, today, day("1970-01-21"), 9);
  expect("", PositionRange{PositionRange::kBegin, 20});
  (void)all_issues(tx);
  expect("", std::nullopt);
}

TEST(IssueRecord, gives_the_same_issue_and_refuses_two_pages_of_one_label) {
  Issue issue{day("2026-11-21"), 271, "Wochenende", {{"1", "Titel"}, {"2", ""}}};
  EXPECT_EQ(issue_from_json(to_json(issue)).value(), issue);
  issue.pages.push_back({"1", "noch einmal"});
  EXPECT_EQ(issue_from_json(to_json(issue)).error().where, "pages");
}

TEST(LabelRuns, draw_three_or_more_together_and_name_each_once) {
  using Runs = std::vector<LabelRun>;
  EXPECT_EQ(label_runs({"4", "8"}), (Runs{{"4", "4"}, {"8", "8"}}));
  EXPECT_EQ(label_runs({"4", "5"}), (Runs{{"4", "4"}, {"5", "5"}}));
  EXPECT_EQ(label_runs({"4", "5", "6", "9", "4"}), (Runs{{"4", "6"}, {"9", "9"}}));
  EXPECT_EQ(label_runs({"B3", "B4", "B5"}), (Runs{{"B3", "B3"}, {"B4", "B4"}, {"B5", "B5"}}));
  EXPECT_TRUE(label_runs({}).empty());
}

}  // namespace
}  // namespace allmende::edition
