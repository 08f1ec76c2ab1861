// What is told of the money, on both engines.

#include "transparency/transparency.h"

#include <gmock/gmock.h>

#include "jobs/jobs.h"
#include "tests/support/many_givers.h"
#include "tests/support/scratch_database.h"
#include "tests/support/staff_at_work.h"
#include "tests/support/statement_coverage.h"

namespace allmende::transparency {
namespace {

ALLMENDE_EVERY_STATEMENT_RUNS("transparency.");

namespace test = allmende::test;

using ledger::Month;
using people::Actor;
using people::Role;
using testing::ElementsAre;
using testing::IsEmpty;

Date day(std::string_view text) { return Date::parse(text).value(); }
Instant moment(std::string_view text) { return Instant::parse(text).value(); }
Money euros(std::int64_t whole) { return Money::cents(whole * 100); }
Code code_of(auto const& result) {
  EXPECT_FALSE(result.has_value()) << "not refused";
  return result ? Code::gone : result.error().code;
}

class Transparency : public testing::TestWithParam<database::Engine> {
 protected:
  static std::vector<database::Migration> all_migrations() {
    auto all = people::migrations();
    for (auto&& some : {jobs::migrations(), ledger::migrations(), contributions::migrations(), transparency::migrations()}) {
      all.insert(all.end(), some.begin(), some.end());
    }
    return all;
  }

  template <class Do>
  auto write(Do const& act) {
    auto tx = database.write();
    auto done = act(tx);
    tx.commit();
    return done;
  }
  Money give(int count, GiverKind kind, Interval interval, Money least, std::string_view on = "2026-11-10") {
    return write([&](auto& tx) { return test::give_all(tx, till, count, kind, interval, least, day(on), now); });
  }
  void tell_all(std::optional<Date> statements = {}) {
    write([&](auto& tx) { return tell(tx, Actor::clock(), till, statements, now).has_value(); });
  }
  std::vector<Told> told_now() {
    auto tx = database.read();
    return told(tx, Month::parse("2026-01").value(), Month::parse("2026-12").value());
  }
  Standing standing_now() {
    auto tx = database.read();
    return standing(tx);
  }
  /// What changed since.
  std::vector<std::string> changes(database::Sequence since) {
    std::vector<std::string> names;
    for (auto const& it : database.read().changes_since(since, 100)) {
      if (it.what == kSubject) names.push_back(it.which);
    }
    return names;
  }

  using GiverKind = contributions::GiverKind;
  using Interval = contributions::Interval;

  Instant now = moment("2026-11-12T09:00:00Z");
  contributions::Till till = test::make_till();
  allmende::test::ScratchDatabase scratch{GetParam()};
  database::Database database = scratch.open(all_migrations());
  Actor ilse = test::employ(database, "Ilse", {Role::till}, now);
  Actor ada = test::employ(database, "Ada", {Role::administrator, Role::editor}, now);
  Month november = Month::parse("2026-11").value();
};
ALLMENDE_ON_BOTH_ENGINES(Transparency);

TEST_P(Transparency, tells_each_kind_that_has_ten_givers) {
  Money const regular = give(12, GiverKind::reader, Interval::monthly, euros(5));
  Money const once = give(10, GiverKind::member, Interval::once, euros(20));
  give(9, GiverKind::organisation, Interval::yearly, euros(500));
  tell_all();
  EXPECT_THAT(told_now(), ElementsAre(Told{november, Kind::regular_readers, regular}, Told{november, Kind::once_members, once}));
}

TEST_P(Transparency, tells_what_is_too_little_alone_with_others_after_a_week) {
  Money const sum = give(6, GiverKind::reader, Interval::monthly, euros(5)) + give(5, GiverKind::organisation, Interval::yearly, euros(500));
  tell_all();
  EXPECT_THAT(told_now(), IsEmpty());
  now = moment("2026-11-19T09:00:00Z");
  tell_all();
  EXPECT_THAT(told_now(), ElementsAre(Told{november, Kind::several, sum}));
}

TEST_P(Transparency, takes_off_what_came_back) {
  Money const sum = give(11, GiverKind::reader, Interval::monthly, euros(5));
  auto const id = write([&](auto& tx) { return test::give(tx, till, GiverKind::reader, Interval::monthly, euros(70), day("2026-11-10"), now); });
  auto const back = write([&](auto& tx) {
    contributions::Return const it{{"test", "back", "1"}, "", euros(30), Money::cents(0), day("2026-11-11")};
    return contributions::refund(tx, ilse, till, id, {}, it, now);
  });
  ASSERT_TRUE(back);
  tell_all();
  EXPECT_THAT(told_now(), ElementsAre(Told{november, Kind::regular_readers, sum + euros(40)}));
}

TEST_P(Transparency, tells_nothing_twice) {
  Money const sum = give(10, GiverKind::reader, Interval::monthly, euros(5));
  tell_all();
  auto const since = database.read().last_change();
  tell_all();
  EXPECT_THAT(told_now(), ElementsAre(Told{november, Kind::regular_readers, sum}));
  EXPECT_THAT(changes(since), IsEmpty());
  Money const more = give(10, GiverKind::reader, Interval::monthly, euros(5));
  tell_all();
  EXPECT_THAT(told_now(), ElementsAre(Told{november, Kind::regular_readers, sum + more}));
}

TEST_P(Transparency, tells_the_number_of_givers_when_it_has_moved_by_ten) {
  give(9, GiverKind::reader, Interval::monthly, euros(5));
  tell_all();
  EXPECT_EQ(standing_now().givers, std::nullopt);
  give(3, GiverKind::reader, Interval::monthly, euros(5));
  give(20, GiverKind::reader, Interval::once, euros(5));
  tell_all();
  EXPECT_EQ(standing_now().givers, 12);
  give(9, GiverKind::reader, Interval::monthly, euros(5));
  tell_all();
  EXPECT_EQ(standing_now().givers, 12);
  give(1, GiverKind::reader, Interval::monthly, euros(5));
  tell_all();
  EXPECT_EQ(standing_now().givers, 22);
}

TEST_P(Transparency, says_until_when_the_banks_statements_are_taken_in) {
  tell_all(day("2026-11-10"));
  auto const since = database.read().last_change();
  tell_all(day("2026-11-11"));
  EXPECT_EQ(standing_now().statements, day("2026-11-11"));
  EXPECT_THAT(changes(since), ElementsAre("standing"));
}

TEST_P(Transparency, has_a_plan_that_people_at_the_till_write) {
  Plan const wanted{euros(8'000), {{"Schreiben", euros(5'000), Per::month}, {"Druck", euros(24'000), Per::year}}, "Warum."};
  auto const since = database.read().last_change();
  for (int i = 0; i < 2; ++i) {
    EXPECT_TRUE(write([&](auto& tx) { return write_plan(tx, ilse, wanted, now).has_value(); }));
  }
  EXPECT_THAT(changes(since), ElementsAre("plan"));
  auto tx = database.read();
  EXPECT_EQ(plan(tx), wanted);
  EXPECT_EQ(people::deeds_on(tx, kSubject, "plan", 10).size(), 1u);
}

TEST_P(Transparency, refuses_a_plan_that_is_none) {
  auto written = [&](Actor const& actor, Plan const& it) { return code_of(write([&](auto& tx) { return write_plan(tx, actor, it, now); })); };
  for (Actor const& actor : {ada, Actor::clock()}) EXPECT_EQ(written(actor, {}), Code::forbidden);
  EXPECT_EQ(written(ilse, {.goal = euros(-1)}), Code::invalid);
  EXPECT_EQ(written(ilse, {.goal = Plan::kMost + euros(1)}), Code::invalid);
  EXPECT_EQ(written(ilse, {.spending = {{"Druck", euros(0), Per::month}}}), Code::invalid);
  EXPECT_EQ(written(ilse, {.spending = {{"", euros(1), Per::month}}}), Code::invalid);
  EXPECT_EQ(written(ilse, {.spending = std::vector<Spending>(21, {"Druck", euros(1), Per::month})}), Code::limit);
  EXPECT_EQ(written(ilse, {.text = std::string(Plan::kLongestText + 1, 'x')}), Code::limit);
}

TEST_P(Transparency, is_told_by_the_clock_and_the_till_alone) {
  EXPECT_EQ(code_of(write([&](auto& tx) { return tell(tx, ada, till, {}, now); })), Code::forbidden);
  EXPECT_TRUE(write([&](auto& tx) { return tell(tx, ilse, till, {}, now).has_value(); }));
}

}  // namespace
}  // namespace allmende::transparency
