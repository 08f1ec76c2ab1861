#include "site/picture_view.h"

#include <gtest/gtest.h>

namespace allmende::site {
namespace {

TEST(Caption, that_is_no_sentence_is_parted_from_its_credit_by_a_dot) {
  EXPECT_EQ(before_credit("Der Kran steht seit drei Jahren", "Bert Muster"), " · ");
  EXPECT_EQ(before_credit("Der Kran steht.", "Bert Muster"), " ");
  EXPECT_EQ(before_credit("»Steht der noch?«", "Bert Muster"), " ");
}

TEST(Caption, or_credit_alone_needs_nothing_between) {
  EXPECT_EQ(before_credit("", "Bert Muster"), "");
  EXPECT_EQ(before_credit("Der Kran", ""), "");
}

}  // namespace
}  // namespace allmende::site
