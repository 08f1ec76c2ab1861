#include "newsroom/front.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace allmende::newsroom {
namespace {

constexpr std::int64_t kHour = 3600LL * 1'000'000;

Teaser teaser(std::int64_t number, std::int64_t hour, std::string section = "politik",
              std::string picture = {}, Genre genre = Genre::report) {
  return {.number = ArticleNumber(number),
          .slug = Slug::parse("slug").value(),
          .language = Language::german(),
          .genre = genre,
          .kicker = "",
          .headline = "Titel " + std::to_string(number),
          .deck = "",
          .section = Slug::parse(section).value(),
          .authors = {},
          .picture = std::move(picture),
          .picture_alt = "",
          .minutes = 1,
          .published = Instant::from_microseconds(hour * kHour)};
}

std::vector<std::int64_t> numbers(std::vector<Teaser> const& teasers) {
  std::vector<std::int64_t> out;
  for (Teaser const& each : teasers) out.push_back(each.number.value());
  return out;
}

using Numbers = std::vector<std::int64_t>;

TEST(Front, is_led_by_the_first_article_of_the_title_page) {
  Front front = compose_front({{teaser(7, 90), teaser(8, 90)}, {teaser(9, 100, "politik", "a.webp")}, {}});
  EXPECT_EQ(front.lead->number.value(), 7);
  EXPECT_EQ(numbers(front.second), (Numbers{8, 9}));
}

TEST(Front, is_led_by_the_newest_picture_when_the_title_page_is_a_day_old) {
  Front front = compose_front(
      {{teaser(7, 10)}, {teaser(9, 100), teaser(8, 99, "politik", "a.webp")}, {}});
  EXPECT_EQ(front.lead->number.value(), 8);
  EXPECT_EQ(numbers(front.second), (Numbers{9}));
}

TEST(Front, has_what_was_placed_by_hand_where_it_was_placed_and_fills_the_rest_by_itself) {
  Slug hafen = Slug::parse("hafen").value();
  FrontInput input{{teaser(7, 90), teaser(8, 90)},
                   {teaser(10, 102), teaser(9, 101), teaser(6, 100), teaser(5, 99), teaser(4, 98)},
                   {{hafen, {teaser(6, 100, "hafen"), teaser(3, 50, "hafen")}}}};
  input.by_hand = {.breaking = teaser(10, 102), .lead = teaser(4, 98), .second = {teaser(7, 90)},
                   .sections = {{hafen, {teaser(3, 50, "hafen")}}}};
  Front front = compose_front(input, {.second = 2, .brief = 2, .in_section = 2});
  EXPECT_EQ(front.breaking->number.value(), 10);
  EXPECT_EQ(front.lead->number.value(), 4);
  EXPECT_EQ(numbers(front.second), (Numbers{7, 8}));
  EXPECT_EQ(numbers(front.brief), (Numbers{9, 6}));
  EXPECT_EQ(numbers(front.sections[0].teasers), (Numbers{3})) << "nobody stands twice";
}

TEST(Front, leaves_what_is_placed_below_to_that_place) {
  FrontInput input{{teaser(7, 90)}, {teaser(9, 100), teaser(7, 90)}, {}};
  input.by_hand.second = {teaser(7, 90)};
  Front front = compose_front(input);
  EXPECT_EQ(front.lead->number.value(), 9);
  EXPECT_EQ(numbers(front.second), (Numbers{7}));
}

TEST(Front, keeps_opinion_for_its_section) {
  Front front = compose_front({{},
                               {teaser(9, 100, "meinung", "", Genre::opinion), teaser(8, 99)},
                               {{Slug::parse("meinung").value(),
                                 {teaser(9, 100, "meinung", "", Genre::opinion)}}}});
  EXPECT_EQ(front.lead->number.value(), 8);
  EXPECT_TRUE(front.second.empty());
  ASSERT_EQ(front.sections.size(), 1u);
  EXPECT_EQ(numbers(front.sections[0].teasers), (Numbers{9}));
}

TEST(Front, of_a_paper_of_opinions_alone_still_has_a_lead) {
  Front front = compose_front({{}, {teaser(9, 100, "meinung", "", Genre::opinion)}, {}});
  EXPECT_EQ(front.lead->number.value(), 9);
}

TEST(Front, of_an_empty_paper_is_empty) {
  Front front = compose_front({});
  EXPECT_FALSE(front.lead);
  EXPECT_TRUE(front.second.empty() && front.brief.empty() && front.sections.empty());
}

TEST(Front, shows_no_article_twice_whatever_is_there) {
  std::mt19937 random(20261121);
  for (int round = 0; round < 500; ++round) {
    FrontInput input;
    std::vector<Teaser> all;
    for (int i = 0; i < 40; ++i) {
      all.push_back(teaser(i, 100 - i % 30, i % 3 ? "hafen" : "stadt", i % 4 ? "" : "p.webp",
                           i % 5 ? Genre::report : Genre::opinion));
    }
    auto some = [&](std::size_t most) {
      std::vector<Teaser> chosen;
      while (chosen.size() < most) chosen.push_back(all[random() % all.size()]);
      return chosen;
    };
    input.title_page = some(random() % 6);
    input.newest = some(random() % 40);
    input.sections = {{Slug::parse("hafen").value(), some(random() % 20)},
                      {Slug::parse("stadt").value(), some(random() % 20)}};
    Front front = compose_front(input);

    std::multiset<std::int64_t> shown;
    if (front.lead) shown.insert(front.lead->number.value());
    for (auto const* list : {&front.second, &front.brief}) {
      for (auto number : numbers(*list)) shown.insert(number);
    }
    for (auto const& section : front.sections) {
      for (auto number : numbers(section.teasers)) shown.insert(number);
    }
    std::set<std::int64_t> once(shown.begin(), shown.end());
    ASSERT_EQ(shown.size(), once.size()) << "round " << round;
  }
}

}  // namespace
}  // namespace allmende::newsroom
