// Whose a payment is, and what is done when nobody can tell.

#include "banking/test_bank.h"

namespace allmende::banking {
namespace {

using namespace banking::test;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

class Matching : public BankTest {
 protected:
  c::Gift transfer_gift(Money amount = euros(5)) {
    return {.amount = amount, .interval = c::Interval::monthly, .way = c::Way::transfer, .first = day("2026-12-01"),
            .giver = {.name = "Dora Dorn", .email = "dora@kai.example"}};
  }
  void expect_nothing_of(c::AgreementId id) { EXPECT_EQ(attempt_of(id).state, c::AttemptState::sealed); }
  Money suspense() { return balance(chart::kSuspense) + euros(1000); }

  /// Of the run's three payments two came.
  ToldEntry two_of_three() {
    ToldEntry entry{.amount = euros(22, 50), .day = "2026-12-01", .code = "PMNT/IDDT/ESDD", .count = 2};
    for (c::AgreementId id : {anna, ben}) {
      entry.payments.push_back({.amount = attempt_of(id).amount, .end_to_end_id = name_of_attempt(id), .mandate = mandate_of(id)});
    }
    return entry;
  }
  ToldStatement notification() {
    return {.number = 12, .day = "2026-12-01", .entries = {two_of_three()}, .kind = "054", .has_balances = false};
  }
  ToldStatement told_as_one() {
    ToldEntry entry = two_of_three();
    entry.payments.clear();
    return {.number = 335, .day = "2026-12-01", .opening = euros(1000), .entries = {entry}};
  }
  void expect_two_settled(Import const& statement) {
    auto const all = lines(statement);
    ASSERT_THAT(all, SizeIs(3));
    EXPECT_EQ(all[0].state, LineState::divided);
    EXPECT_EQ(all[1].attempt, attempt_of(anna).id);
    EXPECT_EQ(all[2].attempt, attempt_of(ben).id);
    EXPECT_EQ(all[2].state, LineState::booked);
    EXPECT_EQ(suspense(), euros(0));
    EXPECT_EQ(balance(chart::kDebitClearing), euros(15));
    expect_nothing_of(cem);
    EXPECT_EQ(code_of(assign_it(all[0].id, ToAccount{chart::kBankFees})), Code::conflict) << "it stands in lines of its own";
  }
};
ALLMENDE_ON_BOTH_ENGINES(Matching);

TEST_P(Matching, of_a_batch_goes_by_the_names_of_its_payments) {
  c::RunId const run = collected();
  EXPECT_EQ(balance(chart::kDebitClearing), euros(37, 50));
  Import const file = imported(next({all_three(run)}, "2026-12-01"));
  EXPECT_EQ(file.lines, 3);
  EXPECT_EQ(file.unexplained, 0);
  EXPECT_EQ(balance(chart::kDebitClearing), euros(0));
  EXPECT_EQ(balance(chart::kBank), euros(1037, 50));
  EXPECT_EQ(balance(chart::kRegularByReaders), minus(euros(37, 50)));
  for (c::AgreementId id : {anna, ben, cem}) EXPECT_EQ(attempt_of(id).state, c::AttemptState::settled);
  Line const line = lines(file)[1];
  EXPECT_EQ(line.kind, LineKind::collection);
  EXPECT_EQ(line.cause, Cause::end_to_end_id);
  EXPECT_EQ(line.agreement, ben);
  EXPECT_EQ(line.account, chart::kDebitClearing);
}

TEST_P(Matching, of_a_batch_that_is_told_as_one_goes_by_its_run) {
  c::RunId const run = collected();
  ToldEntry entry = all_three(run);
  entry.payments.clear();
  Line const line = only_line(imported(next({entry}, "2026-12-01")));
  EXPECT_EQ(line.kind, LineKind::batch);
  EXPECT_EQ(line.cause, Cause::batch);
  EXPECT_EQ(line.run, run);
  EXPECT_EQ(balance(chart::kDebitClearing), euros(0));
  for (c::AgreementId id : {anna, ben, cem}) EXPECT_EQ(attempt_of(id).state, c::AttemptState::settled);
}

TEST_P(Matching, of_a_batch_that_is_less_than_its_run_waits_for_what_was_rejected) {
  c::RunId const run = collected();
  ToldEntry entry = all_three(run);
  entry.payments.clear();
  entry.amount = euros(22, 50);
  entry.count = 2;
  Line const line = only_line(imported(next({entry}, "2026-12-01")));
  EXPECT_EQ(line.state, LineState::waiting);
  EXPECT_EQ(line.cause, Cause::details_missing);
  EXPECT_EQ(suspense(), minus(euros(22, 50)));
  Import const rejected =
      imported(file_of(ToldReport{.file = "x", .batch = batch_of(run), .rejections = {{name_of_attempt(cem), "AC01"}}}));
  EXPECT_EQ(rejected.rejections, 1);
  EXPECT_EQ(rejected.explained, 1);
  EXPECT_EQ(line_again(line.id).state, LineState::booked);
  EXPECT_EQ(suspense(), euros(0));
  EXPECT_EQ(balance(chart::kDebitClearing), euros(0));
  EXPECT_EQ(attempt_of(cem).state, c::AttemptState::returned);
}

TEST_P(Matching, of_a_batch_goes_by_a_notification_that_came_before) {
  collected();
  imported(notification());
  expect_two_settled(imported(told_as_one()));
}

TEST_P(Matching, of_a_batch_goes_by_a_notification_that_comes_after) {
  collected();
  Import const file = imported(told_as_one());
  EXPECT_EQ(imported(notification()).explained, 1);
  expect_two_settled(file);
  ToldStatement again = notification();
  again.id = "again";
  EXPECT_EQ(report_of(imported(again)).at(0).fate, Fate::known);
}

TEST_P(Matching, books_what_the_bank_keeps_of_a_batch_as_its_fee_and_what_it_does_not_explain_nowhere) {
  c::RunId const run = collected();
  ToldEntry entry = all_three(run);
  entry.amount = euros(37);
  entry.charges = Money::cents(50);
  Import const file = imported(next({entry}, "2026-12-01"));
  EXPECT_EQ(lines(file).back().kind, LineKind::fee);
  EXPECT_EQ(balance(chart::kBankFees), Money::cents(50));
  EXPECT_EQ(suspense(), euros(0));
  ToldEntry odd{.amount = euros(9), .day = "2026-12-03", .payments = {{.amount = euros(5)}, {.amount = euros(5)}}};
  Line const difference = lines(imported(next({odd}))).back();
  EXPECT_EQ(difference.kind, LineKind::difference);
  EXPECT_EQ(difference.amount, minus(euros(1)));
  EXPECT_EQ(difference.state, LineState::open);
}

TEST_P(Matching, of_a_collection_without_a_name_goes_by_mandate_and_amount) {
  collected();
  ToldEntry entry{.amount = euros(10),
                  .day = "2026-12-01",
                  .code = "PMNT/IDDT/ESDD",
                  .payments = {{.amount = euros(10), .mandate = mandate_of(anna)}}};
  Line const line = only_line(imported(next({entry}, "2026-12-01")));
  EXPECT_EQ(line.cause, Cause::mandate);
  EXPECT_EQ(line.attempt, attempt_of(anna).id);
}

TEST_P(Matching, leaves_a_collection_of_another_amount_and_one_that_was_paid_before_to_a_person) {
  collected();
  ToldEntry entry{.amount = euros(11),
                  .day = "2026-12-01",
                  .code = "PMNT/IDDT/ESDD",
                  .payments = {{.amount = euros(11), .end_to_end_id = name_of_attempt(anna)}}};
  Line const line = only_line(imported(next({entry}, "2026-12-01")));
  EXPECT_EQ(line.cause, Cause::contradiction);
  EXPECT_EQ(line.detail, "another amount was collected");
  expect_nothing_of(anna);
  entry.amount = entry.payments[0].amount = euros(10);
  imported(next({entry}, "2026-12-02"));
  entry.day = "2026-12-02";
  EXPECT_EQ(only_line(imported(next({entry}, "2026-12-02"))).cause, Cause::contradiction);
  EXPECT_EQ(suspense(), minus(euros(21)));
}

TEST_P(Matching, takes_no_transfer_for_a_collection_though_its_sender_calls_it_like_one) {
  collected();
  Line const line =
      only_line(imported(next({transfer(euros(10), {.end_to_end_id = name_of_attempt(anna), .mandate = mandate_of(anna)})})));
  EXPECT_EQ(line.kind, LineKind::transfer);
  EXPECT_EQ(line.state, LineState::open);
  expect_nothing_of(anna);
}

TEST_P(Matching, finds_an_agreements_reference_wherever_it_stands) {
  c::AgreementId const dora = give(transfer_gift());
  std::string const rf = reference_of(dora);
  std::string const cut = "SPENDE " + rf.substr(0, 6) + " " + rf.substr(6) + "DANKE";
  std::string lower = rf;
  for (char& letter : lower) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  Import const file = imported(next({transfer(euros(5), {.reference = rf}), transfer(euros(6), {.text = cut}),
                                     transfer(euros(7), {.end_to_end_id = rf}), transfer(euros(8), {.text = "Beitrag " + lower})}));
  for (std::size_t i = 1; i <= 4; ++i) {
    EXPECT_EQ(only_line(file, i).agreement, dora) << i;
    EXPECT_EQ(only_line(file, i).cause, Cause::reference) << i;
  }
  EXPECT_EQ(balance(chart::kRegularByReaders), minus(euros(26)));
  EXPECT_EQ(suspense(), euros(0));
}

TEST_P(Matching, leaves_what_bears_two_references_or_an_unknown_one_to_a_person) {
  c::AgreementId const one = give(transfer_gift()), other = give(transfer_gift());
  Import const file = imported(next({transfer(euros(5), {.text = reference_of(one) + " " + reference_of(other)}),
                                     transfer(euros(5), {.reference = "RF18539007547034"})}));
  EXPECT_EQ(only_line(file, 1).cause, Cause::ambiguous);
  EXPECT_EQ(only_line(file, 2).cause, Cause::unknown);
}

TEST_P(Matching, leaves_what_goes_out_and_what_the_bank_takes_back_otherwise_to_a_person) {
  ToldEntry rent{.amount = minus(euros(500)),
                 .day = "2026-12-03",
                 .code = "PMNT/ICDT/ESCT",
                 .payments = {{.amount = euros(500), .name = "Haus GmbH"}}};
  ToldEntry fee_with_somebody{.amount = minus(euros(2)),
                              .day = "2026-12-03",
                              .code = "PMNT/ICDT/CHRG",
                              .payments = {{.amount = euros(2), .iban = kBens}}};
  ToldEntry back{
      .amount = euros(3), .day = "2026-12-03", .code = "PMNT/ICDT/RRTN", .payments = {{.amount = euros(3), .reason = "AC01"}}};
  Import const file = imported(next({rent, fee_with_somebody, back}));
  EXPECT_EQ(only_line(file, 1).kind, LineKind::payout);
  EXPECT_EQ(only_line(file, 1).particulars.name, "Haus GmbH");
  EXPECT_EQ(only_line(file, 2).kind, LineKind::payout);
  EXPECT_EQ(only_line(file, 3).kind, LineKind::reversal);
  for (Line const& it : work()) EXPECT_EQ(it.cause, Cause::not_ours);
}

// ---- What a person decides

TEST_P(Matching, suggests_by_account_name_and_amount) {
  collected();
  c::AgreementId const dora = give(transfer_gift());
  imported(next({transfer(euros(5), {.name = "D. Dorn", .iban = kBens, .reference = reference_of(dora)})}));
  Import const file = imported(next({transfer(euros(5), {.name = "Dorn, Dora", .iban = kBens})}));
  auto const found = read([&](auto& tx) { return suggestions(tx, ilse, till, only_line(file).id).value(); });
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0], (Suggestion{.agreement = dora, .same_account = true, .words_of_name = 2, .same_amount = true}));
  EXPECT_EQ(found[1], (Suggestion{.agreement = ben, .same_account = true}));
  EXPECT_EQ(code_of(read([&](auto& tx) { return suggestions(tx, ilse, till, LineId(999)); })), Code::not_found);
}

TEST_P(Matching, by_a_person_goes_from_suspense_to_the_agreement_on_the_entrys_own_day_and_is_remembered) {
  c::AgreementId const dora = give(transfer_gift());
  Line const line = only_line(imported(next({transfer(euros(5), {.name = "Oma", .iban = kCems})})));
  paper.now = moment("2027-01-15T09:00:00Z");
  Line const assigned = assign_it(line.id, ToAgreement{dora}).value();
  EXPECT_EQ(assigned.state, LineState::booked);
  EXPECT_EQ(assigned.cause, Cause::person);
  EXPECT_TRUE(assign_it(line.id, ToAgreement{dora})) << "told again";
  EXPECT_EQ(balance(chart::kRegularByReaders, "2026-12-31"), minus(euros(5)));
  EXPECT_EQ(suspense(), euros(0));
  EXPECT_THAT(work(), IsEmpty());
  Import const file = imported(next({transfer(euros(5), {.iban = kCems}, "2027-01-20")}, "2027-01-20"));
  auto const found = read([&](auto& tx) { return suggestions(tx, ilse, till, only_line(file).id).value(); });
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_TRUE(found[0].same_account);
}

TEST_P(Matching, by_a_person_is_corrected_by_a_person_up_to_an_amount) {
  c::AgreementId const dora = give(transfer_gift()), anne = give(transfer_gift());
  Line const line = only_line(imported(next({transfer(euros(5), {.name = "Oma"})})));
  assign_it(line.id, ToAgreement{dora}).value();
  EXPECT_EQ(code_of(assign_it(line.id, ToAgreement{anne}, {.one_person_up_to = euros(4)})), Code::conflict);
  EXPECT_EQ(assign_it(line.id, ToAgreement{anne}).value().agreement, anne);
  EXPECT_EQ(assign_it(line.id, ToAccount{chart::kShareCapital}).value().agreement, std::nullopt);
  EXPECT_EQ(balance(chart::kRegularByReaders), euros(0));
  EXPECT_EQ(balance(chart::kShareCapital), minus(euros(5)));
  EXPECT_EQ(assign_it(line.id, ToAgreement{dora}).value().agreement, dora);
  EXPECT_EQ(balance(chart::kShareCapital), euros(0));
  EXPECT_EQ(balance(chart::kRegularByReaders), minus(euros(5)));
  EXPECT_EQ(balance(chart::kReturned), euros(0)) << "a mistake is no return";
}

TEST_P(Matching, by_a_person_settles_refunds_and_takes_back) {
  collected();
  ToldEntry nameless{.amount = euros(10), .day = "2026-12-01", .code = "PMNT/IDDT/ESDD", .payments = {{.amount = euros(10)}}};
  Line const paid = only_line(imported(next({nameless}, "2026-12-01")));
  EXPECT_EQ(code_of(assign_it(paid.id, ToAgreement{anna})), Code::invalid) << "which attempt?";
  EXPECT_EQ(code_of(assign_it(paid.id, ToAgreement{ben, attempt_of(ben).id})), Code::conflict) << "another amount";
  EXPECT_TRUE(assign_it(paid.id, ToAgreement{anna, attempt_of(anna).id}));
  EXPECT_EQ(attempt_of(anna).state, c::AttemptState::settled);
  EXPECT_EQ(code_of(assign_it(paid.id, ToAccount{chart::kBankFees})), Code::conflict) << "what was settled stays so";

  ToldEntry given_back{.amount = minus(euros(4)),
                       .day = "2026-12-05",
                       .code = "PMNT/ICDT/ESCT",
                       .payments = {{.amount = euros(4), .iban = kAnnas}}};
  Line const refund = only_line(imported(next({given_back}, "2026-12-05")));
  EXPECT_TRUE(assign_it(refund.id, ToAgreement{anna, attempt_of(anna).id}));
  EXPECT_EQ(attempt_of(anna).returned, euros(4));

  ToldEntry nameless_return{.amount = minus(euros(6)),
                            .day = "2026-12-06",
                            .code = "PMNT/IDDT/UPDD",
                            .payments = {{.amount = euros(6), .iban = kAnnas, .reason = "MD06"}}};
  Line const back = only_line(imported(next({nameless_return}, "2026-12-06")));
  auto const found = read([&](auto& tx) { return suggestions(tx, ilse, till, back.id).value(); });
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].attempt, attempt_of(anna).id);
  EXPECT_TRUE(assign_it(back.id, ToAgreement{anna, found[0].attempt}));
  EXPECT_EQ(attempt_of(anna).state, c::AttemptState::returned);
  EXPECT_EQ(suspense(), euros(0));
  EXPECT_EQ(balance(chart::kReturned), euros(10));
}

TEST_P(Matching, by_a_person_refuses_what_does_not_fit) {
  c::AgreementId const dora = give(transfer_gift());
  Line const gift = only_line(imported(next({transfer(euros(5), {})})));
  EXPECT_EQ(code_of(assign_it(gift.id, ToAgreement{c::AgreementId(999)})), Code::not_found);
  EXPECT_EQ(code_of(assign_it(gift.id, ToAgreement{dora, c::AttemptId(1)})), Code::invalid);
  EXPECT_EQ(code_of(assign_it(gift.id, ToAccount{ledger::AccountNumber::fixed(1299)})), Code::not_found);
  EXPECT_EQ(code_of(assign_it(LineId(999), ToAgreement{dora})), Code::not_found);
  EXPECT_EQ(
      code_of(write([&](auto& tx) { return assign(tx, ilse, till, gift.id, ToAgreement{dora}, "two\nlines", {}, beginning); })),
      Code::invalid);
  EXPECT_EQ(suspense(), minus(euros(5))) << "nothing was done";
}

TEST_P(Matching, is_set_aside_and_taken_up_again) {
  Line const line = only_line(imported(next({transfer(euros(5), {})})));
  auto aside = [&](std::string_view note) {
    return write([&](auto& tx) { return set_aside(tx, ilse, line.id, note, beginning); });
  };
  auto up = [&] { return write([&](auto& tx) { return take_up(tx, ilse, line.id, beginning); }); };
  EXPECT_EQ(code_of(up()), Code::conflict);
  EXPECT_EQ(code_of(aside("")), Code::invalid);
  EXPECT_TRUE(aside("ask the bank"));
  EXPECT_EQ(code_of(aside("again")), Code::conflict);
  EXPECT_THAT(work(), IsEmpty());
  EXPECT_THAT(read([&](auto& tx) { return set_aside_lines(tx, ilse, till, std::nullopt, 10).value(); }), SizeIs(1));
  EXPECT_EQ(suspense(), minus(euros(5)));
  EXPECT_TRUE(up());
  EXPECT_THAT(work(), SizeIs(1));
  auto const deeds = read([&](auto& tx) { return people::deeds_on(tx, "bank-line", std::to_string(line.id.value()), 10); });
  EXPECT_THAT(deeds, SizeIs(2));
}

}  // namespace
}  // namespace allmende::banking
