#include "sepa/giro_code.h"

#include <gtest/gtest.h>

#include "sepa/test_data.h"

namespace allmende::sepa {
namespace {

GiroCode gift() {
  return {.account_holder = "Zeitung eG", .iban = Iban::parse("DE89370400440532013000").value()};
}

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

std::string place_of_refusal(GiroCode const& transfer) {
  auto payload = giro_code(transfer);
  return payload ? "not refused" : payload.error().where;
}

TEST(GiroCode, carries_amount_and_reference) {
  GiroCode code = gift();
  code.amount = Money::cents(1250);
  code.remittance = CreditorReference::from("2026000123").value();
  EXPECT_EQ(giro_code(code).value(),
            "BCD\n002\n1\nSCT\n\nZeitung eG\nDE89370400440532013000\nEUR12.50\n\nRF462026000123");
}

TEST(GiroCode, leaves_the_amount_to_the_payer) {
  GiroCode code = gift();
  code.remittance = "Beitrag 2026000123";
  EXPECT_EQ(giro_code(code).value(),
            "BCD\n002\n1\nSCT\n\nZeitung eG\nDE89370400440532013000\n\n\n\nBeitrag 2026000123");
}

TEST(GiroCode, has_every_field_in_its_line) {
  GiroCode code = gift();
  code.bic = Bic::parse("MARKDEF1100").value();
  code.amount = Money::cents(1);
  code.purpose_code = "CHAR";
  code.remittance = "Für die Zeitung";
  code.note = "Danke";
  EXPECT_EQ(giro_code(code).value(),
            "BCD\n002\n1\nSCT\nMARKDEF1100\nZeitung eG\nDE89370400440532013000\nEUR0.01\nCHAR\n\n"
            "Für die Zeitung\nDanke");
}

TEST(GiroCode, needs_no_more_than_holder_and_account) {
  EXPECT_EQ(giro_code(gift()).value(), "BCD\n002\n1\nSCT\n\nZeitung eG\nDE89370400440532013000");
}

TEST(GiroCode, refuses_amounts_that_no_transfer_has) {
  for (std::int64_t cents : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{100'000'000'000}}) {
    GiroCode code = gift();
    code.amount = Money::cents(cents);
    EXPECT_EQ(place_of_refusal(code), "amount") << cents;
  }
  GiroCode code = gift();
  code.amount = Money::cents(99'999'999'999);
  EXPECT_NE(giro_code(code).value().find("EUR999999999.99"), std::string::npos);
}

TEST(GiroCode, counts_the_characters_of_each_field_not_its_bytes) {
  GiroCode code = gift();
  code.account_holder = repeated("ü", 70);
  EXPECT_TRUE(giro_code(code));
  code.account_holder += "ü";
  EXPECT_EQ(place_of_refusal(code), "account_holder");

  code = gift();
  code.remittance = std::string(140, 'x');
  EXPECT_TRUE(giro_code(code));
  code.remittance = std::string(141, 'x');
  EXPECT_EQ(place_of_refusal(code), "remittance");

  code = gift();
  code.note = std::string(71, 'x');
  EXPECT_EQ(place_of_refusal(code), "note");
  code = gift();
  code.purpose_code = "CHARI";
  EXPECT_EQ(place_of_refusal(code), "purpose_code");
}

TEST(GiroCode, counts_the_bytes_of_the_whole_not_its_characters) {
  GiroCode code = gift();
  code.account_holder = repeated("ü", 70);
  code.remittance = repeated("ü", 140);
  code.amount = Money::cents(99'999'999'999);
  auto payload = giro_code(code);
  ASSERT_FALSE(payload);
  EXPECT_EQ(payload.error().code, Code::limit);
  EXPECT_NE(payload.error().message.find("477 bytes and 331"), std::string::npos);
}

TEST(GiroCode, may_fill_the_square_to_the_last_byte) {
  GiroCode code = gift();
  code.remittance = std::string(140, 'x');
  code.note = std::string(70, 'x');
  code.account_holder = std::string(70, 'x');
  std::size_t length = giro_code(code).value().size();
  ASSERT_LT(length, kLongestGiroCode);
  ASSERT_LE(length + 70, kLongestGiroCode + 70);
  std::size_t missing = kLongestGiroCode - length;
  code.account_holder = std::string(70 - missing, 'x') + repeated("ü", static_cast<int>(missing));
  EXPECT_EQ(giro_code(code).value().size(), kLongestGiroCode);
  code.account_holder =
      std::string(69 - missing, 'x') + repeated("ü", static_cast<int>(missing) + 1);
  EXPECT_FALSE(giro_code(code));
}

TEST(GiroCode, the_longest_plain_fields_together_are_too_long) {
  GiroCode code = gift();
  code.iban = Iban::parse("MT84MALT011000012345MTLCAST001S").value();
  code.bic = Bic::parse("MARKDEF1100").value();
  code.account_holder = std::string(70, 'x');
  code.amount = Money::cents(99'999'999'999);
  code.purpose_code = "CHAR";
  code.remittance = std::string(140, 'x');
  code.note = std::string(70, 'x');
  EXPECT_NE(giro_code(code).error().message.find("362 bytes"), std::string::npos);
}

TEST(GiroCode, lets_no_field_begin_a_line_of_its_own) {
  for (char const* text : {"a\nb", "a\rb", "a\tb", "a\x1b", "a\u2028b", "a\u0085b", "a\u00adb",
                           "a\u200bb", "„Zeitung“", "a\xff", "a\xc3", " a", "a ", "😀"}) {
    GiroCode code = gift();
    code.remittance = text;
    EXPECT_EQ(place_of_refusal(code), "remittance") << text;
    code = gift();
    code.account_holder = text;
    EXPECT_EQ(place_of_refusal(code), "account_holder") << text;
    code = gift();
    code.note = text;
    EXPECT_EQ(place_of_refusal(code), "note") << text;
  }
  GiroCode code = gift();
  code.account_holder = "";
  EXPECT_EQ(place_of_refusal(code), "account_holder");
  code = gift();
  code.purpose_code = "A\nB";
  EXPECT_EQ(place_of_refusal(code), "purpose_code");
}

TEST(GiroCode, lets_the_letters_of_europe_through) {
  GiroCode code = gift();
  code.account_holder = "Łódź Străße Ελλάδα България & Co. (»nd«) 5 € §";
  EXPECT_TRUE(giro_code(code)) << giro_code(code).error().message;
}

/// The payloads of the vector file by the text behind "--- ".
std::vector<std::pair<std::string, std::string>> payload_vectors(
    std::filesystem::path const& file) {
  std::vector<std::pair<std::string, std::string>> vectors;
  for (std::string const& line : lines_of(file)) {
    if (line.starts_with("--- ")) vectors.emplace_back(line, "");
    else vectors.back().second += (vectors.back().second.empty() ? "" : "\n") + line;
  }
  return vectors;
}

TEST(GiroCode, agrees_with_the_vectors_of_the_reference) {
  auto file = payment_data() / "vectors" / "epc_qr.txt";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not here";
  auto vectors = payload_vectors(file);
  ASSERT_EQ(vectors.size(), 5U);
  GiroCode code = gift();
  code.amount = Money::cents(1250);
  code.remittance = CreditorReference::from("2026000123").value();
  EXPECT_EQ(giro_code(code).value(), vectors[0].second);
  EXPECT_EQ(giro_code(code).value().size(), 73U);
  code.amount.reset();
  code.remittance = "Beitrag 2026000123";
  EXPECT_EQ(giro_code(code).value(), vectors[1].second);
  EXPECT_EQ(giro_code(code).value().size(), 70U);
  code.account_holder = "Bücherfreundinnen und Leser eG";
  code.amount = Money::cents(1);
  code.remittance = "Beitrag";
  EXPECT_EQ(giro_code(code).value(), vectors[2].second);
  EXPECT_EQ(giro_code(code).value().size(), 87U);
}

}  // namespace
}  // namespace allmende::sepa
