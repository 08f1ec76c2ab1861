#include "sepa/bank_account.h"

#include <fmt/format.h>

#include "sepa/account_shapes.h"
#include "sepa/check_digits.h"

namespace allmende::sepa {

namespace {

constexpr std::size_t kLongestIban = 34;  // ISO 13616
constexpr std::size_t kLongestBic = 11;   // ISO 9362

bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }

}  // namespace

Result<Iban> Iban::parse(std::string_view typed) {
  auto plain = letters_and_digits(typed, kLongestIban, ".-");
  if (!plain || plain->size() < 5) {
    return refuse(Code::invalid,
                  "an IBAN has letters and digits only, 34 at most, such as "
                  "DE89 3704 0044 0532 0130 00");
  }
  std::string_view code = *plain;
  std::string_view country = code.substr(0, 2);
  auto shape = account_shape(country);
  if (!shape) {
    return refuse(Code::invalid, fmt::format("no country with an IBAN begins with {}", country));
  }
  if (std::size_t length = 4 + length_of_shape(*shape); code.size() != length) {
    return refuse(Code::invalid, fmt::format("an IBAN of {} has {} characters, this one has {}",
                                             country, length, code.size()));
  }
  if (!has_shape(code.substr(4), *shape)) {
    return refuse(Code::invalid,
                  fmt::format("an IBAN of {} has letters and digits in other places", country));
  }
  if (!check_digits_agree(code)) {
    return refuse(Code::invalid,
                  "the check digits of the IBAN do not agree: please compare it "
                  "with the original");
  }
  return Iban(*std::move(plain));
}

std::string Iban::printed() const { return in_groups_of_four(compact_); }

Result<Bic> Bic::parse(std::string_view typed) {
  auto plain = letters_and_digits(typed, kLongestBic);
  bool good = plain && (plain->size() == 8 || plain->size() == kLongestBic) &&
              is_letter((*plain)[4]) && is_letter((*plain)[5]);
  if (!good) {
    return refuse(Code::invalid, "a BIC has 8 or 11 letters and digits, such as MARKDEF1100");
  }
  return Bic(*std::move(plain));
}

}  // namespace allmende::sepa
