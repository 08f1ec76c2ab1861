#include "base/money.h"

#include <fmt/format.h>

#include <optional>

namespace allmende {

namespace {

constexpr std::int64_t kLargestTyped = 99'999'999'999;  // EPC069-12: at most 999999999.99

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Drops blanks (plain, U+00A0, U+202F) and one euro sign or "EUR" at either end.
std::string without_ornaments(std::string_view typed) {
  std::string plain;
  for (std::size_t i = 0; i < typed.size();) {
    std::string_view rest = typed.substr(i);
    if (rest.starts_with(' ')) i += 1;
    else if (rest.starts_with("\u00a0")) i += 2;
    else if (rest.starts_with("\u202f")) i += 3;
    else plain += typed[i++];
  }
  for (std::string_view sign : {std::string_view("€"), std::string_view("EUR")}) {
    if (plain.starts_with(sign)) return plain.substr(sign.size());
    if (plain.ends_with(sign)) return plain.substr(0, plain.size() - sign.size());
  }
  return plain;
}

/// Where the decimals begin: the last separator, if one or two digits follow it.
std::size_t decimal_separator(std::string_view plain) {
  std::size_t last = plain.find_last_of(",.");
  if (last == std::string_view::npos) return last;
  std::size_t decimals = plain.size() - last - 1;
  return decimals == 1 || decimals == 2 ? last : std::string_view::npos;
}

/// "1.250" → 1250: groups of three behind one kind of separator (not the one that stands before the
/// decimals), or no separator at all.
std::optional<std::int64_t> whole_euros(std::string_view whole, char decimal_point) {
  std::int64_t euros = 0;
  std::size_t in_group = 0;
  char separator = 0;
  if (whole.empty()) return std::nullopt;
  bool grouped = whole.find_first_of(",.") != std::string_view::npos;
  if (grouped && whole.front() == '0') return std::nullopt;  // "0.505" is half a euro, not 505
  for (char c : whole) {
    if (is_digit(c)) {
      euros = euros * 10 + (c - '0');
      in_group += 1;
      if (euros > kLargestTyped) return std::nullopt;
      continue;
    }
    bool first = separator == 0;
    if ((c != '.' && c != ',') || c == decimal_point || (!first && c != separator)) {
      return std::nullopt;
    }
    if (in_group == 0 || in_group > 3 || (!first && in_group != 3)) return std::nullopt;
    separator = c;
    in_group = 0;
  }
  if (separator != 0 && in_group != 3) return std::nullopt;
  return euros;
}

}  // namespace

bool Money::reads_two_ways(std::string_view typed) {
  if (typed.size() > 40) return false;
  std::string plain = without_ornaments(typed);
  std::size_t comma = plain.find_first_of(",.");
  bool alone = comma != std::string::npos && plain[comma] == ',' && plain.find_first_of(",.", comma + 1) == std::string::npos;
  return alone && comma > 0 && comma <= 3 && plain.size() - comma - 1 == 3 &&
         plain.find_first_not_of("0123456789,") == std::string::npos;
}

Result<Money> Money::parse(std::string_view typed) {
  auto refused = [] { return refuse(Code::invalid, "an amount looks like 12 or 12,50"); };
  if (typed.size() > 40) return refused();
  if (reads_two_ways(typed)) {
    return refuse(Code::invalid, "can be read in two ways: write 1250 without a comma, or 12,50 with two digits behind it");
  }
  std::string plain = without_ornaments(typed);
  std::size_t point = decimal_separator(plain);
  char decimal_point = point == std::string::npos ? '\0' : plain[point];
  auto euros = whole_euros(std::string_view(plain).substr(0, point), decimal_point);
  if (!euros) return refused();
  std::int64_t cents = 0;
  if (point != std::string::npos) {
    std::string_view decimals = std::string_view(plain).substr(point + 1);
    for (char c : decimals) {
      if (!is_digit(c)) return refused();
      cents = cents * 10 + (c - '0');
    }
    if (decimals.size() == 1) cents *= 10;
  }
  std::int64_t total = *euros * 100 + cents;
  if (total > kLargestTyped) {
    return refuse(Code::limit, "an amount is at most 999 999 999,99");
  }
  return Money(total);
}

std::string Money::decimal() const {
  std::uint64_t magnitude = cents_ < 0 ? 0 - static_cast<std::uint64_t>(cents_)
                                       : static_cast<std::uint64_t>(cents_);
  return fmt::format("{}{}.{:02}", cents_ < 0 ? "-" : "", magnitude / 100, magnitude % 100);
}

Money operator+(Money a, Money b) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a.cents_, b.cents_, &sum)) throw Fault("money overflow");
  return Money(sum);
}

Money operator-(Money a, Money b) {
  std::int64_t difference = 0;
  if (__builtin_sub_overflow(a.cents_, b.cents_, &difference)) throw Fault("money overflow");
  return Money(difference);
}

}  // namespace allmende
