#include "sepa/sepa.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "sepa/account_shapes.h"
#include "sepa/test_data.h"

namespace allmende::sepa {
namespace {

TEST(Iban, is_read_as_people_type_it_and_printed_in_groups_of_four) {
  auto iban = Iban::parse("de89 3704\u00a00044-0532.0130\u202f00");
  ASSERT_TRUE(iban);
  EXPECT_EQ(iban->compact(), "DE89370400440532013000");
  EXPECT_EQ(iban->printed(), "DE89 3704 0044 0532 0130 00");
  EXPECT_EQ(iban->country(), "DE");
}

TEST(Iban, says_what_is_wrong_with_it) {
  auto message = [](std::string_view typed) { return Iban::parse(typed).error().message; };
  EXPECT_EQ(message("XX431234"), "no country with an IBAN begins with XX");
  EXPECT_EQ(message("DE8937040044053201300"), "an IBAN of DE has 22 characters, this one has 21");
  EXPECT_EQ(message("NL56 3003 0A17 1643 00"),
            "an IBAN of NL has letters and digits in other places");
  EXPECT_TRUE(message("DE89370400440532013001").starts_with("the check digits"));
  EXPECT_TRUE(message("DE89/3704").starts_with("an IBAN has letters and digits only"));
  EXPECT_TRUE(message("").starts_with("an IBAN has letters and digits only"));
  EXPECT_TRUE(message(std::string(1000, '1')).starts_with("an IBAN has letters and digits only"));
}

TEST(Iban, check_digits_00_01_and_99_are_wrong_though_the_remainder_is_right) {
  EXPECT_FALSE(Iban::parse("DE00210501700012345678"));
  for (auto [right, wrong] : std::initializer_list<std::pair<char const*, char const*>>{
           {"DE97000000000000000066", "DE00000000000000000066"},
           {"DE98000000000000000048", "DE01000000000000000048"},
           {"DE02000000000000000030", "DE99000000000000000030"}}) {
    EXPECT_TRUE(Iban::parse(right)) << right;
    EXPECT_FALSE(Iban::parse(wrong)) << wrong;
  }
}

TEST(Bic, has_8_or_11_characters_and_a_country) {
  EXPECT_EQ(Bic::parse("marKDEf1 100")->text(), "MARKDEF1100");
  EXPECT_TRUE(Bic::parse("MARKDEF1"));
  for (char const* wrong :
       {"", "MARKDEF", "MARKDEF11", "MARKDEF11000", "MARK1EF1", "MARKD1F1", "MARKDÄF1"}) {
    EXPECT_FALSE(Bic::parse(wrong)) << wrong;
  }
}

TEST(CreditorReference, gets_its_check_digits_from_the_own_number) {
  for (auto [base, reference] : std::initializer_list<std::pair<char const*, char const*>>{
           {"2026000123", "RF462026000123"},
           {"mitglied 0042", "RF15MITGLIED0042"},
           {"539007547034", "RF18539007547034"},
           {"P", "RF08P"},
           {"AAAAAAAAAAAAAAAAAAAAA", "RF47AAAAAAAAAAAAAAAAAAAAA"}}) {
    EXPECT_EQ(CreditorReference::from(base)->compact(), reference);
  }
  EXPECT_EQ(CreditorReference::from("539007547034")->printed(), "RF18 5390 0754 7034");
  EXPECT_EQ(CreditorReference::from("539007547034")->base(), "539007547034");
}

TEST(CreditorReference, refuses_what_is_none) {
  for (char const* wrong : {"", "RF", "RF18", "RF17539007547034", "XX18539007547034", "rf18-5390",
                            "RFA8539007547034", "RF18AAAAAAAAAAAAAAAAAAAAAA"}) {
    EXPECT_FALSE(CreditorReference::parse(wrong)) << wrong;
  }
  EXPECT_TRUE(CreditorReference::parse("RF18").error().message.starts_with("a reference begins"));
  for (char const* wrong : {"", " ", "A-1", "Ä", "AAAAAAAAAAAAAAAAAAAAAA"}) {
    EXPECT_FALSE(CreditorReference::from(wrong)) << wrong;
  }
}

/// Of the same kind: mod 97-10 promises nothing where a digit stands for a letter.
bool both_digits_or_letters(char a, char b) { return (a <= '9') == (b <= '9'); }

RC_GTEST_PROP(CreditorReference, one_wrong_or_two_swapped_characters_are_noticed, ()) {
  auto letter = rc::gen::elementOf(std::string("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
  auto length = *rc::gen::inRange<std::size_t>(2, 22);
  auto base = *rc::gen::container<std::string>(length, letter);
  auto reference = CreditorReference::from(base);
  RC_ASSERT(reference.has_value());
  RC_ASSERT(CreditorReference::parse(reference->printed()).value() == *reference);

  std::string wrong = reference->compact();
  char& mistake = wrong[*rc::gen::inRange<std::size_t>(4, wrong.size())];
  mistake = *rc::gen::suchThat(
      letter, [&](char c) { return c != mistake && both_digits_or_letters(c, mistake); });
  RC_ASSERT(!CreditorReference::parse(wrong).has_value());

  std::string swapped = reference->compact();
  auto first = *rc::gen::inRange<std::size_t>(4, swapped.size() - 1);
  bool differ = swapped[first] != swapped[first + 1];
  if (differ && both_digits_or_letters(swapped[first], swapped[first + 1])) {
    std::swap(swapped[first], swapped[first + 1]);
    RC_ASSERT(!CreditorReference::parse(swapped).has_value());
  }
}

TEST(CheckDigits, agree_with_the_vectors_of_the_reference) {
  auto file = payment_data() / "vectors" / "checkdigits.tsv";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not here";
  int seen = 0;
  for (std::string const& line : lines_of(file)) {
    auto columns = columns_of(line);
    bool valid = columns.at(2) == "1";
    if (columns.at(0) == "iban") EXPECT_EQ(Iban::parse(columns.at(1)).has_value(), valid) << line;
    else if (columns.at(0) == "rf")
      EXPECT_EQ(CreditorReference::parse(columns.at(1)).has_value(), valid) << line;
    else continue;
    seen += 1;
  }
  EXPECT_EQ(seen, 22);
}

TEST(Iban, agrees_with_the_examples_of_the_register) {
  auto file = payment_data() / "tables" / "iban_examples.tsv";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not here";
  auto lines = lines_of(file);
  ASSERT_GT(lines.size(), 200U);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    auto columns = columns_of(lines[i]);
    EXPECT_EQ(Iban::parse(columns.at(0)).has_value(), columns.at(1) == "1") << lines[i];
  }
}

TEST(Iban, knows_the_length_of_every_country_in_the_register) {
  auto file = payment_data() / "tables" / "iban.dat";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not here";
  int countries = 0;
  for (std::string const& line : lines_of(file)) {
    std::size_t pieces = line.find("bban=\"");
    if (line.starts_with('#') || pieces == std::string::npos) continue;
    std::size_t length = 0;
    std::size_t number = 0;
    for (char c : line.substr(pieces + 6)) {
      if (c >= '0' && c <= '9') number = number * 10 + static_cast<std::size_t>(c - '0');
      else length += std::exchange(number, 0);
    }
    auto shape = account_shape(line.substr(0, 2));
    ASSERT_TRUE(shape) << line;
    EXPECT_EQ(length_of_shape(*shape), length) << line;
    countries += 1;
  }
  EXPECT_EQ(countries, 89);
  EXPECT_FALSE(account_shape("QQ"));
  EXPECT_FALSE(account_shape("ZZ"));
}

TEST(CreditorReference, takes_every_example_of_the_standard) {
  auto file = payment_data() / "tables" / "rf_examples.tsv";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not here";
  auto lines = lines_of(file);
  ASSERT_EQ(lines.size(), 100U);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    EXPECT_TRUE(CreditorReference::parse(columns_of(lines[i]).at(0))) << lines[i];
  }
}

}  // namespace
}  // namespace allmende::sepa
