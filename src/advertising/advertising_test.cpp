#include "advertising/advertising.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/support/scratch_database.h"
#include "tests/support/statement_coverage.h"

namespace allmende::advertising {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

ALLMENDE_EVERY_STATEMENT_RUNS("advertising.");

Slug slug(std::string_view text) { return Slug::parse(text).value(); }
Date day(std::string_view text) { return Date::parse(text).value(); }

Campaign calendar(std::string_view name = "kalender") {
  return {.slug = slug(name), .title = "Zwölf Monate, zwölf Drucke",
          .text = "Von Hand & \"mit\" <Tiden>.", .link = "/kalender", .language = Language::german()};
}

class Campaigns : public testing::TestWithParam<database::Engine> {
 protected:
  /// What advertising has noted in the change log so far.
  std::vector<std::string> noted(database::ReadTx& tx) {
    std::vector<std::string> found;
    for (database::Change const& change : tx.changes_since(database::Sequence(0), 100)) {
      found.push_back(change.what + " " + change.which);
    }
    return found;
  }

  allmende::test::ScratchDatabase scratch{GetParam()};
  database::Database database = scratch.open(all_migrations());

  static std::vector<database::Migration> all_migrations() {
    auto all = people::migrations();
    for (auto& it : migrations()) all.push_back(std::move(it));
    return all;
  }
};
ALLMENDE_ON_BOTH_ENGINES(Campaigns);

TEST_P(Campaigns, are_read_back_as_they_were_written_in_the_order_of_their_slugs) {
  Campaign free_place{slug("frei")};
  {
    auto tx = database.write();
    put_campaign(tx, calendar());
    put_campaign(tx, free_place);
    tx.commit();
  }
  auto tx = database.read();
  EXPECT_THAT(all_campaigns(tx), ElementsAre(free_place, calendar()));
  EXPECT_EQ(campaign(tx, "kalender"), calendar());
  EXPECT_EQ(campaign(tx, "nirgends"), std::nullopt);
}

TEST_P(Campaigns, are_replaced_by_another_of_the_same_slug) {
  auto tx = database.write();
  Campaign it = calendar();
  EXPECT_EQ(put_campaign(tx, it), Put::created);
  EXPECT_EQ(put_campaign(tx, it), Put::unchanged);
  it.link = "https://example.org/kalender";
  EXPECT_EQ(put_campaign(tx, it), Put::changed);
  EXPECT_THAT(all_campaigns(tx), ElementsAre(it));
}

TEST_P(Campaigns, are_noted_as_changes_only_when_something_is_different) {
  auto tx = database.write();
  Campaign it = calendar();
  put_campaign(tx, it);
  put_campaign(tx, it);
  EXPECT_THAT(noted(tx), ElementsAre("campaign kalender"));
  it.weight = 2;
  put_campaign(tx, it);
  put_campaign(tx, calendar("anderer"));
  EXPECT_THAT(noted(tx), ElementsAre("campaign kalender", "campaign kalender", "campaign anderer"));
}

TEST_P(Campaigns, are_booked_and_ended_at_the_desk_and_that_is_a_deed) {
  Instant const noon = Instant::parse("2026-11-21T12:00:00Z").value();
  auto tx = database.write();
  auto all_roles = people::Actor::command_line(), no_role = people::Actor::clock();
  Campaign it = calendar();
  EXPECT_EQ(book_campaign(tx, no_role, it, Booking::anew, noon).error().code, Code::forbidden);
  EXPECT_TRUE(book_campaign(tx, all_roles, it, Booking::anew, noon));
  EXPECT_EQ(book_campaign(tx, all_roles, it, Booking::anew, noon).error().code, Code::conflict);
  it.link = "javascript:alert(1)";
  EXPECT_EQ(book_campaign(tx, all_roles, it, Booking::over, noon).error().where, "link");
  EXPECT_EQ(end_campaign(tx, no_role, it.slug, noon).error().code, Code::forbidden);
  EXPECT_EQ(end_campaign(tx, all_roles, slug("keine"), noon).error().code, Code::not_found);
  EXPECT_TRUE(end_campaign(tx, all_roles, it.slug, noon));
  EXPECT_EQ(end_campaign(tx, all_roles, it.slug, noon).error().code, Code::conflict);
  EXPECT_FALSE(may_be_shown(*campaign(tx, "kalender"), noon, 0));
  std::vector<std::string> told;
  for (auto const& deed : people::deeds_on(tx, "campaign", "kalender", 10)) told.push_back(deed.what);
  EXPECT_THAT(told, ElementsAre("campaign ended", "campaign booked"));
}

TEST_P(Campaigns, that_are_removed_are_gone_and_that_is_a_change) {
  auto tx = database.write();
  put_campaign(tx, calendar());
  put_campaign(tx, calendar("anderer"));
  EXPECT_EQ(remove_campaign(tx, slug("kalender")).value(), calendar());
  EXPECT_THAT(all_campaigns(tx), ElementsAre(calendar("anderer")));
  EXPECT_THAT(noted(tx), ElementsAre("campaign kalender", "campaign anderer", "campaign kalender"));
  EXPECT_EQ(remove_campaign(tx, slug("kalender")).error().code, Code::not_found);
}

TEST_P(Campaigns, that_were_not_committed_leave_neither_campaign_nor_change) {
  {
    auto tx = database.write();
    put_campaign(tx, calendar());
  }
  auto tx = database.read();
  EXPECT_THAT(all_campaigns(tx), IsEmpty());
  EXPECT_THAT(noted(tx), IsEmpty());
}

TEST_P(Campaigns, are_counted_in_sums_by_campaign_place_and_day) {
  Count const first{slug("kalender"), Place::article, day("2026-11-21"), 100, 3};
  Count const elsewhere{slug("kalender"), Place::front, day("2026-11-21"), 7, 0};
  Count const other{slug("brot"), Place::front, day("2026-11-22"), 1, 1};
  auto tx = database.write();
  add_counts(tx, std::vector{first, other});
  add_counts(tx, std::vector{elsewhere, first});
  Count const twice{slug("kalender"), Place::article, day("2026-11-21"), 200, 6};
  EXPECT_THAT(counts(tx, {}, {}), ElementsAre(twice, elsewhere, other));
  EXPECT_THAT(counts(tx, day("2026-11-22"), {}), ElementsAre(other));
  EXPECT_THAT(counts(tx, {}, day("2026-11-21")), ElementsAre(twice, elsewhere));
  EXPECT_THAT(shown_on(tx, day("2026-11-21")), ElementsAre(testing::Pair(slug("kalender"), 207)));
  EXPECT_THAT(noted(tx), IsEmpty()) << "no reader sees a count";
}

TEST_P(Campaigns, were_advertisements_before_and_are_still_there_after_the_step) {
  allmende::test::ScratchDatabase older(GetParam());
  auto steps = migrations();
  {
    auto before = older.open({steps.front()});
    static database::Sql const put{"test.put", "INSERT INTO advertisement (slug, record) VALUES (:slug, :record)"};
    auto tx = before.write();
    tx.run(put, "frei", R"({"format":"allmende-advertisement/1","slug":"frei"})");
    tx.run(put, "kalender", R"({"format":"allmende-advertisement/1","slug":"kalender","title":"Zwölf \"Drucke\"",)"
                            R"("text":"Das Format: \"format\":\"allmende-advertisement/1\"","link":"/kalender"})");
    tx.commit();
  }
  auto after = older.open(steps);
  auto tx = after.write();
  Campaign const there{.slug = slug("kalender"), .title = "Zwölf \"Drucke\"",
                       .text = R"(Das Format: "format":"allmende-advertisement/1")", .link = "/kalender"};
  EXPECT_THAT(all_campaigns(tx), ElementsAre(Campaign{slug("frei")}, there));
  EXPECT_EQ(put_campaign(tx, there), Put::unchanged);
}

TEST_P(Campaigns, are_asked_for_in_statements_that_the_engine_takes) {
  EXPECT_THAT(database.prepare_all("advertising."), IsEmpty());
}

}  // namespace
}  // namespace allmende::advertising
