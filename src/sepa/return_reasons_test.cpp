#include "sepa/return_reasons.h"

#include <gtest/gtest.h>

namespace allmende::sepa {
namespace {

TEST(ReturnReasons, of_the_account_ask_for_another_one_once_and_never_collect_again) {
  for (char const* code : {"AC01", "AC04", "AC06", "AG01"}) {
    AfterReturn const& after = after_return(code);
    EXPECT_EQ(after.code, code);
    EXPECT_EQ(after.retry, Retry::never) << code;
    EXPECT_EQ(after.mandate, MandateAfter::needs_account) << code;
    EXPECT_EQ(after.letter, Letter::asks_for_account) << code;
  }
}

TEST(ReturnReasons, without_funds_may_be_tried_once_more_after_five_days_and_pauses_at_the_second_time) {
  AfterReturn const& after = after_return("AM04");
  EXPECT_EQ(after.retry, Retry::once_later);
  EXPECT_EQ(after.days_before_retry, 5);
  EXPECT_EQ(after.mandate, MandateAfter::stands);
  EXPECT_EQ(after.mandate_when_repeated, MandateAfter::paused);
}

TEST(ReturnReasons, F5_of_a_collection_twice_stop_everything) {
  EXPECT_EQ(after_return("AM05").alarm, Alarm::all_runs);
  EXPECT_EQ(after_return("AM05").retry, Retry::never);
}

TEST(ReturnReasons, of_the_payer_are_never_answered_with_another_debit_nor_with_a_demand) {
  for (char const* code : {"MD06", "MS02"}) {
    EXPECT_EQ(after_return(code).retry, Retry::never) << code;
    EXPECT_EQ(after_return(code).mandate, MandateAfter::paused) << code;
    EXPECT_EQ(after_return(code).letter, Letter::asks_to_go_on) << code;
  }
  EXPECT_EQ(after_return("MD01").mandate, MandateAfter::ended);
  EXPECT_EQ(after_return("MD01").retry, Retry::never);
  EXPECT_EQ(after_return("MD01").letter, Letter::none);
  EXPECT_EQ(after_return("SL01").retry, Retry::never);
  EXPECT_EQ(after_return("SL01").letter, Letter::tells_to_allow_us);
}

TEST(ReturnReasons, of_a_death_end_debits_and_letters_and_call_somebody) {
  AfterReturn const& after = after_return("MD07");
  EXPECT_EQ(after.retry, Retry::never);
  EXPECT_EQ(after.mandate, MandateAfter::ended);
  EXPECT_EQ(after.letter, Letter::none);
  EXPECT_EQ(after.alarm, Alarm::person);
}

TEST(ReturnReasons, of_our_own_stop_the_run_and_do_not_trouble_the_payer) {
  for (char const* code : {"MD02", "FF01", "FF05", "AG02", "BE05", "DT01", "TM01"}) {
    AfterReturn const& after = after_return(code);
    EXPECT_EQ(after.retry, Retry::after_correction) << code;
    EXPECT_EQ(after.mandate, MandateAfter::stands) << code;
    EXPECT_EQ(after.letter, Letter::none) << code;
    EXPECT_EQ(after.alarm, Alarm::all_runs) << code;
  }
}

TEST(ReturnReasons, that_the_bank_keeps_to_itself_wait_for_the_next_period_and_pause_at_the_second_time) {
  EXPECT_EQ(after_return("MS03").retry, Retry::with_next_period);
  EXPECT_EQ(after_return("MS03").mandate_when_repeated, MandateAfter::paused);
}

TEST(ReturnReasons, unknown_or_of_the_authorities_are_left_to_a_person) {
  for (char const* code : {"", "ZZ99", "am04", "RR01", "RR02", "RR03", "RR04"}) {
    EXPECT_EQ(after_return(code).retry, Retry::never) << code;
    EXPECT_EQ(after_return(code).mandate, MandateAfter::by_hand) << code;
    EXPECT_EQ(after_return(code).alarm, Alarm::person) << code;
  }
  EXPECT_TRUE(after_return("ZZ99").code.empty());
}

TEST(ReturnReasons, are_all_there_once) {
  EXPECT_EQ(return_reasons().size(), 26U);
  for (AfterReturn const& reason : return_reasons()) {
    EXPECT_EQ(&after_return(reason.code), &reason);
    EXPECT_FALSE(reason.meaning.empty()) << reason.code;
    EXPECT_EQ(reason.retry == Retry::once_later, reason.days_before_retry > 0) << reason.code;
  }
}

}  // namespace
}  // namespace allmende::sepa
