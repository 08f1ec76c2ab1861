// Planning, announcing and taking back.

#include "contributions/test_till.h"

namespace allmende::contributions {
namespace {

using namespace contributions::test;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Collecting : public TillTest {};
ALLMENDE_ON_BOTH_ENGINES(Collecting);

TEST_P(Collecting, F5_owes_a_period_once_though_it_is_planned_again_for_another_day) {
  AgreementId id = give();
  RunId which = announced();
  EXPECT_THAT(plan_for("2026-12-10").value(), IsEmpty()) << "planned for a day later";
  seal_run(which).value();
  EXPECT_THAT(plan_for("2026-12-11").value(), IsEmpty()) << "sealed";
  settle_it(newest(id).id, euros(10), "1").value();
  EXPECT_THAT(plan_for("2026-12-14").value(), IsEmpty()) << "settled";
  EXPECT_THAT(attempts(id), SizeIs(1));
}

TEST_P(Collecting, F6_abandons_a_run_that_lay_too_long_before_it_plans_anew) {
  AgreementId id = give();
  RunId old = announced();
  now = moment("2026-12-02T09:00:00Z");
  EXPECT_EQ(code_of(seal_run(old)), Code::conflict);
  RunId anew = plan_for("2026-12-16").value().front();
  EXPECT_NE(anew, old);
  EXPECT_EQ(stored_run(old).state, RunState::abandoned);
  EXPECT_THAT(attempts(id),
              ElementsAre(Field(&Attempt::state, AttemptState::planned), Field(&Attempt::state, AttemptState::voided)));
  EXPECT_EQ(newest(id).number, 2);
  EXPECT_THAT(waiting(), ElementsAre("debit-notice"));
}

TEST_P(Collecting, adds_to_a_run_that_is_open_and_makes_another_when_it_is_sealed) {
  give();
  RunId first = plan_for("2026-12-01").value().front();
  give();
  EXPECT_THAT(plan_for("2026-12-01").value(), ElementsAre(first));
  EXPECT_EQ(stored_run(first).attempts, 2);
  EXPECT_THAT(plan_for("2026-12-01").value(), IsEmpty());
}

TEST_P(Collecting, owes_only_the_newest_of_periods_that_were_missed) {
  AgreementId id = give();
  now = moment("2027-03-10T09:00:00Z");
  EXPECT_EQ(next_of(id)->nominal, day("2027-03-01"));
  plan_for("2027-03-24").value();
  EXPECT_THAT(attempts(id), ElementsAre(Field(&Attempt::period, "2027-03")));
}

TEST_P(Collecting, F25_debits_twice_in_one_month_of_the_bank_and_once_in_each_of_ours) {
  AgreementId id = give(debit_gift(euros(10), day("2026-12-31")));
  collected("2026-12-31");
  settle_it(newest(id).id, euros(10), "1", "2026-12-31").value();
  now = moment("2027-01-12T09:00:00Z");
  EXPECT_EQ(next_of(id)->day, day("2027-02-01"));
  collected("2027-02-01");
  settle_it(newest(id).id, euros(10), "2", "2027-02-01").value();
  now = moment("2027-02-10T09:00:00Z");
  EXPECT_EQ(next_of(id)->day, day("2027-03-01"));
  collected("2027-03-01");
  std::vector<std::string> periods;
  for (auto const& it : attempts(id)) periods.push_back(it.period);
  EXPECT_THAT(periods, ElementsAre("2027-02", "2027-01", "2026-12"));
}

TEST_P(Collecting, F33_plans_no_day_on_which_banks_rest_nor_one_that_is_too_near_or_too_far) {
  give();
  auto holiday = plan_for("2026-12-25");
  EXPECT_EQ(code_of(holiday), Code::invalid);
  EXPECT_THAT(holiday.error().message, HasSubstr("2026-12-28"));
  auto near = plan_for("2026-11-23");
  EXPECT_EQ(code_of(near), Code::invalid);
  EXPECT_THAT(near.error().message, HasSubstr("2026-11-24"));
  EXPECT_EQ(code_of(plan_for("2027-01-11")), Code::invalid);
  EXPECT_EQ(code_of(plan_for("2026-11-09")), Code::invalid);
}

TEST_P(Collecting, F26_names_days_by_the_papers_calendar_in_the_nights_when_clocks_change) {
  for (auto [text, expected] : {std::pair("2026-03-29T00:30:00Z", "2026-03-29"),
                                {"2026-03-29T01:30:00Z", "2026-03-29"},
                                {"2026-10-25T00:30:00Z", "2026-10-25"},
                                {"2026-10-25T01:30:00Z", "2026-10-25"},
                                {"2026-10-25T22:59:59Z", "2026-10-25"},
                                {"2026-10-25T23:00:00Z", "2026-10-26"},
                                {"2026-11-09T23:30:00Z", "2026-11-10"}}) {
    EXPECT_EQ(till.day_of(moment(text)), day(expected)) << text;
  }
  now = moment("2026-10-24T22:30:00Z");
  AgreementId id = give(debit_gift(euros(10), day("2026-11-09")));
  EXPECT_EQ(stored(id).came_on, day("2026-10-25"));
  for (char const* twice : {"2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"}) {
    now = moment(twice);
    plan_for("2026-11-09").value();
  }
  EXPECT_THAT(attempts(id), SizeIs(1));
  post_all();
  EXPECT_EQ(newest(id).noticed_on, day("2026-10-25"));
}

TEST_P(Collecting, F7_takes_a_debit_by_its_day_alone) {
  AgreementId id = give(debit_gift(euros(10), day("2026-12-01")));
  RunId which = announced();
  seal_run(which).value();
  now = moment("2026-12-01T22:30:00Z");
  EXPECT_TRUE(settle_it(newest(id).id, euros(10), "1"));
  EXPECT_EQ(write([&](auto& tx) {
              return settle(tx, Actor::clock(), till, newest(id).id, {source("1"), euros(10), day("2026-12-01")},
                            moment("2026-12-01T23:30:00Z"));
            })
                .value()
                .told,
            Told::known);
}

TEST_P(Collecting, is_for_the_till_alone) {
  give();
  RunId which = announced();
  auto tx = database.write();
  Actor const author = Actor::clock();
  EXPECT_EQ(code_of(plan(tx, ada, till, day("2026-12-15"), now)), Code::forbidden);
  for (Actor const& actor : {ada, author}) {
    EXPECT_EQ(code_of(seal(tx, actor, till, which, now)), Code::forbidden);
    EXPECT_EQ(code_of(download(
                  tx, actor, till, which, [](auto) {}, now)),
              Code::forbidden);
    EXPECT_EQ(code_of(abandon(tx, actor, which, now)), Code::forbidden);
    EXPECT_EQ(code_of(runs(tx, actor, {}, 10)), Code::forbidden);
    EXPECT_EQ(code_of(attempts_of(tx, actor, which, {}, 10)), Code::forbidden);
    EXPECT_EQ(code_of(release_runs(tx, actor, "note", now)), Code::forbidden);
  }
  EXPECT_EQ(code_of(stop_runs(tx, ada, "why", now)), Code::forbidden);
  EXPECT_EQ(code_of(seal(tx, ilse, till, RunId(99), now)), Code::not_found);
  EXPECT_EQ(code_of(download(
                tx, ilse, till, which, [](auto) {}, now)),
            Code::not_found)
      << "not sealed";
}

TEST_P(Collecting, can_be_taken_back_before_it_is_sealed) {
  AgreementId id = give();
  RunId which = announced();
  EXPECT_TRUE(write([&](auto& tx) { return abandon(tx, ilse, which, now); }));
  EXPECT_EQ(code_of(write([&](auto& tx) { return abandon(tx, ilse, which, now); })), Code::conflict);
  EXPECT_EQ(code_of(seal_run(which)), Code::conflict);
  EXPECT_EQ(newest(id).state, AttemptState::voided);
  EXPECT_EQ(next_of(id)->stage, Next::Stage::promised);
  auto all = read([&](auto& tx) { return runs(tx, ilse, {}, 10).value(); });
  EXPECT_THAT(all, ElementsAre(Field(&contributions::Run::state, RunState::abandoned)));
  EXPECT_THAT(read([&](auto& tx) { return attempts_of(tx, ilse, which, {}, 10).value(); }), SizeIs(1));
}

TEST_P(Collecting, stands_still_while_the_runs_are_stopped) {
  give();
  RunId which = announced();
  write([&](auto& tx) { return stop_runs(tx, Actor::clock(), "AM05", now).has_value(); });
  EXPECT_EQ(code_of(seal_run(which)), Code::conflict);
  EXPECT_EQ(code_of(plan_for("2026-12-15")), Code::conflict);
  EXPECT_THAT(tasks_now(), ElementsAre(Field(&Task::kind, Task::Kind::runs_stopped)));
  EXPECT_EQ(code_of(write([&](auto& tx) { return release_runs(tx, ilse, "", now); })), Code::invalid);
  EXPECT_TRUE(write([&](auto& tx) { return release_runs(tx, ilse, "a twin was found and taken out", now); }));
  EXPECT_EQ(code_of(write([&](auto& tx) { return release_runs(tx, ilse, "again", now); })), Code::conflict);
  EXPECT_TRUE(seal_run(which));
}

}  // namespace
}  // namespace allmende::contributions
