// Due days are counted from the first one, and periods are the months of nominal days.

#include "contributions/schedule.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <numeric>
#include <set>

#include "contributions/test_till.h"

namespace allmende::contributions {
namespace {

using test::day;

struct Line {
  std::string name;
  Date anchor;
  int months;
  int n;
  Date nominal, bank, last_hand_over, prenotify;
};

std::vector<Line> billing_dates() {
  std::ifstream in(std::filesystem::path(ALLMENDE_SOURCE) / ".." / "shared" / "data" / "sepa" / "vectors" /
                   "billing_dates.tsv");
  std::vector<Line> lines;
  std::string text;
  std::getline(in, text);
  while (std::getline(in, text)) {
    if (text.ends_with('\r')) text.pop_back();
    std::istringstream words(text);
    std::vector<std::string> columns;
    for (std::string word; std::getline(words, word, '\t');) columns.push_back(word);
    lines.push_back({columns[0], day(columns[1]), std::stoi(columns[2]), std::stoi(columns[3]), day(columns[4]),
                     day(columns[5]), day(columns[6]), day(columns[7])});
  }
  if (lines.empty()) std::cout << "skipped: ../shared/data/sepa is absent\n";
  return lines;
}

Interval interval_of(int months) {
  for (Interval it : {Interval::monthly, Interval::quarterly, Interval::yearly}) {
    if (months_of(it) == months) return it;
  }
  return Interval::once;
}

TEST(Schedules, F24_F25_F33_are_those_of_the_vectors) {
  for (Line const& it : billing_dates()) {
    Schedule const schedule = Schedule::from(it.anchor, interval_of(it.months));
    EXPECT_EQ(schedule.due(it.n), it.nominal) << it.name << it.n;
    EXPECT_EQ(sepa::target_day_from(it.nominal), it.bank);
    EXPECT_EQ(sepa::last_hand_over_day(it.bank, {.lead_days = 1}), it.last_hand_over);
    EXPECT_EQ(it.bank.plus_days(-14), it.prenotify);
    if (it.n > 0) {
      EXPECT_EQ(schedule.after(schedule.due(it.n - 1)), it.nominal);
    }
    EXPECT_EQ(schedule.from(it.nominal), it.nominal);
  }
}

TEST(Schedules, F25_owe_each_month_once_though_the_bank_debits_two_in_one) {
  Schedule const schedule = Schedule::from(day("2026-08-31"), Interval::monthly);
  std::set<std::string> periods;
  for (int n = 0; n < 48; ++n) EXPECT_TRUE(periods.insert(period_of(schedule.due(n))).second) << n;
}

TEST(Schedules, F24_keep_the_day_that_was_wished_when_they_begin_in_a_short_month) {
  Schedule const schedule{day("2027-02-28"), 31, Interval::monthly};
  EXPECT_EQ(schedule.due(1), day("2027-03-31"));
  EXPECT_EQ(schedule.due(2), day("2027-04-30"));
}

TEST(Schedules, find_the_next_day_from_any_day) {
  for (Interval interval : {Interval::monthly, Interval::quarterly, Interval::yearly}) {
    Schedule const schedule = Schedule::from(day("2024-02-29"), interval);
    Date wanted = day("2024-01-15");
    for (int i = 0; i < 1'500; ++i, wanted = wanted.plus_days(1)) {
      int n = 0;
      while (schedule.due(n) < wanted) ++n;
      ASSERT_EQ(schedule.from(wanted), schedule.due(n)) << wanted.iso8601();
    }
  }
}

TEST(Schedules, of_a_single_gift_end_with_it) {
  Schedule const schedule = Schedule::from(day("2026-12-01"), Interval::once);
  EXPECT_EQ(schedule.from(day("2026-11-01")), day("2026-12-01"));
  EXPECT_EQ(schedule.after(day("2026-12-01")), std::nullopt);
}

TEST(Splitting, F28_gives_parts_that_sum_to_the_whole) {
  auto parts = split(Money::cents(100'00), 12);
  EXPECT_EQ(parts.front(), Money::cents(8'34));
  EXPECT_EQ(parts.back(), Money::cents(8'33));
  for (std::int64_t cents : std::vector<std::int64_t>{0, 1, 11, 12, 13, 100'00, 99'999'999'999}) {
    for (int count : {1, 2, 3, 7, 12}) {
      auto split_up = split(Money::cents(cents), count);
      std::int64_t sum = 0, least = split_up.back().cents(), most = split_up.front().cents();
      for (Money it : split_up) sum += it.cents();
      EXPECT_EQ(sum, cents);
      EXPECT_LE(most - least, 1);
    }
  }
}

TEST(Mandates, F32_expire_as_the_vectors_say) {
  std::ifstream in(std::filesystem::path(ALLMENDE_SOURCE) / ".." / "shared" / "data" / "sepa" / "vectors" /
                   "mandate_expiry.tsv");
  std::string text;
  std::getline(in, text);
  while (std::getline(in, text)) {
    if (text.ends_with('\r')) text.pop_back();
    std::size_t tab = text.find('\t');
    EXPECT_EQ(sepa::mandate_expires(day(text.substr(0, tab))), day(text.substr(tab + 1)));
  }
}

}  // namespace
}  // namespace allmende::contributions
