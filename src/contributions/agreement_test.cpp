// Beginning a gift, confirming it, changing it and ending it.

#include "contributions/test_till.h"
#include "tests/support/statement_coverage.h"

namespace allmende::contributions {
namespace {

using namespace contributions::test;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

ALLMENDE_EVERY_STATEMENT_RUNS("contributions.");

class Agreements : public TillTest {
 protected:
  std::string field_of(Gift const& gift) {
    auto refused = begin(gift);
    EXPECT_FALSE(refused);
    return refused ? "" : refused.error().where;
  }
  template <class Change>
  auto change(Change const& act) {
    return write([&](auto& tx) { return act(tx); });
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
    EXPECT_EQ(write([&](auto& tx) { return confirm(tx, till, begun.confirmation->reveal(), now); }).value(), begun.agreement);
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
  auto confirm_by = [&](std::string const& token) { return write([&](auto& tx) { return confirm(tx, till, token, now); }); };
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
  auto enter = [&](Actor const& actor) { return write([&](auto& tx) { return enter_gift(tx, actor, till, gift, now); }); };
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

TEST_P(Agreements, are_changed_by_those_whose_they_are_and_by_the_till) {
  AgreementId mine = give();
  AgreementId theirs = give(transfer_gift());
  ProvenGiver proof = proof_of(mine);
  auto amount = [&](Who const& who, AgreementId id) {
    return change([&](auto& tx) { return change_amount(tx, who, till, id, euros(12), now); });
  };
  EXPECT_TRUE(amount(proof, mine));
  EXPECT_EQ(code_of(amount(proof, theirs)), Code::forbidden);
  EXPECT_TRUE(amount(ilse, theirs));
  EXPECT_EQ(code_of(amount(ada, theirs)), Code::forbidden);
  EXPECT_EQ(code_of(amount(Actor::clock(), theirs)), Code::forbidden);
  EXPECT_EQ(code_of(amount(proof, AgreementId(99))), Code::not_found);
  EXPECT_EQ(stored(mine).amount, euros(12));
  EXPECT_EQ(code_of(change([&](auto& tx) { return change_amount(tx, proof, till, mine, euros(0), now); })), Code::invalid);
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

TEST_P(Agreements, move_what_is_owed_and_not_sealed_to_another_day_of_its_month) {
  AgreementId id = give();
  plan_for("2026-12-01").value();
  ProvenGiver proof = proof_of(id);
  EXPECT_TRUE(change([&](auto& tx) { return change_schedule(tx, proof, till, id, Interval::monthly, day("2026-12-15"), now); }));
  EXPECT_EQ(newest(id).state, AttemptState::voided);
  EXPECT_EQ(next_of(id), (Next{day("2026-12-01"), day("2026-12-15"), euros(10)}));
  RunId run = collected("2026-12-15");
  EXPECT_EQ(newest(id).run, run);
  EXPECT_EQ(newest(id).number, 2);
  settle_it(newest(id).id, euros(10), "1", "2026-12-15").value();
  EXPECT_EQ(next_of(id)->nominal, day("2027-01-15"));
}

TEST_P(Agreements, F10_do_not_move_into_a_month_that_was_collected) {
  AgreementId id = give();
  collected("2026-12-01");
  ProvenGiver proof = proof_of(id);
  auto to = [&](std::string_view next, Interval interval = Interval::monthly) {
    return change([&](auto& tx) { return change_schedule(tx, proof, till, id, interval, day(next), now); });
  };
  auto refused = to("2026-12-31");
  EXPECT_EQ(code_of(refused), Code::conflict);
  EXPECT_THAT(refused.error().message, HasSubstr("2027-01-01"));
  EXPECT_TRUE(to("2027-01-31"));
  EXPECT_EQ(stored(id).schedule.due(1), day("2027-02-28"));
  EXPECT_TRUE(to("2027-03-31", Interval::quarterly));
  EXPECT_EQ(stored(id).schedule.due(1), day("2027-06-30"));
  EXPECT_EQ(code_of(to("2027-03-01", Interval::once)), Code::conflict);
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

TEST_P(Agreements, that_are_paused_are_not_collected_and_make_up_for_nothing_when_resumed) {
  AgreementId id = give();
  plan_for("2026-12-01").value();
  ProvenGiver proof = proof_of(id);
  EXPECT_EQ(code_of(change([&](auto& tx) { return resume(tx, proof, till, id, now); })), Code::conflict);
  EXPECT_TRUE(change([&](auto& tx) { return pause(tx, proof, till, id, now); }));
  EXPECT_EQ(code_of(change([&](auto& tx) { return pause(tx, proof, till, id, now); })), Code::conflict);
  EXPECT_EQ(newest(id).state, AttemptState::voided);
  EXPECT_EQ(next_of(id), std::nullopt);
  now = moment("2027-03-10T09:00:00Z");
  EXPECT_TRUE(change([&](auto& tx) { return resume(tx, proof, till, id, now); }));
  EXPECT_EQ(next_of(id), (Next{day("2027-04-01"), day("2027-04-01"), euros(10)}));
}

TEST_P(Agreements, end_at_once_and_only_once) {
  AgreementId id = give();
  ProvenGiver proof = proof_of(id);
  auto ended = change([&](auto& tx) { return end(tx, proof, till, id, now); }).value();
  EXPECT_EQ(ended.at, now);
  EXPECT_EQ(ended.still_comes, std::nullopt);
  Instant then = now;
  now = moment("2026-11-11T09:00:00Z");
  EXPECT_EQ(change([&](auto& tx) { return end(tx, proof, till, id, now); }).value().at, then);
  EXPECT_EQ(code_of(change([&](auto& tx) { return change_amount(tx, proof, till, id, euros(11), now); })), Code::gone);
  std::vector<std::string> kinds;
  for (auto const& it : read([&](auto& tx) { return events_of(tx, id); })) kinds.push_back(it.kind);
  EXPECT_THAT(kinds, ElementsAre("begun", "confirmed", "ended"));
}

TEST_P(Agreements, F8_end_before_sealing_and_nothing_is_collected) {
  AgreementId id = give();
  AgreementId other = give(debit_gift(euros(20)));
  RunId run = plan_for("2026-12-01").value().front();
  post_all();
  ProvenGiver proof = proof_of(id);
  EXPECT_EQ(change([&](auto& tx) { return end(tx, proof, till, id, now); }).value().still_comes, std::nullopt);
  EXPECT_EQ(newest(id).state, AttemptState::voided) << "at once";
  now = moment("2026-11-26T09:00:00Z");
  EXPECT_EQ(seal_run(run).value().sum, euros(20));
  EXPECT_EQ(newest(id).state, AttemptState::voided);
  EXPECT_EQ(newest(other).state, AttemptState::sealed);
}

TEST_P(Agreements, F8_ended_after_sealing_say_what_still_comes_and_the_office_sees_what_was_collected) {
  AgreementId id = give();
  RunId run = collected("2026-12-01");
  std::string const before = file_of(run);
  ProvenGiver proof = proof_of(id);
  auto ended = change([&](auto& tx) { return end(tx, proof, till, id, now); }).value();
  ASSERT_TRUE(ended.still_comes);
  EXPECT_EQ(ended.still_comes->day, day("2026-12-01"));
  EXPECT_EQ(file_of(run), before) << "the file stays what it is";
  EXPECT_THAT(tasks_now(), IsEmpty());
  settle_it(newest(id).id, euros(10), "1").value();
  EXPECT_THAT(tasks_now(), ElementsAre(Field(&Task::kind, Task::Kind::collected_after_end)));
  EXPECT_TRUE(write([&](auto& tx) {
    return refund(tx, ilse, till, id, newest(id).id, {source("2"), "", euros(10), Money::cents(0), day("2026-12-03")}, now);
  }));
  EXPECT_THAT(tasks_now(), IsEmpty());
}

TEST_P(Agreements, are_ended_without_a_link_by_who_knows_address_and_reference) {
  AgreementId id = give();
  auto reference = stored(id).reference;
  auto end_by = [&](std::string_view email) {
    return write([&](auto& tx) { return end_unproven(tx, till, email, reference, now); });
  };
  EXPECT_EQ(code_of(end_by("kurt@kai.example")), Code::not_found);
  EXPECT_EQ(code_of(end_by("")), Code::not_found);
  EXPECT_TRUE(end_by("JUERGEN@kai.example"));
  EXPECT_TRUE(end_by("juergen@kai.example"));
  EXPECT_EQ(stored(id).state, AgreementState::ended);
}

TEST_P(Agreements, keep_their_mandate_with_another_account_and_get_a_new_one_when_it_was_ended) {
  AgreementId id = give();
  auto first = stored(id).mandate->reference;
  ProvenGiver proof = proof_of(id);
  auto to = [&](std::string_view number) {
    return change([&](auto& tx) {
      return change_account(tx, proof, till, id, {.holder = "J. Groß", .iban = iban(number)}, {"Text", "2"}, now);
    });
  };
  EXPECT_TRUE(to("DE02500105170137075030"));
  EXPECT_EQ(stored(id).mandate->reference, first);
  EXPECT_EQ(stored(id).mandate->account_end, "5030");
  collected("2026-12-01");
  settle_it(newest(id).id, euros(10), "1").value();
  return_it(newest(id).id, "MD01", euros(10), "2").value();
  EXPECT_EQ(stored(id).mandate->state, MandateState::ended);
  EXPECT_TRUE(to("DE02120300000000202051"));
  EXPECT_NE(stored(id).mandate->reference, first);
  EXPECT_EQ(stored(id).mandate->state, MandateState::active);
  AgreementId transfer = give(transfer_gift());
  EXPECT_EQ(code_of(write([&](auto& tx) {
    return change_account(tx, ilse, till, transfer, *debit_gift().account, *debit_gift().evidence, now);
  })), Code::conflict);
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
