// Beginning a gift, confirming it, changing it and ending it.

#include "contributions/test_till.h"
#include "tests/support/statement_coverage.h"

namespace allmende::contributions {
namespace {

using namespace contributions::test;
using testing::IsEmpty;

ALLMENDE_EVERY_STATEMENT_RUNS("contributions.");

class Agreements : public TillTest {
 protected:
  std::string field_of(Gift const& gift) {
    auto refused = begin(gift);
    EXPECT_FALSE(refused);
    return refused ? "" : refused.error().where;
  }
};
ALLMENDE_ON_BOTH_ENGINES(Agreements);

TEST_P(Agreements, by_debit_await_confirmation_and_are_active_then) {
  Begun begun = begin(debit_gift()).value();
  EXPECT_EQ(stored(begun.agreement).state, AgreementState::awaiting);
  ASSERT_TRUE(begun.confirmation);
  ASSERT_TRUE(begun.mandate);
  EXPECT_TRUE(plan_for("2026-12-01").value().empty()) << "nothing is collected before";
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(write([&](auto& tx) { return confirm(tx, till, begun.confirmation->reveal(), now); }).value(),
              begun.agreement);
  }
  Agreement it = stored(begun.agreement);
  EXPECT_EQ(it.state, AgreementState::active);
  EXPECT_EQ(it.mandate->reference, *begun.mandate);
  EXPECT_EQ(it.mandate->account_end, "2051");
  EXPECT_EQ(it.reference, begun.reference);
  EXPECT_EQ(it.came_on, day("2026-11-10"));
  EXPECT_EQ(it.appeal, "das-blatt-bleibt");
}

TEST_P(Agreements, are_not_confirmed_by_a_link_that_is_too_old_or_invented) {
  Begun begun = begin(debit_gift()).value();
  auto confirm_by = [&](std::string const& token) {
    return write([&](auto& tx) { return confirm(tx, till, token, now); });
  };
  EXPECT_EQ(code_of(confirm_by("invented")), Code::not_found);
  EXPECT_EQ(code_of(confirm_by("")), Code::not_found);
  now = moment("2026-11-24T09:00:00Z");
  EXPECT_EQ(code_of(confirm_by(begun.confirmation->reveal())), Code::not_found);
}

TEST_P(Agreements, by_transfer_are_active_at_once) {
  Begun begun = begin(transfer_gift()).value();
  EXPECT_FALSE(begun.confirmation);
  EXPECT_FALSE(begun.mandate);
  EXPECT_EQ(stored(begun.agreement).state, AgreementState::active);
  EXPECT_EQ(next_of(begun.agreement), (Next{day("2026-12-01"), day("2026-12-01"), euros(5)}));
  now = moment("2026-12-02T09:00:00Z");
  EXPECT_EQ(next_of(begun.agreement)->day, day("2027-01-01"));
}

TEST_P(Agreements, are_refused_with_the_field_that_is_wrong) {
  auto with = [](auto const& alter) {
    Gift gift = debit_gift();
    alter(gift);
    return gift;
  };
  EXPECT_EQ(field_of(with([](Gift& it) { it.amount = Money::cents(99); })), "amount");
  EXPECT_EQ(field_of(with([](Gift& it) { it.amount = euros(10'000, 1); })), "amount");
  EXPECT_EQ(field_of(with([](Gift& it) { it.first = day("2026-11-09"); })), "first");
  EXPECT_EQ(field_of(with([](Gift& it) { it.first = day("2029-11-09"); })), "first");
  EXPECT_EQ(field_of(with([](Gift& it) { it.giver.email = "nobody"; })), "giver.email");
  EXPECT_EQ(field_of(with([](Gift& it) { it.giver.email = ""; })), "giver.email");
  EXPECT_EQ(field_of(with([](Gift& it) { it.giver.name = ""; })), "giver.name");
  EXPECT_EQ(field_of(with([](Gift& it) { it.giver.name = "a\nb"; })), "giver.name");
  EXPECT_EQ(field_of(with([](Gift& it) { it.account = std::nullopt; })), "account");
  EXPECT_EQ(field_of(with([](Gift& it) { it.account->holder = ""; })), "debtor.name");
  EXPECT_EQ(field_of(with([](Gift& it) { it.evidence = std::nullopt; })), "evidence");
  EXPECT_EQ(field_of(with([](Gift& it) { it.evidence->text = ""; })), "evidence.text");
  EXPECT_EQ(field_of(with([](Gift& it) { it.appeal = std::string(101, 'a'); })), "appeal");
  till.rules.creditor = std::nullopt;
  EXPECT_EQ(field_of(debit_gift()), "way");
}

TEST_P(Agreements, that_were_signed_on_paper_are_entered_by_the_till_alone_and_need_no_address) {
  Gift gift = debit_gift();
  gift.giver.email = "";
  auto enter = [&](Actor const& actor) {
    return write([&](auto& tx) { return enter_gift(tx, actor, till, gift, now); });
  };
  EXPECT_EQ(code_of(enter(ada)), Code::forbidden);
  EXPECT_EQ(code_of(enter(Actor::clock())), Code::forbidden);
  auto begun = enter(ilse).value();
  EXPECT_EQ(stored(begun.agreement).state, AgreementState::active);
  RunId run = plan_for("2026-12-01").value().front();
  EXPECT_THAT(waiting(), IsEmpty());
  auto letters = read([&](auto& tx) { return letters_to_write(tx, ilse, 10).value(); });
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_EQ(code_of(read([&](auto& tx) { return letters_to_write(tx, ada, 10); })), Code::forbidden);
  EXPECT_TRUE(write([&](auto& tx) { return note_sent(tx, till, letters[0].id, now); }));
  EXPECT_EQ(read([&](auto& tx) { return contributions::run(tx, run)->noticed; }), 1);
}

TEST_P(Agreements, show_the_next_day_and_amount_that_a_run_then_collects) {
  AgreementId id = give(debit_gift(euros(10), day("2026-11-30")));
  auto next = next_of(id);
  EXPECT_EQ(next, (Next{day("2026-11-30"), day("2026-11-30"), euros(10), Next::Stage::promised}));
  plan_for(next->day.iso8601()).value();
  EXPECT_EQ(newest(id).due, next->day);
  next->stage = Next::Stage::announced;
  EXPECT_EQ(next_of(id), next);
  post_all();
  now = moment("2026-11-25T09:00:00Z");
  seal_run(*newest(id).run).value();
  next->stage = Next::Stage::handed_over;
  EXPECT_EQ(next_of(id), next);
  settle_it(newest(id).id, euros(10), "1").value();
  EXPECT_EQ(next_of(id), (Next{day("2026-12-30"), day("2026-12-30"), euros(10)}));
}

TEST_P(Agreements, that_are_too_near_are_shown_with_the_day_that_can_be_reached) {
  AgreementId id = give(debit_gift(euros(10), day("2026-11-12")));
  EXPECT_EQ(next_of(id)->nominal, day("2026-11-12"));
  EXPECT_EQ(next_of(id)->day, day("2026-11-24"));
}

TEST_P(Agreements, F10_signed_on_30_january_for_the_first_of_the_month_are_debited_once_in_february) {
  now = moment("2027-01-30T09:00:00Z");
  AgreementId id = give(debit_gift(euros(10), day("2027-02-01")));
  EXPECT_EQ(next_of(id)->day, day("2027-02-15")) << "the notice comes first";
  collected("2027-02-15");
  EXPECT_EQ(attempts(id).size(), 1u);
  settle_it(newest(id).id, euros(10), "1", "2027-02-15").value();
  EXPECT_EQ(next_of(id)->nominal, day("2027-03-01"));
}

TEST_P(Agreements, are_reached_by_a_link_that_goes_to_their_address_and_is_forgotten_in_time) {
  AgreementId one = give();
  AgreementId two = give(debit_gift(euros(3)));
  give(transfer_gift());
  EXPECT_FALSE(write([&](auto& tx) { return make_link(tx, till, "nobody@kai.example", now); }));
  auto link = write([&](auto& tx) { return make_link(tx, till, "juergen@KAI.example", now); });
  ASSERT_TRUE(link);
  ProvenGiver proof = read([&](auto& tx) { return open_link(tx, link->token.reveal(), now).value(); });
  auto mine = read([&](auto& tx) { return agreements_of(tx, till, proof); });
  ASSERT_EQ(mine.size(), 2u);
  EXPECT_EQ(mine[0].id, two);
  EXPECT_EQ(mine[1].id, one);
  EXPECT_EQ(code_of(read([&](auto& tx) { return open_link(tx, "invented", now); })), Code::not_found);
  now = moment("2026-11-17T09:00:00Z");
  EXPECT_EQ(code_of(read([&](auto& tx) { return open_link(tx, link->token.reveal(), now); })), Code::not_found);
  EXPECT_EQ(write([&](auto& tx) { return forget_links(tx, now); }), 1);
}

TEST_P(Agreements, F9_F34_of_two_givers_are_never_merged_and_a_mandate_is_that_of_one) {
  AgreementId one = give();
  AgreementId two = give();
  EXPECT_NE(stored(one).giver, stored(two).giver);
  EXPECT_NE(stored(one).mandate->reference, stored(two).mandate->reference);
  ProvenGiver proof = proof_of(one);
  EXPECT_TRUE(write([&](auto& tx) { return end(tx, proof, till, one, now); }));
  EXPECT_EQ(stored(two).state, AgreementState::active);
}

}  // namespace
}  // namespace allmende::contributions
