#include "base/base.h"

#include <gtest/gtest.h>

namespace allmende {
namespace {

Result<int> half(int number) {
  if (number % 2 != 0) return refuse(Code::invalid, "odd", "number");
  return number / 2;
}

Result<int> quarter(int number) { return TRY(half(TRY(half(number)))); }

TEST(Result, try_yields_the_value_or_hands_the_refusal_on) {
  EXPECT_EQ(quarter(12).value(), 3);
  EXPECT_EQ(quarter(6).error().where, "number");
}

TEST(Result, a_broken_invariant_is_loud) { EXPECT_THROW(VERIFY(1 + 1 == 3), Bug); }

TEST(Money, is_read_as_people_type_it) {
  for (auto [typed, cents] : std::initializer_list<std::pair<char const*, std::int64_t>>{
           {"12", 1200}, {"12,5", 1250}, {"12.50", 1250}, {"1.250", 125000}, {"1.250,00", 125000},
           {"1,250.00", 125000}, {"1 250", 125000}, {"12 €", 1200}, {"€12", 1200}, {"0,01", 1},
           {"1,250.5", 125050}, {"1,250,000", 125000000}, {"1.250.000", 125000000}, {"0,50", 50},
           {"1\u202f250,00\u00a0€", 125000}, {"999999999,99", 99'999'999'999}}) {
    auto money = Money::parse(typed);
    ASSERT_TRUE(money) << typed;
    EXPECT_EQ(money->cents(), cents) << typed;
  }
}

TEST(Money, refuses_what_is_no_amount) {
  for (char const* typed : {"", "abc", "-5", "1,2,3", "12,345,6", "1.25.000", "12,", "1e5", "0x10",
                            "1000000000", ",5", "12,5,0", "0.505", "0,505", "012.505", "12,5055",
                            "99999999999999999999999999"}) {
    EXPECT_FALSE(Money::parse(typed)) << typed;
  }
}

TEST(Money, refuses_a_comma_that_may_set_off_thousands_or_cents) {
  for (char const* typed : {"12,505", "1,250", "1,250 €", "€ 999,000", "1 2,505", "0,505"}) {
    EXPECT_TRUE(Money::reads_two_ways(typed)) << typed;
    auto money = Money::parse(typed);
    ASSERT_FALSE(money) << typed;
    EXPECT_NE(money.error().message.find("two ways"), std::string::npos) << typed;
  }
  for (char const* typed : {"1.250", "1,250.00", "1.250,00", "12,50", "12,5", "1,250,000", "1250", "1250,505", "x,505", ",505"}) {
    EXPECT_FALSE(Money::reads_two_ways(typed)) << typed;
  }
}

TEST(Money, is_written_as_a_plain_decimal) {
  EXPECT_EQ(Money::cents(125050).decimal(), "1250.50");
  EXPECT_EQ(Money::cents(-5).decimal(), "-0.05");
}

TEST(Money, does_not_overflow_in_silence) {
  EXPECT_THROW(Money::cents(INT64_MAX) + Money::cents(1), Fault);
  EXPECT_EQ(Money::cents(7) - Money::cents(9), Money::cents(-2));
}

/// RFC 3629's table, read from left to right; `length` may be more than the character needs.
std::string encoded(unsigned point, int length) {
  if (length == 1) return {static_cast<char>(point)};
  std::string bytes;
  for (int i = 0; i + 1 < length; ++i, point >>= 6) bytes.insert(bytes.begin(), static_cast<char>(0x80 | (point & 0x3F)));
  bytes.insert(bytes.begin(), static_cast<char>((0xF00 >> length) | point));
  return bytes;
}

TEST(Utf8, is_every_character_in_its_shortest_form) {
  for (unsigned point = 0; point <= 0x10FFFF; ++point) {
    int length = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    std::string bytes = encoded(point, length);
    ASSERT_EQ(is_utf8(bytes), !surrogate) << point;
    ASSERT_EQ(is_utf8("12345678" + bytes + "1234567"), !surrogate) << point;
    ASSERT_TRUE(length == 1 || !is_utf8(std::string_view(bytes).substr(0, bytes.size() - 1))) << point;
    ASSERT_TRUE(length == 1 || !is_utf8(std::string_view(bytes).substr(1))) << point;
    ASSERT_TRUE(length == 4 || !is_utf8(encoded(point, length + 1))) << point;
  }
}

TEST(Utf8, is_told_from_other_bytes) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8("»ä😀«"));
  EXPECT_TRUE(is_utf8(std::string_view("a\0b", 3)));
  for (char const* bytes : {"\xC3", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF",
                            "1234567\x80", "\xC3" "A", "\xE2\x82" "A"}) {
    EXPECT_FALSE(is_utf8(bytes));
  }
}

TEST(Instant, survives_being_printed_and_read) {
  for (char const* text : {"2026-11-21T06:30:00Z", "1969-12-31T23:59:59.5Z", "0001-01-01T00:00:00Z",
                           "9999-12-31T23:59:59.999999Z"}) {
    auto instant = Instant::parse(text);
    ASSERT_TRUE(instant) << text;
    EXPECT_EQ(instant->rfc3339(), text);
  }
}

TEST(Instant, brings_a_zone_home_to_utc) {
  EXPECT_EQ(Instant::parse("2026-11-21T07:30:00+01:00")->rfc3339(), "2026-11-21T06:30:00Z");
}

TEST(Instant, refuses_a_moment_without_a_zone_or_that_does_not_exist) {
  for (char const* text : {"2026-11-21T06:30:00", "2026-02-30T06:30:00Z", "2026-11-21T24:00:00Z",
                           "2026-11-21T06:30:00+24:00", "2026-11-21 06:30:00Z",
                           "2026-11-21T06:30:00.1234567Z", "0001-01-01T00:00:00+01:00", ""}) {
    EXPECT_FALSE(Instant::parse(text)) << text;
  }
}

TEST(Date, knows_its_calendar) {
  EXPECT_EQ(Date::parse("2024-02-28")->plus_days(2).iso8601(), "2024-03-01");
  EXPECT_FALSE(Date::parse("2023-02-29"));
  EXPECT_FALSE(Date::parse("2023-2-9"));
  EXPECT_FALSE(Date::parse("0000-01-01"));
}

TEST(Slug, is_what_an_address_can_carry) {
  EXPECT_TRUE(Slug::parse("nato-und-russland-wieder-im-dialog"));
  for (char const* text : {"", "-a", "a-", "a--b", "Ä", "A", "a b", "a/b", "a.b"}) {
    EXPECT_FALSE(Slug::parse(text)) << text;
  }
  EXPECT_FALSE(Slug::parse(std::string(121, 'a')));
}

TEST(Language, puts_its_case_right_and_refuses_the_rest) {
  EXPECT_EQ(Language::parse("DE-ch")->tag(), "de-CH");
  EXPECT_EQ(Language::parse("de-CH")->primary(), "de");
  for (char const* text : {"", "d", "deutsch", "de-", "de_DE", "de-CHE", "12"}) {
    EXPECT_FALSE(Language::parse(text)) << text;
  }
}

TEST(Secret, matches_only_itself) {
  Secret secret("hunter2");
  EXPECT_TRUE(secret.matches("hunter2"));
  for (char const* guess : {"", "hunter", "hunter22", "hunter3", "hunter2hunter2"}) {
    EXPECT_FALSE(secret.matches(guess)) << guess;
  }
}

}  // namespace
}  // namespace allmende
