#include "sepa/identifiers.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "sepa/test_data.h"

namespace allmende::sepa {
namespace {

TEST(PaymentId, has_35_of_the_characters_that_every_bank_takes) {
  EXPECT_EQ(PaymentId::parse("C-0001-202612")->text(), "C-0001-202612");
  EXPECT_TRUE(PaymentId::parse("aZ09+?/-:().,' x"));
  EXPECT_TRUE(PaymentId::parse(std::string(35, 'x')));
  for (std::string const& wrong :
       {std::string(), std::string(36, 'x'), std::string("a_b"), std::string("ä"), std::string("a&b"),
        std::string("a\nb"), std::string("a;b"), std::string("a*b"), std::string("a\0b", 3)}) {
    EXPECT_FALSE(PaymentId::parse(wrong)) << wrong;
  }
}

TEST(PaymentId, has_slashes_only_inside_and_one_at_a_time) {
  EXPECT_TRUE(PaymentId::parse("a/b/c"));
  for (char const* wrong : {"/a", "a/", "a//b", "/"}) EXPECT_FALSE(PaymentId::parse(wrong)) << wrong;
  for (char const* wrong : {" a", "a ", " "}) EXPECT_FALSE(PaymentId::parse(wrong)) << wrong;
}

TEST(PaymentId, is_compared_letter_by_letter) {
  EXPECT_NE(PaymentId::parse("a").value(), PaymentId::parse("A").value());
}

TEST(MandateReference, does_not_tell_capital_letters_but_does_tell_blanks) {
  auto reference = [](char const* text) { return MandateReference::parse(text).value(); };
  EXPECT_EQ(reference("m-0001a"), reference("M-0001A"));
  EXPECT_EQ(reference("m-0001a").text(), "m-0001a");
  EXPECT_NE(reference("M 1"), reference("M1"));
  EXPECT_LT(reference("a1"), reference("A2"));
  EXPECT_FALSE(MandateReference::parse("M_1"));
  EXPECT_FALSE(MandateReference::parse("//"));
}

TEST(MandateReference, of_ones_own_has_no_blanks_and_check_digits) {
  EXPECT_EQ(MandateReference::numbered(123)->text(), "M0000012389");
  EXPECT_TRUE(MandateReference::numbered(99'999'999));
  for (std::int64_t wrong : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{100'000'000}}) {
    EXPECT_EQ(MandateReference::numbered(wrong).error().code, Code::limit) << wrong;
  }
}

TEST(CreditorIdentifier, is_read_as_people_type_it) {
  auto identifier = CreditorIdentifier::parse("de98 zzz 0 9999999999");
  ASSERT_TRUE(identifier);
  EXPECT_EQ(identifier->text(), "DE98ZZZ09999999999");
  EXPECT_EQ(identifier->business_code(), "ZZZ");
}

TEST(CreditorIdentifier, is_the_same_creditor_whatever_the_business_code) {
  auto identifier = CreditorIdentifier::parse("DE98ZZZ09999999999").value();
  auto other = CreditorIdentifier::parse("DE98ABC09999999999").value();
  EXPECT_NE(identifier, other);
  EXPECT_TRUE(identifier.is_same_creditor(other));
  EXPECT_FALSE(identifier.is_same_creditor(CreditorIdentifier::parse("ES23ZZZ47690558N").value()));
}

TEST(CreditorIdentifier, refuses_what_is_none) {
  for (char const* wrong : {"", "DE98ZZZ", "DE98ZZZ0999999999", "DE98ZZZ099999999999", "DE98ZZZ19999999999",
                            "DE97ZZZ09999999999", "DE98ZZZ0999999999A", "9898ZZZ09999999999", "DE98-ZZZ09999999999"}) {
    EXPECT_FALSE(CreditorIdentifier::parse(wrong)) << wrong;
  }
}

TEST(CreditorIdentifier, agrees_with_the_vectors_of_the_reference) {
  auto file = payment_data() / "vectors" / "checkdigits.tsv";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not here";
  int seen = 0;
  for (std::string const& line : lines_of(file)) {
    auto columns = columns_of(line);
    if (columns.at(0) != "ci") continue;
    EXPECT_EQ(CreditorIdentifier::parse(columns.at(1)).has_value(), columns.at(2) == "1") << line;
    ++seen;
  }
  EXPECT_EQ(seen, 9);
}

RC_GTEST_PROP(MandateReference, numbers_give_names_of_their_own, ()) {
  auto a = *rc::gen::inRange<std::int64_t>(1, 100'000'000);
  auto b = *rc::gen::inRange<std::int64_t>(1, 100'000'000);
  RC_ASSERT((MandateReference::numbered(a).value() == MandateReference::numbered(b).value()) == (a == b));
}

}  // namespace
}  // namespace allmende::sepa
