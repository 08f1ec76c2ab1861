// What comes back, in whatever order and shape it is told.

#include "banking/test_bank.h"

namespace allmende::banking {
namespace {

using namespace banking::test;
using testing::IsEmpty;
using testing::SizeIs;

class Returns : public BankTest {
 protected:
  /// The run of December was paid.
  void pay() { imported(next({all_three(collected())}, "2026-12-01")); }
  Money suspense() { return balance(chart::kSuspense) + euros(1000); }
};
ALLMENDE_ON_BOTH_ENGINES(Returns);

TEST_P(Returns, go_by_the_name_of_what_was_paid) {
  pay();
  Line const line = only_line(imported(next({came_back(anna, "AM04")})));
  EXPECT_EQ(line.kind, LineKind::came_back);
  EXPECT_EQ(line.cause, Cause::end_to_end_id);
  EXPECT_EQ(line.code, "AM04");
  EXPECT_EQ(attempt_of(anna).state, c::AttemptState::returned);
  EXPECT_EQ(balance(chart::kReturned), euros(10));
  EXPECT_EQ(balance(chart::kDebitClearing), euros(0));
}

TEST_P(Returns, F16_come_in_parts) {
  pay();
  auto part = [&](Money amount, std::string const& on) {
    ToldEntry entry = came_back(anna, "MD06", on);
    entry.amount = minus(amount);
    entry.payments[0].amount = amount;
    entry.payments[0].instructed.reset();
    return only_line(imported(next({entry}, on)));
  };
  EXPECT_EQ(part(euros(3), "2026-12-03").state, LineState::booked);
  EXPECT_EQ(attempt_of(anna).returned, euros(3));
  EXPECT_EQ(attempt_of(anna).state, c::AttemptState::settled);
  EXPECT_EQ(part(euros(7), "2026-12-04").state, LineState::booked);
  EXPECT_EQ(attempt_of(anna).state, c::AttemptState::returned);
  Line const too_much = part(euros(1), "2026-12-05");
  EXPECT_EQ(too_much.cause, Cause::contradiction);
  EXPECT_EQ(suspense(), euros(1));
}

TEST_P(Returns, F17_with_a_fee_in_one_entry_are_split) {
  pay();
  ToldEntry both = came_back(anna, "AM04", "2026-12-03", euros(3));
  both.payments.push_back(came_back(ben, "AC04").payments[0]);
  both.amount = minus(euros(25, 50));
  Import const file = imported(next({both}));
  EXPECT_THAT(lines(file), SizeIs(2));
  EXPECT_EQ(lines(file)[0].fee, euros(3));
  EXPECT_EQ(balance(chart::kReturned), euros(22, 50));
  EXPECT_EQ(balance(chart::kReturnFees), euros(3));
  EXPECT_EQ(suspense(), euros(0));
  EXPECT_EQ(attempt_of(cem).state, c::AttemptState::settled);
}

TEST_P(Returns, F17_whose_amounts_do_not_add_up_are_left_to_a_person) {
  pay();
  ToldEntry odd = came_back(anna, "AM04", "2026-12-03", euros(3));
  odd.payments[0].charges = euros(2);
  EXPECT_EQ(only_line(imported(next({odd}))).cause, Cause::unclear_amounts);
  EXPECT_EQ(suspense(), euros(13));
  EXPECT_EQ(attempt_of(anna).state, c::AttemptState::settled);
}

TEST_P(Returns, F18_without_a_name_go_by_mandate_and_original_amount) {
  pay();
  ToldEntry entry = came_back(anna, "MS03", "2026-12-03", euros(3));
  entry.payments[0].end_to_end_id.clear();
  Line const line = only_line(imported(next({entry})));
  EXPECT_EQ(line.cause, Cause::mandate);
  EXPECT_EQ(line.attempt, attempt_of(anna).id);
  EXPECT_EQ(balance(chart::kReturnFees), euros(3));
}

TEST_P(Returns, F18_for_which_two_would_fit_are_left_to_a_person) {
  pay();
  paper.now = moment("2026-12-10T09:00:00Z");
  c::RunId const january = write([&](auto& tx) { return paper.collect(tx, "2027-01-04"); });
  imported(next({all_three(january, "2027-01-04")}, "2027-01-04"));
  ToldEntry entry = came_back(anna, "MS03", "2027-01-07");
  entry.payments[0].end_to_end_id.clear();
  Line const line = only_line(imported(next({entry}, "2027-01-07")));
  EXPECT_EQ(line.cause, Cause::ambiguous);
  EXPECT_EQ(suspense(), euros(10));
  auto const found = read([&](auto& tx) { return suggestions(tx, ilse, till, line.id).value(); });
  ASSERT_THAT(found, SizeIs(1));
  ASSERT_TRUE(found[0].attempt);
  EXPECT_TRUE(assign_it(line.id, ToAgreement{anna, found[0].attempt}));
  EXPECT_EQ(suspense(), euros(0));
}

TEST_P(Returns, F18_of_a_debit_that_is_not_due_yet_are_not_looked_for) {
  pay();
  paper.now = moment("2026-12-10T09:00:00Z");
  write([&](auto& tx) { return paper.collect(tx, "2027-01-04"); });
  ToldEntry entry = came_back(anna, "MS03", "2026-12-11");
  entry.payments[0].end_to_end_id.clear();
  EXPECT_EQ(only_line(imported(next({entry}, "2026-12-11"))).cause, Cause::mandate);
}

TEST_P(Returns, F19_before_the_payment_wait_for_it) {
  c::RunId const run = collected();
  ToldEntry const back = came_back(anna, "AM04", "2026-12-01");
  Line const line = only_line(imported(next({back}, "2026-12-01")));
  EXPECT_EQ(line.state, LineState::waiting);
  EXPECT_EQ(line.cause, Cause::not_settled_yet);
  EXPECT_EQ(suspense(), euros(10));
  EXPECT_THAT(work(), SizeIs(1));
  Import const file = imported(next({all_three(run)}, "2026-12-01"));
  EXPECT_EQ(file.explained, 1);
  EXPECT_EQ(line_again(line.id).state, LineState::booked);
  EXPECT_EQ(attempt_of(anna).state, c::AttemptState::returned);
  EXPECT_EQ(suspense(), euros(0));
  EXPECT_EQ(balance(chart::kReturned, "2026-12-01"), euros(10)) << "on the day on which it came back";
  EXPECT_THAT(work(), IsEmpty());
}

TEST_P(Returns, F19_of_what_nobody_knows_are_left_to_a_person) {
  ToldEntry unknown{.amount = minus(euros(15)),
                    .day = "2026-12-03",
                    .code = "PMNT/IDDT/UPDD",
                    .payments = {{.amount = euros(15),
                                  .end_to_end_id = "C-UNKNOWN-1",
                                  .mandate = "M-9999",
                                  .reason = "MD01",
                                  .instructed = euros(15)}}};
  EXPECT_EQ(only_line(imported(next({unknown}))).cause, Cause::unknown);
  EXPECT_EQ(suspense(), euros(15));
}

TEST_P(Returns, that_come_twice_are_left_to_a_person) {
  pay();
  imported(next({came_back(anna, "AM04")}));
  ToldEntry again = came_back(anna, "MD06", "2026-12-04");
  again.payments[0].instructed = again.payments[0].amount = euros(10);
  again.amount = minus(euros(10));
  Line const line = only_line(imported(next({again}, "2026-12-04")));
  EXPECT_EQ(line.cause, Cause::contradiction);
  EXPECT_EQ(balance(chart::kReturned), euros(10));
}

TEST_P(Returns, of_a_batch_are_told_by_a_notification) {
  pay();
  ToldEntry both = came_back(anna, "AM04");
  both.payments.push_back(came_back(ben, "AC04").payments[0]);
  both.amount = minus(euros(22, 50));
  ToldEntry as_one = both;
  as_one.payments.clear();
  as_one.count = 2;
  ToldStatement statement = next({as_one});
  EXPECT_EQ(only_line(imported(statement)).state, LineState::waiting);
  statement.kind = "054";
  statement.entries = {both};
  EXPECT_EQ(imported(statement).explained, 1);
  EXPECT_EQ(imported(file_of(statement) + "\n").entries, 1) << "told again";
  EXPECT_EQ(attempt_of(anna).state, c::AttemptState::returned);
  EXPECT_EQ(attempt_of(ben).state, c::AttemptState::returned);
  EXPECT_EQ(suspense(), euros(0));
}

TEST_P(Returns, that_nobody_should_ever_see_stop_all_runs) {
  pay();
  imported(next({came_back(anna, "AM05")}));
  EXPECT_TRUE(read([&](auto& tx) { return c::stopped(tx); }));
}

// ---- What was rejected before it settled

TEST_P(Returns, before_settlement_leave_the_clearing_and_are_known_again) {
  c::RunId const run = collected();
  ToldReport report{.file = "x", .batch = batch_of(run), .rejections = {{name_of_attempt(cem), "AC01"}}};
  Import const file = imported(file_of(report));
  EXPECT_EQ(file.rejections, 1);
  EXPECT_EQ(report_of(file).at(0).fate, Fate::rejected);
  Line const line = line_again(report_of(file).at(0).line.value());
  EXPECT_EQ(line.kind, LineKind::rejection);
  EXPECT_EQ(line.state, LineState::booked);
  EXPECT_EQ(line.amount, euros(15));
  EXPECT_EQ(balance(chart::kDebitClearing), euros(22, 50));
  EXPECT_EQ(attempt_of(cem).state, c::AttemptState::returned);
  report.day = "2026-12-01";
  Import const again = imported(file_of(report));
  EXPECT_EQ(again.rejections, 0);
  EXPECT_EQ(report_of(again).at(0).fate, Fate::known);
  EXPECT_EQ(balance(chart::kDebitClearing), euros(22, 50));
}

TEST_P(Returns, of_a_whole_batch_and_of_a_whole_file_reject_all_of_it) {
  c::RunId const run = collected();
  EXPECT_EQ(imported(file_of(ToldReport{.file = "x", .batch = batch_of(run), .of_all = "FF01"})).rejections, 3);
  EXPECT_EQ(balance(chart::kDebitClearing), euros(0));
  for (c::AgreementId id : {anna, ben, cem}) EXPECT_EQ(attempt_of(id).state, c::AttemptState::returned);
}

TEST_P(Returns, of_a_whole_file_are_found_by_the_files_name) {
  c::RunId const run = collected();
  std::string const file = read([&](auto& tx) { return c::run(tx, run)->message_id().text(); });
  EXPECT_EQ(imported(file_of(ToldReport{.file = file, .of_all = "FF01"})).rejections, 3);
  EXPECT_EQ(balance(chart::kDebitClearing), euros(0));
}

TEST_P(Returns, of_what_nobody_knows_before_settlement_are_left_to_a_person) {
  collected();
  imported(file_of(ToldReport{.file = "x", .batch = "NOBODY", .rejections = {{"STRANGER", "AC01"}}}));
  imported(file_of(ToldReport{.file = "y", .of_all = "FF01"}));
  auto const open = work();
  ASSERT_THAT(open, SizeIs(2));
  EXPECT_EQ(open[0].kind, LineKind::rejection);
  EXPECT_EQ(open[0].state, LineState::open);
  EXPECT_EQ(code_of(assign_it(open[0].id, ToAccount{chart::kBankFees})), Code::invalid) << "no money moved";
  EXPECT_EQ(code_of(assign_it(open[0].id, ToAgreement{cem})), Code::invalid) << "which attempt?";
  EXPECT_TRUE(write([&](auto& tx) { return set_aside(tx, ilse, open[1].id, "not ours", beginning); }));
  EXPECT_EQ(suspense(), euros(0));
  EXPECT_EQ(balance(chart::kDebitClearing), euros(37, 50));
}

}  // namespace
}  // namespace allmende::banking
