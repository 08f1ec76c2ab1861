// What caches in front of the paper are told.

#include "site/surrogate_keys.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <sstream>

#include "site/site.h"

namespace allmende::site {
namespace {

std::set<std::string> set_of(std::string const& keys) {
  std::istringstream words(keys);
  return {std::istream_iterator<std::string>(words), {}};
}

database::Change change(std::string what, std::string which) {
  return {database::Sequence(1), std::move(what), std::move(which), *Instant::parse("2026-11-21T06:30:00Z")};
}

bool purges(database::Change const& it, std::vector<database::Dependency> const& made_from) {
  auto keys = set_of(surrogate_keys(made_from));
  return std::ranges::any_of(outdated_keys(it), [&](auto const& key) { return keys.contains(key); });
}

TEST(SurrogateKeys, name_what_a_page_was_made_from) {
  EXPECT_EQ(surrogate_keys({{"article", "2043"}, {"section"}, {"shelf", "section hafen", database::PositionRange{1, 9}},
                            {"article", "2043"}}),
            "page article-2043 section shelf-section_hafen");
  EXPECT_EQ(surrogate_keys({}), "page");
}

TEST(SurrogateKeys, hold_nothing_that_would_end_a_header_or_make_two_keys_of_one) {
  EXPECT_EQ(surrogate_keys({{"topic", "a b,c\r\nd: ä"}}), "page topic-a_b_c__d___" "_");
}

TEST(SurrogateKeys, are_purged_by_a_change_that_alters_the_page) {
  EXPECT_TRUE(purges(change("article", "2043"), {{"article", "2043"}}));
  EXPECT_TRUE(purges(change("article", "2043"), {{"article"}})) << "a page made from any article";
  EXPECT_FALSE(purges(change("article", "2044"), {{"article", "2043"}}));
  EXPECT_FALSE(purges(change("section", "2043"), {{"article", "2043"}}));
}

TEST(SurrogateKeys, stay_short_and_are_then_purged_rather_too_often_than_too_seldom) {
  std::vector<database::Dependency> many{{"article", "2043"}};
  for (int i = 0; i < 500; ++i) many.push_back({"teaser", std::to_string(3000 + i)});
  std::string keys = surrogate_keys(many);
  EXPECT_EQ(keys, "page article-2043 teaser");
  EXPECT_TRUE(purges(change("teaser", "3499"), many));
  EXPECT_TRUE(purges(change("teaser", "1"), many));
  EXPECT_FALSE(purges(change("article", "2044"), many));
  for (int i = 0; i < 500; ++i) many.push_back({fmt::format("kind{}", i % 7), std::to_string(i)});
  EXPECT_LE(surrogate_keys(many).size(), kMostKeyBytes);
  for (int i = 0; i < 500; ++i) {
    EXPECT_TRUE(purges(change(fmt::format("kind{}", i % 7), std::to_string(i)), many)) << i;
  }
}

TEST(SurrogateKeys, of_a_long_name_are_cut_the_same_on_both_sides) {
  std::string name(300, 'x');
  EXPECT_TRUE(purges(change("topic", name), {{"topic", name}}));
  EXPECT_LT(surrogate_keys({{"topic", name}}).size(), 120u);
}

}  // namespace
}  // namespace allmende::site
