// The rule, tried as somebody would break it who writes down everything that is ever published.

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <set>

#include "transparency/block.h"

namespace allmende::transparency {
namespace {

using contributions::GiverId;
using ledger::Month;
using testing::IsEmpty;
using testing::SizeIs;

Instant hour(std::int64_t number) { return Instant::from_microseconds(1'790'000'000'000'000 + number * 3'600'000'000); }
Month month(std::string_view text) { return Month::parse(text).value(); }
Month const kNovember = month("2026-11");

std::vector<Waiting> readers(int count, Kind kind = Kind::regular_readers, int first = 1) {
  std::vector<Waiting> all;
  for (int i = first; i < first + count; ++i) all.push_back({kNovember, kind, GiverId(i), Money::cents(1'000), hour(0)});
  return all;
}
std::vector<Waiting> operator+(std::vector<Waiting> some, std::vector<Waiting> const& more) {
  some.insert(some.end(), more.begin(), more.end());
  return some;
}

TEST(Blocks, are_of_ten_givers) {
  auto waiting = readers(9);
  EXPECT_THAT(take_blocks(waiting, kNovember, hour(0)), IsEmpty());
  EXPECT_THAT(waiting, SizeIs(9));
  waiting = readers(10);
  EXPECT_THAT(take_blocks(waiting, kNovember, hour(0)), testing::ElementsAre(Block{kNovember, Kind::regular_readers, Money::cents(10'000), 10}));
  EXPECT_THAT(waiting, IsEmpty());
}

TEST(Blocks, count_nobody_whose_money_was_returned) {
  auto waiting = readers(10);
  waiting.back().amount = Money::cents(0);
  EXPECT_THAT(take_blocks(waiting, kNovember, hour(0)), IsEmpty());
  EXPECT_THAT(waiting, SizeIs(9)) << "what has come to nothing waits no longer";
}

TEST(Blocks, are_of_several_kinds_after_a_week) {
  auto waiting = readers(6) + readers(4, Kind::once_members, 7);
  EXPECT_THAT(take_blocks(waiting, kNovember, hour(24 * 7 - 1)), IsEmpty());
  EXPECT_THAT(take_blocks(waiting, kNovember, hour(24 * 7)), testing::ElementsAre(Block{kNovember, Kind::several, Money::cents(10'000), 10}));
}

TEST(Blocks, of_several_kinds_count_a_giver_once) {
  auto waiting = readers(6) + readers(6, Kind::once_readers);
  EXPECT_THAT(take_blocks(waiting, kNovember, hour(24 * 8)), IsEmpty());
}

TEST(Blocks, take_what_was_too_little_into_a_later_month) {
  auto waiting = readers(6);
  auto const december = kNovember.next();
  EXPECT_THAT(take_blocks(waiting, december, hour(24 * 31 - 1)), IsEmpty());
  EXPECT_EQ(waiting.front().month, kNovember);
  for (int i = 7; i <= 10; ++i) waiting.push_back({december, Kind::regular_readers, GiverId(i), Money::cents(500), hour(700)});
  EXPECT_THAT(take_blocks(waiting, december, hour(24 * 31)), testing::ElementsAre(Block{december, Kind::regular_readers, Money::cents(8'000), 10}));
}

/// One gift of somebody, and how much of it came back.
struct Gift {
  int giver;
  Kind kind;
  int month;  ///< of the bank's day, before the current one
  std::int64_t cents;
  int day;       ///< on which it is taken in
  int returned;  ///< days later; 0: it is not
};

/// Everything that is published in the course of a year, day by day: a number for each day, month and kind.
using Published = std::vector<std::int64_t>;

struct Run {
  Published published;
  std::vector<Block> blocks;
  Money waiting = Money::cents(0);
};

Run publish(std::vector<Gift> const& gifts, int days) {
  Run run;
  std::vector<Waiting> waiting;
  std::map<std::pair<Month, Kind>, std::int64_t> told;
  Month const first = month("2026-01");
  auto of_day = [&](int day) { return first.before(-day / 30); };
  auto add = [&](Gift const& it, std::int64_t cents, Month in, Instant now) {
    auto there = std::ranges::find_if(waiting, [&](Waiting const& w) { return w.month == in && w.kind == it.kind && w.giver == GiverId(it.giver); });
    if (there == waiting.end()) waiting.push_back({in, it.kind, GiverId(it.giver), Money::cents(cents), now});
    else there->amount = there->amount + Money::cents(cents);
  };
  for (int day = 0; day < days; ++day) {
    Instant const now = hour(24 * day);
    for (Gift const& it : gifts) {
      if (it.day == day) add(it, it.cents, of_day(day).before(it.month), now);
      if (it.returned > 0 && it.day + it.returned == day) add(it, -it.cents, of_day(day), now);
    }
    for (Block const& block : take_blocks(waiting, of_day(day), now)) {
      run.blocks.push_back(block);
      told[{block.month, block.kind}] += block.amount.cents();
    }
    for (int m = -2; m < days / 30 + 2; ++m) {
      for (Kind kind : kKinds) run.published.push_back(told[{first.before(-m), kind}]);
    }
  }
  for (Waiting const& it : waiting) run.waiting = run.waiting + it.amount;
  return run;
}

rc::Gen<Gift> any_gift(int days) {
  using namespace rc;
  return gen::build<Gift>(gen::set(&Gift::giver, gen::inRange(1, 60)),
                          gen::set(&Gift::kind, gen::weightedElement<Kind>({{12, Kind::regular_readers}, {4, Kind::regular_members},
                                                                             {1, Kind::regular_organisations}, {3, Kind::once_readers}})),
                          gen::set(&Gift::month, gen::weightedElement<int>({{9, 0}, {1, 1}})),
                          gen::set(&Gift::cents, gen::inRange<std::int64_t>(100, 100'000)),
                          gen::set(&Gift::day, gen::inRange(0, days)),
                          gen::set(&Gift::returned, gen::weightedElement<int>({{8, 0}, {1, 1}, {1, 9}})));
}

/// Whoever adds and subtracts published numbers gets sums over gifts; in which numbers a gift stands is known by making
/// it a cent larger. Gifts that stand in the same numbers cannot be told apart by any of that: there must be ten givers
/// of them.
void cannot_be_told(std::vector<Gift> const& gifts, int days) {
  Run const run = publish(gifts, days);
  std::map<Published, std::set<int>> alike;
  for (std::size_t i = 0; i < gifts.size(); ++i) {
    auto changed = gifts;
    ++changed[i].cents;
    Published const with = publish(changed, days).published;
    Published weights(with.size());
    bool is_seen = false;
    for (std::size_t n = 0; n < with.size(); ++n) {
      weights[n] = with[n] - run.published[n];
      RC_ASSERT(weights[n] >= -1 && weights[n] <= 1);
      is_seen = is_seen || weights[n] != 0;
    }
    if (is_seen) alike[weights].insert(gifts[i].giver);
  }
  for (auto const& [weights, givers] : alike) RC_ASSERT(givers.size() >= kFewestGivers);
}

RC_GTEST_PROP(Rule, lets_nobody_be_told_by_any_sum_or_difference_of_what_was_ever_published, ()) {
  constexpr int kDays = 75;
  auto gifts = *rc::gen::container<std::vector<Gift>>(static_cast<std::size_t>(*rc::gen::inRange(0, 160)), any_gift(kDays));
  for (Gift& it : gifts) it.returned = 0;
  cannot_be_told(gifts, kDays);
}

RC_GTEST_PROP(Rule, tells_everything_but_what_waits_and_has_ten_givers_in_each_block_with_returns_too, ()) {
  constexpr int kDays = 75;
  auto gifts = *rc::gen::container<std::vector<Gift>>(static_cast<std::size_t>(*rc::gen::inRange(0, 300)), any_gift(kDays));
  Run const run = publish(gifts, kDays);
  std::int64_t sum = 0;
  for (Gift const& it : gifts) {
    bool const came_back = it.returned > 0 && it.day + it.returned < kDays;
    if (!came_back) sum += it.cents;
  }
  for (Block const& it : run.blocks) {
    RC_ASSERT(it.givers >= static_cast<std::int64_t>(kFewestGivers));
    sum -= it.amount.cents();
  }
  RC_ASSERT(sum == run.waiting.cents());
}

}  // namespace
}  // namespace allmende::transparency
