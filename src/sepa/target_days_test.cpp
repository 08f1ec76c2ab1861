#include "sepa/target_days.h"

#include <gtest/gtest.h>

#include <set>

#include "sepa/periods.h"
#include "sepa/test_data.h"

namespace allmende::sepa {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

Date date(std::string_view text) { return Date::parse(text).value(); }
Instant instant(std::string_view text) { return Instant::parse(text).value(); }

words::Words const& berlin() {
  static auto const words = words::Words::make(Language::parse("de").value(), "Europe/Berlin");
  return *words;
}

CollectionDays days_for(std::string_view handed_over, HandOverRules const& rules = {}) {
  return collection_days(instant(handed_over), rules, berlin());
}

TEST(TargetDays, F33_leave_out_weekends_easter_and_four_days_more) {
  for (char const* closed : {"2026-04-03", "2026-04-06", "2026-05-01", "2026-12-25", "2026-12-26", "2027-01-01",
                             "2026-11-28", "2026-11-29"}) {
    EXPECT_FALSE(is_target_day(date(closed))) << closed;
  }
  // Holidays of Germany alone do not matter.
  for (char const* open : {"2026-10-03", "2026-05-14", "2026-12-24", "2026-12-31", "2026-04-02", "2026-04-07"}) {
    bool saturday = std::string_view(open) == "2026-10-03";
    EXPECT_EQ(is_target_day(date(open)), !saturday) << open;
  }
}

TEST(TargetDays, F33_agree_with_the_table_of_closing_days) {
  auto file = payment_data() / "vectors" / "target_closing_days_2025_2035.tsv";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not here";
  std::set<std::string> closed;
  for (std::string const& line : lines_of(file)) closed.insert(columns_of(line).at(0));
  ASSERT_EQ(closed.size(), 67U);
  for (Date day = date("2025-01-01"); day <= date("2035-12-31"); day = day.plus_days(1)) {
    bool weekend = std::chrono::weekday(std::chrono::sys_days(day.ymd())).iso_encoding() > 5;
    EXPECT_EQ(is_target_day(day), !weekend && !closed.contains(day.iso8601())) << day.iso8601();
  }
}

TEST(TargetDays, are_counted_without_the_days_between) {
  EXPECT_EQ(target_day_from(date("2027-03-26")), date("2027-03-30"));
  EXPECT_EQ(target_day_from(date("2027-03-25")), date("2027-03-25"));
  EXPECT_EQ(target_days_after(date("2026-12-24"), 1), date("2026-12-28"));
  EXPECT_EQ(target_days_before(date("2026-12-28"), 1), date("2026-12-24"));
  EXPECT_EQ(target_days_after(date("2026-12-26"), 0), date("2026-12-26"));
  EXPECT_THROW(target_days_after(date("2026-12-26"), -1), Bug);
}

TEST(TargetDays, F24_F25_F33_agree_with_the_vectors_of_due_dates) {
  auto file = payment_data() / "vectors" / "billing_dates.tsv";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not here";
  auto lines = lines_of(file);
  ASSERT_EQ(lines.size(), 42U);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    auto columns = columns_of(lines[i]);
    int months = std::stoi(columns.at(2)) * std::stoi(columns.at(3));
    Date nominal = months_after(date(columns.at(1)), months);
    EXPECT_EQ(nominal, date(columns.at(4))) << lines[i];
    EXPECT_EQ(target_day_from(nominal), date(columns.at(5))) << lines[i];
    EXPECT_EQ(last_hand_over_day(target_day_from(nominal), {.lead_days = 1}), date(columns.at(6))) << lines[i];
  }
}

TEST(HandOver, counts_lead_days_from_the_day_on_which_the_bank_takes_the_file) {
  // Tuesday, before and after noon in Berlin.
  EXPECT_EQ(days_for("2026-12-01T11:00:00Z").earliest, date("2026-12-03"));
  EXPECT_EQ(days_for("2026-12-01T11:00:01Z").earliest, date("2026-12-04"));
  EXPECT_EQ(days_for("2026-12-01T11:00:00Z", {.lead_days = 1}).earliest, date("2026-12-02"));
  EXPECT_EQ(days_for("2026-12-01T16:29:00Z", {.lead_days = 1, .cut_off = hours(17) + minutes(30)}).earliest,
            date("2026-12-02"));
  // Saturday: the bank takes it on Monday.
  EXPECT_EQ(days_for("2026-11-28T08:00:00Z").earliest, date("2026-12-02"));
  EXPECT_EQ(days_for("2026-11-28T20:00:00Z").earliest, date("2026-12-02"));
  // Before Easter.
  EXPECT_EQ(days_for("2027-03-25T08:00:00Z", {.lead_days = 1}).earliest, date("2027-03-30"));
}

TEST(HandOver, F26_goes_by_the_banks_clocks) {
  // 23:30 in Greenwich is the next day in Berlin.
  EXPECT_EQ(days_for("2026-11-30T23:30:00Z").earliest, days_for("2026-12-01T08:00:00Z").earliest);
  EXPECT_EQ(days_for("2026-11-30T22:30:00Z").earliest, days_for("2026-11-30T13:00:00Z").earliest);
  // In summer noon is at 10 in Greenwich.
  EXPECT_EQ(days_for("2026-07-01T10:00:00Z").earliest, date("2026-07-03"));
  EXPECT_EQ(days_for("2026-07-01T10:00:01Z").earliest, date("2026-07-06"));
}

TEST(HandOver, F26_is_the_same_in_the_hour_that_is_left_out_and_in_the_one_that_comes_twice) {
  HandOverRules rules{.lead_days = 2, .cut_off = hours(2) + minutes(30)};
  for (char const* moment : {"2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z"}) {
    EXPECT_EQ(days_for(moment, rules).earliest, date("2026-04-01")) << moment;
  }
  for (char const* moment : {"2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"}) {
    EXPECT_EQ(days_for(moment, rules).earliest, date("2026-10-28")) << moment;
  }
}

TEST(HandOver, has_a_latest_day_too) { EXPECT_EQ(days_for("2026-12-01T08:00:00Z").latest, date("2026-12-15")); }

TEST(HandOver, last_day_is_the_inverse_of_the_earliest_collection) {
  for (int lead = 1; lead <= 5; ++lead) {
    HandOverRules rules{.lead_days = lead};
    for (Date day = date("2026-12-01"); day < date("2027-04-30"); day = day.plus_days(1)) {
      if (!is_target_day(day)) continue;
      Date last = last_hand_over_day(day, rules);
      EXPECT_EQ(days_for(last.iso8601() + "T06:00:00Z", rules).earliest, day);
      EXPECT_GT(days_for(last.iso8601() + "T18:00:00Z", rules).earliest, day);
    }
  }
}

TEST(HandOver, with_rules_that_no_bank_has_is_a_bug) {
  EXPECT_THROW(days_for("2026-12-01T08:00:00Z", {.lead_days = 0}), Bug);
  EXPECT_THROW(days_for("2026-12-01T08:00:00Z", {.cut_off = hours(24)}), Bug);
}

TEST(Periods, months_after_stays_at_the_end_of_the_month) {
  EXPECT_EQ(months_after(date("2026-08-31"), 1), date("2026-09-30"));
  EXPECT_EQ(months_after(date("2026-08-31"), 2), date("2026-10-31"));
  EXPECT_EQ(months_after(date("2024-02-29"), 12), date("2025-02-28"));
  EXPECT_EQ(months_after(date("2024-02-29"), 48), date("2028-02-29"));
  EXPECT_THROW(months_after(date("2026-08-31"), -1), Bug);
}

TEST(Periods, of_returns_agree_with_the_vectors) {
  auto file = payment_data() / "vectors" / "refund_windows.tsv";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not here";
  auto lines = lines_of(file);
  ASSERT_EQ(lines.size(), 6U);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    auto columns = columns_of(lines[i]);
    ReturnWindows windows = return_windows(date(columns.at(0)));
    EXPECT_EQ(windows.refund, date(columns.at(1))) << lines[i];
    EXPECT_EQ(windows.unauthorised_refund, date(columns.at(2))) << lines[i];
    EXPECT_EQ(windows.bank_return, date(columns.at(3))) << lines[i];
  }
}

TEST(Periods, F32_of_a_mandate_end_after_36_months) {
  EXPECT_EQ(mandate_expires(date("2023-11-22")), date("2026-11-22"));
  EXPECT_LT(mandate_expires(date("2023-11-22")), date("2026-11-23"));
  auto file = payment_data() / "vectors" / "mandate_expiry.tsv";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not here";
  auto lines = lines_of(file);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    auto columns = columns_of(lines[i]);
    EXPECT_EQ(mandate_expires(date(columns.at(0))), date(columns.at(1))) << lines[i];
  }
}

}  // namespace
}  // namespace allmende::sepa
