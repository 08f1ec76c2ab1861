#include "sepa/creditor_reference.h"

#include "sepa/check_digits.h"

namespace allmende::sepa {

namespace {

constexpr std::string_view kPrefix = "RF";
constexpr std::size_t kLongestBase = 21;  // ISO 11649
constexpr std::size_t kLongest = 4 + kLongestBase;

}  // namespace

Result<CreditorReference> CreditorReference::parse(std::string_view typed) {
  auto plain = letters_and_digits(typed, kLongest);
  if (!plain || !plain->starts_with(kPrefix) || plain->size() < 5) {
    return refuse(Code::invalid, "a reference begins with RF and has 5 to 25 letters and digits");
  }
  if (!check_digits_agree(*plain)) {
    return refuse(Code::invalid,
                  "the check digits of the reference do not agree: please compare it "
                  "with the original");
  }
  return CreditorReference(*std::move(plain));
}

Result<CreditorReference> CreditorReference::from(std::string_view base) {
  auto plain = letters_and_digits(base, kLongestBase);
  if (!plain || plain->empty()) {
    return refuse(Code::invalid, "a reference is made of 1 to 21 letters and digits");
  }
  return CreditorReference(std::string(kPrefix) + check_digits_for(kPrefix, *plain) + *plain);
}

std::string CreditorReference::printed() const { return in_groups_of_four(compact_); }

}  // namespace allmende::sepa
