// Changing what was promised, and ending it.

#include "contributions/test_till.h"

namespace allmende::contributions {
namespace {

using namespace contributions::test;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;

class Changes : public TillTest {
 protected:
  template <class Change>
  auto change(Change const& act) {
    return write([&](auto& tx) { return act(tx); });
  }
};
ALLMENDE_ON_BOTH_ENGINES(Changes);

TEST_P(Changes, are_changed_by_those_whose_they_are_and_by_the_till) {
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
  EXPECT_EQ(code_of(change([&](auto& tx) { return change_amount(tx, proof, till, mine, euros(0), now); })),
            Code::invalid);
}

TEST_P(Changes, move_what_is_owed_and_not_sealed_to_another_day_of_its_month) {
  AgreementId id = give();
  plan_for("2026-12-01").value();
  ProvenGiver proof = proof_of(id);
  EXPECT_TRUE(change(
      [&](auto& tx) { return change_schedule(tx, proof, till, id, Interval::monthly, day("2026-12-15"), now); }));
  EXPECT_EQ(newest(id).state, AttemptState::voided);
  EXPECT_EQ(next_of(id), (Next{day("2026-12-01"), day("2026-12-15"), euros(10)}));
  RunId run = collected("2026-12-15");
  EXPECT_EQ(newest(id).run, run);
  EXPECT_EQ(newest(id).number, 2);
  settle_it(newest(id).id, euros(10), "1", "2026-12-15").value();
  EXPECT_EQ(next_of(id)->nominal, day("2027-01-15"));
}

TEST_P(Changes, F10_do_not_move_into_a_month_that_was_collected) {
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

TEST_P(Changes, that_are_paused_are_not_collected_and_make_up_for_nothing_when_resumed) {
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

TEST_P(Changes, end_at_once_and_only_once) {
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

TEST_P(Changes, F8_end_before_sealing_and_nothing_is_collected) {
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

TEST_P(Changes, F8_ended_after_sealing_say_what_still_comes_and_the_office_sees_what_was_collected) {
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
    return refund(tx, ilse, till, id, newest(id).id, {source("2"), "", euros(10), Money::cents(0), day("2026-12-03")},
                  now);
  }));
  EXPECT_THAT(tasks_now(), IsEmpty());
}

TEST_P(Changes, are_ended_without_a_link_by_who_knows_address_and_reference) {
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

TEST_P(Changes, keep_their_mandate_with_another_account_and_get_a_new_one_when_it_was_ended) {
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
            })),
            Code::conflict);
}

}  // namespace
}  // namespace allmende::contributions
