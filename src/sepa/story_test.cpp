// The reference story, read as a till would read it.

#include <gtest/gtest.h>

#include "sepa/sepa.h"
#include "sepa/test_bank_files.h"

namespace allmende::sepa {
namespace {

Amount euro(std::int64_t cents) { return {Money::cents(cents), "EUR"}; }

class Story : public testing::Test {
 protected:
  void SetUp() override {
    if (reference_story("01").empty())
      GTEST_SKIP() << payment_data() / "synthetic"
                   << " is not here";
  }
  static Heard part(std::string_view number) {
    auto read = heard(reference_story(number));
    EXPECT_TRUE(read) << read.error().message << " " << read.error().where;
    return *std::move(read);
  }
};

TEST_F(Story, tells_of_a_batch_that_was_booked_as_one) {
  Heard read = part("01");
  Entry const& entry = read.statements.at(0).entries.at(0);
  EXPECT_EQ(entry.amount, euro(3750));
  EXPECT_EQ(entry.direction, Direction::credit);
  EXPECT_EQ(entry.servicer_reference, "B1");
  ASSERT_EQ(entry.batches.size(), 1U);
  EXPECT_EQ(entry.batches[0].payment_information_id, "RUN-2026-12-01-RCUR");
  EXPECT_EQ(entry.batches[0].count, 3);
  EXPECT_EQ(entry.batches[0].amount, euro(3750));
  ASSERT_EQ(entry.details.size(), 3U);
  EXPECT_EQ(entry.details[1].end_to_end_id, "C-0002-202612");
  EXPECT_EQ(entry.details[1].mandate_id, "M-0002");
  EXPECT_EQ(entry.details[1].amount, euro(1250));
  EXPECT_EQ(entry.details[1].debtor.name, "Ben Zwei");
  EXPECT_FALSE(is_return(entry, entry.details[1]));
}

TEST_F(Story, F17_tells_of_returns_with_a_fee_in_one_entry) {
  Heard read = part("02");
  Entry const& entry = read.statements.at(0).entries.at(0);
  ASSERT_EQ(entry.details.size(), 2U);
  Money lost = Money::cents(0);
  for (Detail const& detail : entry.details) {
    EXPECT_TRUE(is_return(entry, detail));
    auto amounts = returned_amounts(entry, detail).value();
    lost = lost + amounts.original + amounts.fee;
  }
  EXPECT_EQ(lost, entry.amount.money);
  EXPECT_EQ(returned_amounts(entry, entry.details[0]).value(),
            (ReturnedAmounts{Money::cents(1000), Money::cents(300)}));
  EXPECT_EQ(after_return(entry.details[0].return_reason.code).retry, Retry::once_later);
  EXPECT_EQ(after_return(entry.details[1].return_reason.code).mandate, MandateAfter::needs_account);
}

TEST_F(Story, F21_F22_has_twins_that_are_two) {
  Heard read = part("03");
  auto const& [statement, entries, totals, has_ended] = read.statements.at(0);
  ASSERT_EQ(entries.size(), 3U);
  EXPECT_EQ(entries[0].servicer_reference, "");
  Identities identities;
  EntryIdentity first = identities.next(statement, entries[0]);
  EntryIdentity second = identities.next(statement, entries[1]);
  EntryIdentity third = identities.next(statement, entries[2]);
  EXPECT_EQ(first.fingerprint, second.fingerprint);
  EXPECT_EQ(first.occurrence, 1);
  EXPECT_EQ(second.occurrence, 2);
  EXPECT_NE(third.fingerprint, first.fingerprint);
  Identities once_more;
  EXPECT_EQ(once_more.next(statement, entries[0]), first);
  EXPECT_EQ(once_more.next(statement, entries[1]), second);
  EXPECT_EQ(CreditorReference::parse(entries[2].details.at(0).references.at(0)).value().base(), "2026000123");
}

TEST_F(Story, F19_tells_of_a_refund_and_of_a_payment_that_nobody_knows) {
  Heard read = part("04");
  auto const& entries = read.statements.at(0).entries;
  EXPECT_EQ(entries.at(0).details.at(0).return_reason.code, "MD06");
  EXPECT_EQ(entries.at(1).details.at(0).end_to_end_id, "C-UNKNOWN-1");
  EXPECT_EQ(after_return("MD06").letter, Letter::asks_to_go_on);
}

TEST_F(Story, tells_of_what_was_rejected_before_it_was_collected) {
  Heard read = part("05");
  ASSERT_EQ(read.reports.size(), 1U);
  StatusReport const& report = read.reports[0];
  EXPECT_EQ(report.original_message_id, "MSG-RUN-2026-12-01");
  EXPECT_EQ(report.original_message_name, "pain.008.001.08");
  EXPECT_EQ(report.original_count, 3);
  EXPECT_EQ(report.original_sum, Money::cents(3750));
  EXPECT_EQ(report.status.code, "PART");
  ASSERT_EQ(report.batches.size(), 1U);
  EXPECT_EQ(report.batches[0].payment_information_id, "RUN-2026-12-01-RCUR");
  ASSERT_EQ(report.batches[0].transactions.size(), 1U);
  TransactionStatus const& rejected = report.batches[0].transactions[0];
  EXPECT_TRUE(rejected.status.is_rejected());
  EXPECT_EQ(rejected.end_to_end_id, "C-0003-202612");
  EXPECT_EQ(rejected.status.reasons.at(0).code, "AC01");
}

TEST_F(Story, F23_is_continued_by_each_statement_and_not_without_one) {
  auto mark = [&](char const* number) { return mark_of(part(number).statements.at(0).statement); };
  EXPECT_EQ(continuity(mark("01"), mark("02")), Continuity::follows);
  EXPECT_EQ(continuity(mark("02"), mark("03")), Continuity::follows);
  EXPECT_EQ(continuity(mark("03"), mark("04")), Continuity::follows) << "numbers begin anew with the year";
  EXPECT_EQ(continuity(mark("01"), mark("03")), Continuity::leaves_a_gap);
  EXPECT_EQ(continuity(mark("02"), mark("04")), Continuity::balances_differ);
  EXPECT_EQ(continuity(mark("02"), mark("02")), Continuity::repeats);
  EXPECT_EQ(continuity(mark("03"), mark("02")), Continuity::lies_before);
  EXPECT_EQ(continuity(mark("04"), mark("03")), Continuity::lies_before);
}

}  // namespace
}  // namespace allmende::sepa
