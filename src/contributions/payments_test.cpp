// Money that came, money that went back, and what follows.

#include "contributions/test_till.h"

namespace allmende::contributions {
namespace {

using namespace contributions::test;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class Payments : public TillTest {
 protected:
  /// A debit of 10 euro at the bank, due on 1 December.
  AttemptId sealed() {
    collected("2026-12-01");
    return newest(giver).id;
  }
  AttemptId settled(std::string from = "credit") {
    AttemptId id = sealed();
    settle_it(id, euros(10), std::move(from)).value();
    post_all();
    return id;
  }
  AttemptState state(AttemptId id) {
    return read([&](auto& tx) { return attempt(tx, id)->state; });
  }
  Result<TakenBack> reject_it(AttemptId id, std::string code, std::string from = "report") {
    return write([&](auto& tx) {
      return reject(tx, Actor::clock(), till, id, {source(from), code, euros(10), Money::cents(0), day("2026-12-01")}, now);
    });
  }
  MandateState mandate() { return stored(giver).mandate->state; }

  AgreementId giver{0};
  void SetUp() override {
    TillTest::SetUp();
    giver = give();
  }
};
ALLMENDE_ON_BOTH_ENGINES(Payments);

TEST_P(Payments, F30_settle_a_debit_once_and_thank_once_for_it) {
  AttemptId id = sealed();
  EXPECT_THAT(waiting(), IsEmpty()) << "no thanks for money that is on its way";
  Settled first = settle_it(id, euros(10), "1").value();
  EXPECT_EQ(first.told, Told::first);
  Settled again = settle_it(id, euros(10), "1").value();
  EXPECT_EQ(again.told, Told::known);
  EXPECT_EQ(again.postings, first.postings);
  EXPECT_EQ(balance(ledger::chart::kBank), euros(10));
  EXPECT_EQ(balance(ledger::chart::kDebitClearing), euros(0));
  EXPECT_THAT(waiting(), ElementsAre("thanks"));
  EXPECT_EQ(post_all(), 1);
  EXPECT_EQ(post_all(), 0);
  EXPECT_EQ(code_of(settle_it(id, euros(10), "2")), Code::conflict) << "paid twice is for somebody to look at";
  EXPECT_EQ(code_of(settle_it(id, euros(9), "1")), Code::conflict) << "another content";
}

TEST_P(Payments, refuse_another_amount_and_an_attempt_that_is_not_at_the_bank) {
  plan_for("2026-12-01").value();
  EXPECT_EQ(code_of(settle_it(newest(giver).id, euros(10), "1")), Code::conflict);
  post_all();
  now = moment("2026-11-26T07:00:00Z");
  seal_run(*newest(giver).run).value();
  EXPECT_EQ(code_of(settle_it(newest(giver).id, euros(9, 99), "1")), Code::conflict);
  EXPECT_EQ(code_of(settle_it(newest(giver).id, euros(0), "1")), Code::invalid);
  EXPECT_EQ(code_of(settle_it(AttemptId(99), euros(10), "1")), Code::not_found);
  EXPECT_EQ(code_of(write([&](auto& tx) {
    return settle(tx, ada, till, newest(giver).id, {source("1"), euros(10), day("2026-12-01")}, now);
  })), Code::forbidden);
}

TEST_P(Payments, settle_a_whole_run_that_the_bank_booked_as_one) {
  AgreementId other = give(debit_gift(euros(5)));
  sealed();
  RunId which = *newest(giver).run;
  auto batch = [&](Money amount, std::string from) {
    return write([&](auto& tx) { return settle_run(tx, Actor::clock(), till, which, {source(from), amount, day("2026-12-01")}, now); });
  };
  auto reject_other = [&](Money amount) {
    return write([&](auto& tx) {
      return reject(tx, Actor::clock(), till, newest(other).id, {source("x"), "AC01", amount, Money::cents(0), day("2026-12-01")}, now);
    });
  };
  EXPECT_EQ(code_of(reject_other(euros(4))), Code::conflict);
  EXPECT_TRUE(reject_other(euros(5)));
  EXPECT_EQ(code_of(batch(euros(15), "1")), Code::conflict) << "what was rejected is not in it";
  EXPECT_EQ(balance(ledger::chart::kDebitClearing), euros(10));
  Settled settled = batch(euros(10), "1").value();
  EXPECT_EQ(settled.postings, std::vector{ledger::credit(ledger::chart::kDebitClearing, euros(10))});
  EXPECT_EQ(batch(euros(10), "1").value().told, Told::known);
  EXPECT_EQ(newest(giver).state, AttemptState::settled);
  EXPECT_THAT(waiting(), Contains("thanks"));
  EXPECT_EQ(read([&](auto& tx) { return run(tx, which)->settled; }), euros(10));
  EXPECT_EQ(read([&](auto& tx) { return run(tx, which)->returned; }), euros(5));
}

TEST_P(Payments, that_are_free_are_credited_to_their_agreement_even_after_it_ended) {
  AgreementId id = give(transfer_gift());
  write([&](auto& tx) { return end(tx, ilse, till, id, now).has_value(); });
  auto reference = stored(id).reference;
  EXPECT_EQ(read([&](auto& tx) { return find_agreement(tx, reference); }), id);
  auto credit_it = [&](Money amount, std::string from) {
    return write([&](auto& tx) { return credit(tx, Actor::clock(), till, id, {source(from), amount, day("2026-12-02")}, now); });
  };
  Settled settled = credit_it(euros(5), "1").value();
  EXPECT_EQ(settled.postings, std::vector{ledger::credit(ledger::chart::kRegularByReaders, euros(5))});
  EXPECT_EQ(credit_it(euros(5), "1").value().told, Told::known);
  EXPECT_EQ(credit_it(euros(5), "2").value().told, Told::first) << "a real twin";
  EXPECT_EQ(code_of(credit_it(Money::cents(0), "3")), Code::invalid);
  EXPECT_THAT(waiting(), ElementsAre("thanks", "thanks"));
  auto back = [&](Money amount, std::string from) {
    return write([&](auto& tx) {
      return refund(tx, ilse, till, id, std::nullopt, {source(from), "", amount, Money::cents(0), day("2026-12-03")}, now);
    });
  };
  EXPECT_EQ(code_of(back(euros(11), "r1")), Code::conflict);
  EXPECT_EQ(back(euros(10), "r1").value().postings, std::vector{ledger::debit(ledger::chart::kReturned, euros(10))});
  EXPECT_EQ(back(euros(10), "r1").value().told, Told::known);
  EXPECT_EQ(code_of(back(euros(1), "r2")), Code::conflict);
}

TEST_P(Payments, are_found_by_what_banks_tell) {
  AttemptId id = sealed();
  Attempt it = newest(giver);
  auto mandate = stored(giver).mandate->reference;
  read([&](auto& tx) {
    EXPECT_EQ(find_attempt(tx, it.end_to_end_id.text())->id, id);
    EXPECT_FALSE(find_attempt(tx, "NOTPROVIDED"));
    EXPECT_EQ(find_attempts(tx, mandate, euros(10)).size(), 1u);
    EXPECT_EQ(find_attempts(tx, mandate, euros(11)).size(), 0u);
    EXPECT_EQ(find_run(tx, run(tx, *it.run)->batch_id().text()), it.run);
    EXPECT_FALSE(find_run(tx, "another"));
    EXPECT_THAT(find_agreements(tx, till, iban("DE02120300000000202051")), ElementsAre(giver));
    EXPECT_THAT(find_agreements(tx, till, iban("DE02500105170137075030")), IsEmpty());
    return true;
  });
  AgreementId transfer = give(transfer_gift());
  write([&](auto& tx) { note_account(tx, till, transfer, iban("DE02500105170137075030")); return true; });
  EXPECT_THAT(read([&](auto& tx) { return find_agreements(tx, till, iban("DE02500105170137075030")); }), ElementsAre(transfer));
}

TEST_P(Payments, that_come_back_are_booked_against_income_and_the_fee_as_our_own_cost) {
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

TEST_P(Payments, F19_come_back_only_when_they_have_come) {
  AttemptId id = sealed();
  EXPECT_EQ(code_of(return_it(id, "AC04", euros(10), "2")), Code::conflict);
  settle_it(id, euros(10), "1").value();
  EXPECT_TRUE(return_it(id, "AC04", euros(10), "2"));
}

TEST_P(Payments, F16_come_back_in_parts_and_never_more_than_there_is) {
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

TEST_P(Payments, without_funds_are_tried_once_more_later_and_announced_anew_and_then_paused) {
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

TEST_P(Payments, without_a_reason_go_on_with_the_next_period_and_pause_at_the_second_time) {
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

TEST_P(Payments, that_givers_ask_back_are_not_asked_for_again) {
  AttemptId id = settled();
  return_it(id, "MD06", euros(10), "2").value();
  EXPECT_EQ(stored(giver).state, AgreementState::paused);
  EXPECT_THAT(waiting(), ElementsAre("asks-to-go-on"));
  write([&](auto& tx) { return resume(tx, ilse, till, giver, now).has_value(); });
  EXPECT_EQ(next_of(giver)->nominal, day("2027-01-01"));
}

TEST_P(Payments, of_who_has_ended_bring_no_letter_when_they_come_back) {
  AttemptId id = settled();
  write([&](auto& tx) { return end(tx, ilse, till, giver, now).has_value(); });
  return_it(id, "AC04", euros(10), "2").value();
  EXPECT_THAT(waiting(), IsEmpty());
}

TEST_P(Payments, of_the_dead_and_without_a_mandate_end_it_and_wait_for_a_person) {
  for (char const* code : {"MD01", "MD07"}) {
    now = moment("2026-11-10T09:00:00Z");
    giver = give();
    AttemptId id = settled(code);
    return_it(id, code, euros(10), std::string("back") + code).value();
    EXPECT_EQ(mandate(), MandateState::ended);
    EXPECT_THAT(waiting(), IsEmpty());
    EXPECT_THAT(tasks_now(), Contains(AllOf(Field(&Task::kind, Task::Kind::mandate_by_hand), Field(&Task::agreement, giver))));
  }
}

TEST_P(Payments, collected_twice_stop_all_runs) {
  AttemptId id = settled();
  return_it(id, "AM05", euros(10), "2").value();
  EXPECT_TRUE(read([&](auto& tx) { return stopped(tx).has_value(); }));
  EXPECT_EQ(code_of(plan_for("2026-12-15")), Code::conflict);
  EXPECT_THAT(tasks_now(), Contains(Field(&Task::kind, Task::Kind::runs_stopped)));
}

TEST_P(Payments, with_a_reason_that_nobody_knows_wait_for_a_person_and_go_on_when_that_has_looked) {
  AttemptId id = settled();
  return_it(id, "XX99", euros(10), "2").value();
  EXPECT_EQ(mandate(), MandateState::by_hand);
  EXPECT_EQ(next_of(giver), std::nullopt);
  EXPECT_EQ(newest(giver).reason, "XX99");
  auto clear = [&](Actor const& actor) { return write([&](auto& tx) { return clear_task(tx, actor, till, giver, now); }); };
  EXPECT_EQ(code_of(clear(ada)), Code::forbidden);
  EXPECT_TRUE(clear(ilse));
  EXPECT_EQ(code_of(clear(ilse)), Code::conflict);
  EXPECT_EQ(next_of(giver)->nominal, day("2027-01-01"));
}

TEST_P(Payments, rejected_before_they_settled_leave_the_clearing_and_are_booked_here) {
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

TEST_P(Payments, rejected_for_our_own_data_are_planned_again_when_these_are_put_right) {
  AttemptId id = sealed();
  reject_it(id, "FF01").value();
  EXPECT_THAT(waiting(), IsEmpty()) << "the giver is not told off";
  auto kinds = tasks_now();
  EXPECT_THAT(kinds, ElementsAre(Field(&Task::kind, Task::Kind::runs_stopped), Field(&Task::kind, Task::Kind::needs_correction)));
  write([&](auto& tx) { return release_runs(tx, ilse, "put right", now).has_value(); });
  write([&](auto& tx) { return clear_task(tx, ilse, till, giver, now).has_value(); });
  now = moment("2026-12-02T09:00:00Z");
  plan_for("2026-12-16").value();
  EXPECT_EQ(newest(giver).number, 2);
  EXPECT_EQ(newest(giver).period, "2026-12");
}

TEST_P(Payments, by_a_provider_are_claimed_before_they_are_asked_for_and_never_twice_for_a_period) {
  Gift gift = transfer_gift(euros(8), day("2026-11-10"));
  gift.way = Way::card;
  AgreementId id = give(gift);
  auto claim = [&] { return write([&](auto& tx) { return claim_charge(tx, Actor::clock(), till, id, now); }); };
  Attempt first = claim().value();
  EXPECT_EQ(first.state, AttemptState::unknown);
  EXPECT_EQ(code_of(claim()), Code::conflict) << "what became of the first is not known";
  EXPECT_EQ(next_of(id)->stage, Next::Stage::handed_over);
  auto failed = [&](AttemptId which) { return write([&](auto& tx) { return charge_failed(tx, Actor::clock(), which, "declined", now); }); };
  EXPECT_TRUE(failed(first.id));
  EXPECT_EQ(code_of(failed(first.id)), Code::conflict);
  Attempt second = claim().value();
  EXPECT_EQ(second.number, 2);
  EXPECT_NE(second.end_to_end_id, first.end_to_end_id);
  Settled settled = settle_it(second.id, euros(8), "1", "2026-11-10").value();
  EXPECT_EQ(settled.postings, std::vector{ledger::credit(ledger::chart::kRegularByReaders, euros(8))});
  EXPECT_EQ(code_of(claim()), Code::conflict);
  EXPECT_EQ(next_of(id)->day, day("2026-12-10"));
  EXPECT_EQ(code_of(write([&](auto& tx) { return claim_charge(tx, Actor::clock(), till, giver, now); })), Code::conflict);
  write([&](auto& tx) { jobs::hold(tx, "restored", now); return true; });
  now = moment("2026-12-10T09:00:00Z");
  EXPECT_EQ(code_of(claim()), Code::conflict);
}

}  // namespace
}  // namespace allmende::contributions
