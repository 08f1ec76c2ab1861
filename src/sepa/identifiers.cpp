#include "sepa/identifiers.h"

#include <fmt/format.h>

#include <algorithm>

#include "sepa/check_digits.h"

namespace allmende::sepa {

namespace {

constexpr std::size_t kLongestId = 35;
constexpr std::size_t kLongestCreditor = 35;  // ISO 20022: Max35Text
constexpr std::size_t kBeforeNational = 7;    // country, check digits, business code
constexpr std::int64_t kLargestNumber = 99'999'999;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
char raised(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

bool is_restricted(char c) {
  return is_digit(c) || is_capital(raised(c)) || std::string_view("+?/-:().,' ").find(c) != std::string_view::npos;
}

Result<void> check_restricted(std::string_view text) {
  if (text.empty() || text.size() > kLongestId || !std::ranges::all_of(text, is_restricted)) {
    return refuse(Code::invalid,
                  "an identification has 1 to 35 letters (without accents), digits, blanks and + ? / - : ( ) . , '");
  }
  if (text.starts_with('/') || text.ends_with('/') || text.find("//") != std::string_view::npos) {
    return refuse(Code::invalid, "an identification neither begins nor ends with a slash, nor has two in a row");
  }
  if (text.starts_with(' ') || text.ends_with(' ')) {
    return refuse(Code::invalid, "an identification neither begins nor ends with a blank");
  }
  return {};
}

bool is_german(std::string_view code) {
  return code.size() == 18 && code[kBeforeNational] == '0' &&
         std::ranges::all_of(code.substr(kBeforeNational), is_digit);
}

}  // namespace

Result<PaymentId> PaymentId::parse(std::string_view text) {
  TRY(check_restricted(text));
  return PaymentId(text);
}

MandateReference::MandateReference(std::string_view text) : text_(text), folded_(text) {
  std::ranges::transform(folded_, folded_.begin(), raised);
}

Result<MandateReference> MandateReference::parse(std::string_view text) {
  TRY(check_restricted(text));
  return MandateReference(text);
}

Result<MandateReference> MandateReference::numbered(std::int64_t number) {
  if (number < 1 || number > kLargestNumber) return refuse(Code::limit, "mandates are numbered from 1 to 99 999 999");
  std::string digits = fmt::format("{:08}", number);
  return MandateReference("M" + digits + check_digits_for("M", digits));
}

Result<CreditorIdentifier> CreditorIdentifier::parse(std::string_view typed) {
  auto plain = letters_and_digits(typed, kLongestCreditor);
  if (!plain || plain->size() <= kBeforeNational || !is_capital((*plain)[0]) || !is_capital((*plain)[1])) {
    return refuse(Code::invalid, "a creditor identifier looks like DE98 ZZZ 0 9999999999");
  }
  std::string_view code = *plain;
  if (code.starts_with("DE") && !is_german(code)) {
    return refuse(Code::invalid,
                  "a German creditor identifier has 18 characters: DE, two digits, ZZZ, 0 and ten digits");
  }
  if (!check_digits_agree(std::string(code.substr(0, 4)).append(code.substr(kBeforeNational)))) {
    return refuse(Code::invalid,
                  "the check digits of the creditor identifier do not agree: please compare it with the original");
  }
  return CreditorIdentifier(*std::move(plain));
}

bool CreditorIdentifier::is_same_creditor(CreditorIdentifier const& other) const {
  auto without_business = [](std::string const& text) { return text.substr(0, 4) + text.substr(kBeforeNational); };
  return without_business(text_) == without_business(other.text_);
}

}  // namespace allmende::sepa
