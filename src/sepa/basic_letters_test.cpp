#include "sepa/basic_letters.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace allmende::sepa {
namespace {

TEST(BasicLetters, spell_out_german_ones_and_take_accents_off) {
  EXPECT_EQ(basic_letters("Jürgen Groß"), "Juergen Gross");
  EXPECT_EQ(basic_letters("Aimée Łoś"), "Aimee Los");
  EXPECT_EQ(basic_letters("Δημήτρης"), "Demetres");
  EXPECT_EQ(basic_letters("plain - text/1 (a) 'b', c: d? e+f."), "plain - text/1 (a) 'b', c: d? e+f.");
}

TEST(BasicLetters, turn_signs_into_their_nearest_and_drop_the_rest) {
  EXPECT_EQ(basic_letters("Meier & Söhne; \"Die_Zeitung\" [1] 5 €"), "Meier + Soehne, 'Die-Zeitung' (1) 5 EUR");
  EXPECT_EQ(basic_letters("100% * #1 @ 😀!"), "100 1");
  EXPECT_EQ(basic_letters("“so” – ‘da’"), "'so' - 'da'");
}

TEST(BasicLetters, make_one_line_of_it) {
  EXPECT_EQ(basic_letters("  a\n b\t\tc\r\n"), "a b c");
  EXPECT_EQ(basic_letters(" \n "), "");
  EXPECT_EQ(basic_letters("😀"), "");
  EXPECT_EQ(basic_letters("\xff\xfe"), "");
}

RC_GTEST_PROP(BasicLetters, of_any_bytes_are_basic_and_stay_as_they_are, (std::string const& bytes)) {
  std::string basic = basic_letters(bytes);
  RC_ASSERT(basic.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-?:().,'+ ") ==
            std::string::npos);
  RC_ASSERT(basic_letters(basic) == basic);
}

}  // namespace
}  // namespace allmende::sepa
