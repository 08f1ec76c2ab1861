// Money that came.

#include "contributions/test_giver.h"

namespace allmende::contributions {
namespace {

using namespace contributions::test;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

class Payments : public OneGiver {};
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
            })),
            Code::forbidden);
}

TEST_P(Payments, settle_a_whole_run_that_the_bank_booked_as_one) {
  AgreementId other = give(debit_gift(euros(5)));
  sealed();
  RunId which = *newest(giver).run;
  auto batch = [&](Money amount, std::string from) {
    return write([&](auto& tx) {
      return settle_run(tx, Actor::clock(), till, which, {source(from), amount, day("2026-12-01")}, now);
    });
  };
  auto reject_other = [&](Money amount) {
    return write([&](auto& tx) {
      return reject(tx, Actor::clock(), till, newest(other).id,
                    {source("x"), "AC01", amount, Money::cents(0), day("2026-12-01")}, now);
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
    return write([&](auto& tx) {
      return credit(tx, Actor::clock(), till, id, {source(from), amount, day("2026-12-02")}, now);
    });
  };
  Settled settled = credit_it(euros(5), "1").value();
  EXPECT_EQ(settled.postings, std::vector{ledger::credit(ledger::chart::kRegularByReaders, euros(5))});
  EXPECT_EQ(credit_it(euros(5), "1").value().told, Told::known);
  EXPECT_EQ(credit_it(euros(5), "2").value().told, Told::first) << "a real twin";
  EXPECT_EQ(code_of(credit_it(Money::cents(0), "3")), Code::invalid);
  EXPECT_THAT(waiting(), ElementsAre("thanks", "thanks"));
  auto back = [&](Money amount, std::string from) {
    return write([&](auto& tx) {
      return refund(tx, ilse, till, id, std::nullopt, {source(from), "", amount, Money::cents(0), day("2026-12-03")},
                    now);
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
  write([&](auto& tx) {
    note_account(tx, till, transfer, iban("DE02500105170137075030"));
    return true;
  });
  EXPECT_THAT(read([&](auto& tx) { return find_agreements(tx, till, iban("DE02500105170137075030")); }),
              ElementsAre(transfer));
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
  auto failed = [&](AttemptId which) {
    return write([&](auto& tx) { return charge_failed(tx, Actor::clock(), which, "declined", now); });
  };
  EXPECT_TRUE(failed(first.id));
  EXPECT_EQ(code_of(failed(first.id)), Code::conflict);
  Attempt second = claim().value();
  EXPECT_EQ(second.number, 2);
  EXPECT_NE(second.end_to_end_id, first.end_to_end_id);
  Settled settled = settle_it(second.id, euros(8), "1", "2026-11-10").value();
  EXPECT_EQ(settled.postings, std::vector{ledger::credit(ledger::chart::kRegularByReaders, euros(8))});
  EXPECT_EQ(code_of(claim()), Code::conflict);
  EXPECT_EQ(next_of(id)->day, day("2026-12-10"));
  EXPECT_EQ(code_of(write([&](auto& tx) { return claim_charge(tx, Actor::clock(), till, giver, now); })),
            Code::conflict);
  write([&](auto& tx) {
    jobs::hold(tx, "restored", now);
    return true;
  });
  now = moment("2026-12-10T09:00:00Z");
  EXPECT_EQ(code_of(claim()), Code::conflict);
}

}  // namespace
}  // namespace allmende::contributions
