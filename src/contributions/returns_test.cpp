// Money that went back, and what follows.

#include "contributions/test_giver.h"

namespace allmende::contributions {
namespace {

using namespace contributions::test;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;

class Returns : public OneGiver {};
ALLMENDE_ON_BOTH_ENGINES(Returns);

TEST_P(Returns, that_come_back_are_booked_against_income_and_the_fee_as_our_own_cost) {
  AttemptId id = settled();
  TakenBack back = return_it(id, "AC04", euros(10), "2", euros(3)).value();
  EXPECT_EQ(back.told, Told::first);
  EXPECT_EQ(return_it(id, "AC04", euros(10), "2", euros(3)).value().told, Told::known);
  EXPECT_EQ(balance(ledger::chart::kBank), euros(-3));
  EXPECT_EQ(balance(ledger::chart::kReturned), euros(10));
  EXPECT_EQ(balance(ledger::chart::kReturnFees), euros(3));
  EXPECT_EQ(state(id), AttemptState::returned);
  EXPECT_EQ(mandate(), MandateState::needs_account);
  EXPECT_THAT(waiting(), ElementsAre("asks-for-account"));
  EXPECT_EQ(next_of(giver), std::nullopt);
  EXPECT_EQ(code_of(return_it(id, "MD06", euros(10), "3")), Code::conflict) << "returned twice";
}

TEST_P(Returns, F19_come_back_only_when_they_have_come) {
  AttemptId id = sealed();
  EXPECT_EQ(code_of(return_it(id, "AC04", euros(10), "2")), Code::conflict);
  settle_it(id, euros(10), "1").value();
  EXPECT_TRUE(return_it(id, "AC04", euros(10), "2"));
}

TEST_P(Returns, F16_come_back_in_parts_and_never_more_than_there_is) {
  AttemptId id = settled();
  EXPECT_TRUE(return_it(id, "MD06", euros(3), "2"));
  EXPECT_EQ(state(id), AttemptState::settled);
  EXPECT_THAT(tasks_now(), ElementsAre(Field(&Task::kind, Task::Kind::partly_returned)));
  EXPECT_EQ(stored(giver).state, AgreementState::active) << "a part is for somebody to look at";
  EXPECT_EQ(code_of(return_it(id, "MD06", euros(8), "3")), Code::conflict);
  EXPECT_TRUE(return_it(id, "MD06", euros(7), "4"));
  EXPECT_EQ(state(id), AttemptState::returned);
  EXPECT_EQ(balance(ledger::chart::kReturned), euros(10));
}

TEST_P(Returns, without_funds_are_tried_once_more_later_and_announced_anew_and_then_paused) {
  AttemptId id = settled();
  return_it(id, "AM04", euros(10), "2", euros(3)).value();
  EXPECT_THAT(waiting(), ElementsAre("came-back"));
  EXPECT_EQ(stored(giver).state, AgreementState::active);
  now = moment("2026-12-04T09:00:00Z");
  EXPECT_EQ(next_of(giver)->day, day("2026-12-18"));
  post_all();
  collected("2026-12-18");
  EXPECT_EQ(newest(giver).number, 2);
  EXPECT_EQ(newest(giver).period, "2026-12");
  EXPECT_NE(newest(giver).end_to_end_id, attempts(giver)[1].end_to_end_id);
  settle_it(newest(giver).id, euros(10), "3", "2026-12-18").value();
  post_all();
  TakenBack again = return_it(newest(giver).id, "AM04", euros(10), "4", euros(3), "2026-12-22").value();
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(stored(giver).state, AgreementState::paused);
  EXPECT_EQ(next_of(giver), std::nullopt);
}

TEST_P(Returns, without_a_reason_go_on_with_the_next_period_and_pause_at_the_second_time) {
  AttemptId id = settled();
  return_it(id, "MS03", euros(10), "2").value();
  EXPECT_THAT(waiting(), IsEmpty());
  EXPECT_EQ(next_of(giver)->nominal, day("2027-01-01"));
  now = moment("2026-12-10T09:00:00Z");
  collected("2027-01-04");
  settle_it(newest(giver).id, euros(10), "3", "2027-01-04").value();
  return_it(newest(giver).id, "MS03", euros(10), "4", Money::cents(0), "2027-01-06").value();
  EXPECT_EQ(stored(giver).state, AgreementState::paused);
}

TEST_P(Returns, that_givers_ask_back_are_not_asked_for_again) {
  AttemptId id = settled();
  return_it(id, "MD06", euros(10), "2").value();
  EXPECT_EQ(stored(giver).state, AgreementState::paused);
  EXPECT_THAT(waiting(), ElementsAre("asks-to-go-on"));
  write([&](auto& tx) { return resume(tx, ilse, till, giver, now).has_value(); });
  EXPECT_EQ(next_of(giver)->nominal, day("2027-01-01"));
}

TEST_P(Returns, of_who_has_ended_bring_no_letter_when_they_come_back) {
  AttemptId id = settled();
  write([&](auto& tx) { return end(tx, ilse, till, giver, now).has_value(); });
  return_it(id, "AC04", euros(10), "2").value();
  EXPECT_THAT(waiting(), IsEmpty());
}

TEST_P(Returns, of_the_dead_and_without_a_mandate_end_it_and_wait_for_a_person) {
  for (char const* code : {"MD01", "MD07"}) {
    now = moment("2026-11-10T09:00:00Z");
    giver = give();
    AttemptId id = settled(code);
    return_it(id, code, euros(10), std::string("back") + code).value();
    EXPECT_EQ(mandate(), MandateState::ended);
    EXPECT_THAT(waiting(), IsEmpty());
    EXPECT_THAT(tasks_now(),
                Contains(AllOf(Field(&Task::kind, Task::Kind::mandate_by_hand), Field(&Task::agreement, giver))));
  }
}

TEST_P(Returns, collected_twice_stop_all_runs) {
  AttemptId id = settled();
  return_it(id, "AM05", euros(10), "2").value();
  EXPECT_TRUE(read([&](auto& tx) { return stopped(tx).has_value(); }));
  EXPECT_EQ(code_of(plan_for("2026-12-15")), Code::conflict);
  EXPECT_THAT(tasks_now(), Contains(Field(&Task::kind, Task::Kind::runs_stopped)));
}

TEST_P(Returns, with_a_reason_that_nobody_knows_wait_for_a_person_and_go_on_when_that_has_looked) {
  AttemptId id = settled();
  return_it(id, "XX99", euros(10), "2").value();
  EXPECT_EQ(mandate(), MandateState::by_hand);
  EXPECT_EQ(next_of(giver), std::nullopt);
  EXPECT_EQ(newest(giver).reason, "XX99");
  auto clear = [&](Actor const& actor) {
    return write([&](auto& tx) { return clear_task(tx, actor, till, giver, now); });
  };
  EXPECT_EQ(code_of(clear(ada)), Code::forbidden);
  EXPECT_TRUE(clear(ilse));
  EXPECT_EQ(code_of(clear(ilse)), Code::conflict);
  EXPECT_EQ(next_of(giver)->nominal, day("2027-01-01"));
}

TEST_P(Returns, rejected_before_they_settled_leave_the_clearing_and_are_booked_here) {
  AttemptId id = sealed();
  EXPECT_EQ(balance(ledger::chart::kDebitClearing), euros(10));
  TakenBack back = reject_it(id, "AC01").value();
  EXPECT_THAT(back.postings, IsEmpty());
  EXPECT_EQ(reject_it(id, "AC01").value().told, Told::known);
  EXPECT_EQ(code_of(reject_it(id, "AC01", "another")), Code::conflict);
  EXPECT_EQ(balance(ledger::chart::kDebitClearing), euros(0));
  EXPECT_EQ(balance(ledger::chart::kRegularByReaders), euros(0));
  EXPECT_EQ(state(id), AttemptState::returned);
  EXPECT_EQ(mandate(), MandateState::needs_account);
}

TEST_P(Returns, rejected_for_our_own_data_are_planned_again_when_these_are_put_right) {
  AttemptId id = sealed();
  reject_it(id, "FF01").value();
  EXPECT_THAT(waiting(), IsEmpty()) << "the giver is not told off";
  auto kinds = tasks_now();
  EXPECT_THAT(kinds, ElementsAre(Field(&Task::kind, Task::Kind::runs_stopped),
                                 Field(&Task::kind, Task::Kind::needs_correction)));
  write([&](auto& tx) { return release_runs(tx, ilse, "put right", now).has_value(); });
  write([&](auto& tx) { return clear_task(tx, ilse, till, giver, now).has_value(); });
  now = moment("2026-12-02T09:00:00Z");
  plan_for("2026-12-16").value();
  EXPECT_EQ(newest(giver).number, 2);
  EXPECT_EQ(newest(giver).period, "2026-12");
}

}  // namespace
}  // namespace allmende::contributions
