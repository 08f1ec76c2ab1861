#include "advertising/choice.h"

#include <gmock/gmock.h>

#include <random>

namespace allmende::advertising {
namespace {


constexpr std::uint32_t kAll = ~std::uint32_t{0};

Instant at(std::int64_t second) { return Instant::from_microseconds(second * 1'000'000); }

/// Numbers at random, the same in every run.
class Coins {
 public:
  explicit Coins(unsigned seed) : random_(seed) {}
  std::uint32_t operator()() { return static_cast<std::uint32_t>(random_()); }

 private:
  std::mt19937 random_;
};

Campaign campaign() { return {Slug::parse("brot").value()}; }

TEST(Choice, gives_each_its_weight_over_a_hundred_thousand_coins) {
  std::vector<std::uint32_t> const weights{1, 3, 6, 10, 80};
  Coins coin(7);
  std::vector<int> chosen(weights.size() + 1);
  constexpr int kTimes = 100'000;
  for (int i = 0; i < kTimes; ++i) ++chosen[choose(weights, kAll, coin())];
  EXPECT_EQ(chosen[0], 0);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    double share = weights[i] / 100.0;
    double deviation = std::sqrt(kTimes * share * (1 - share));
    EXPECT_NEAR(chosen[i + 1], kTimes * share, 5 * deviation) << i;
  }
}

TEST(Choice, shares_what_one_leaves_among_the_others) {
  std::vector<std::uint32_t> const weights{50, 1, 1};
  Coins coin(8);
  std::vector<int> chosen(4);
  for (int i = 0; i < 10'000; ++i) ++chosen[choose(weights, 0b110, coin())];
  EXPECT_EQ(chosen[0] + chosen[1], 0);
  EXPECT_NEAR(chosen[2], 5000, 250);
}

TEST(Choice, never_falls_on_one_that_may_not_be_shown_nor_beyond_the_last) {
  Coins random(9);
  for (int i = 0; i < 100'000; ++i) {
    std::vector<std::uint32_t> weights(random() % (kMostOfPlace + 1));
    for (auto& weight : weights) weight = 1 + random() % 1000;
    std::uint32_t open = random() & random();
    std::uint32_t coin = i % 3 == 0 ? 0 : i % 3 == 1 ? kAll : random();
    std::size_t number = choose(weights, open, coin);
    std::uint64_t possible = open & ((std::uint64_t{1} << weights.size()) - 1);
    ASSERT_EQ(number == 0, possible == 0);
    ASSERT_LE(number, weights.size());
    ASSERT_TRUE(number == 0 || (open >> (number - 1) & 1) != 0);
  }
}

TEST(Choice, is_open_from_the_beginning_until_just_before_the_end) {
  Campaign it = campaign();
  EXPECT_TRUE(may_be_shown(it, at(0), 1'000'000'000));
  it.from = at(10);
  it.to = at(20);
  for (int second = 0; second < 30; ++second) {
    EXPECT_EQ(may_be_shown(it, at(second), 0), second >= 10 && second < 20) << second;
  }
  EXPECT_EQ(next_turn(it, at(0)), at(10));
  EXPECT_EQ(next_turn(it, at(10)), at(20));
  EXPECT_EQ(next_turn(it, at(20)), std::nullopt);
}

TEST(Choice, is_closed_when_the_cap_of_the_day_is_reached) {
  Campaign it = campaign();
  it.cap_per_day = 3;
  EXPECT_TRUE(may_be_shown(it, at(0), 2));
  EXPECT_FALSE(may_be_shown(it, at(0), 3));
  EXPECT_FALSE(may_be_shown(it, at(0), 4));
}

/// Readers ask for three days; it is looked at every so often what they were shown.
TEST(Choice, exceeds_a_cap_by_no_more_than_is_shown_between_two_looks) {
  constexpr int kPerLook = 50;
  constexpr std::uint64_t kCap = 1'000;
  std::vector<Campaign> campaigns{campaign(), campaign()};
  campaigns[0].cap_per_day = kCap;
  campaigns[1].cap_per_day = 10 * kCap;
  std::vector<std::uint32_t> const weights{9, 1};
  Coins coin(10);
  for (int day = 0; day < 3; ++day) {
    std::vector<std::uint64_t> shown(3);
    for (int look = 0; look < 200; ++look) {
      std::uint32_t open = 0;
      for (std::size_t i = 0; i < 2; ++i) open |= may_be_shown(campaigns[i], at(day), shown[i + 1]) << i;
      for (int i = 0; i < kPerLook; ++i) ++shown[choose(weights, open, coin())];
    }
    EXPECT_GE(shown[1], kCap);
    EXPECT_LT(shown[1], kCap + kPerLook);
    EXPECT_EQ(shown[0], 0u) << "the other one takes what is left";
  }
}

}  // namespace
}  // namespace allmende::advertising
