#include "sepa/sent_debit.h"

#include <fmt/format.h>

#include <algorithm>

#include "sepa/area.h"
#include "sepa/basic_letters.h"

namespace allmende::sepa {

namespace {

constexpr std::int64_t kLargestAmount = 99'999'999'999;  // DK: 999999999.99
constexpr std::size_t kLongestName = 70;
constexpr std::size_t kLongestText = 140;
constexpr std::size_t kMostLines = 2;

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

bool is_country(std::string_view code) { return code.size() == 2 && std::ranges::all_of(code, is_capital); }

Result<std::string> sent_if_any(std::string_view text, std::size_t longest, std::string_view field) {
  if (text.empty()) return std::string();
  return sent_text(text, longest, field);
}

Result<PostalAddress> sent_address(PostalAddress const& address) {
  PostalAddress sent;
  sent.street = TRY(sent_if_any(address.street, 70, "debtor.address.street"));
  sent.building = TRY(sent_if_any(address.building, 16, "debtor.address.building"));
  sent.post_code = TRY(sent_if_any(address.post_code, 16, "debtor.address.post_code"));
  sent.town = TRY(sent_text(address.town, 35, "debtor.address.town"));
  if (!is_country(address.country)) {
    return refuse(Code::invalid, "a country is two capital letters, such as DE", "debtor.address.country");
  }
  sent.country = address.country;
  if (address.lines.size() > kMostLines) {
    return refuse(Code::limit, "an address has two lines at most", "debtor.address.lines");
  }
  for (std::string const& line : address.lines) sent.lines.push_back(TRY(sent_text(line, 70, "debtor.address.lines")));
  return sent;
}

Result<void> check_account(Debtor const& debtor) {
  std::string_view const country = debtor.account.country();
  if (!is_in_sepa(country)) {
    return refuse(Code::invalid,
                  fmt::format("accounts of {} are not in SEPA: nothing can be collected from there", country),
                  "debtor.account");
  }
  if (!is_in_eea(country) && !debtor.address) {
    return refuse(Code::invalid, fmt::format("for an account of {} banks want the debtor's address", country),
                  "debtor.address");
  }
  return {};
}

Result<void> check_amendment(Mandate const& mandate) {
  if (!mandate.amendment) return {};
  Amendment const& amended = *mandate.amendment;
  bool const other_reference = amended.former_reference && *amended.former_reference != mandate.reference;
  if (amended.former_reference && !other_reference) {
    return refuse(Code::invalid, "the former reference of the mandate is the present one",
                  "mandate.amendment.former_reference");
  }
  if (!other_reference && !amended.debtor_has_other_account && !amended.former_creditor &&
      amended.former_creditor_name.empty()) {
    return refuse(Code::invalid, "an amendment must say what has become different", "mandate.amendment");
  }
  return {};
}

Result<void> check_values(Debit const& debit, Date collection) {
  if (debit.amount.cents() < 1 || debit.amount.cents() > kLargestAmount) {
    return refuse(Code::invalid, "a direct debit is of 0.01 to 999999999.99 euro", "amount");
  }
  if (debit.mandate.signed_on > collection) {
    return refuse(Code::invalid, "the mandate is signed after the day of collection", "mandate.signed_on");
  }
  auto allowed = [](char c) { return is_capital(c) || (c >= '0' && c <= '9'); };
  if (debit.purpose_code.size() > 4 || !std::ranges::all_of(debit.purpose_code, allowed)) {
    return refuse(Code::invalid, "a purpose code has up to 4 capital letters or digits", "purpose_code");
  }
  TRY(check_amendment(debit.mandate));
  return check_account(debit.debtor);
}

}  // namespace

Result<std::string> sent_text(std::string_view text, std::size_t longest, std::string_view field) {
  std::string sent = basic_letters(text);
  if (sent.empty()) {
    return refuse(Code::invalid, "it is empty, or has no letter that banks pass on", std::string(field));
  }
  if (sent.size() > longest) {
    return refuse(Code::limit,
                  fmt::format("it has {} characters as it is sent, and {} are allowed", sent.size(), longest),
                  std::string(field));
  }
  return sent;
}

Result<SentDebit> sent_form(Debit const& debit, Date collection) {
  TRY(check_values(debit, collection));
  SentDebit sent{.debit = &debit};
  sent.name = TRY(sent_text(debit.debtor.name, kLongestName, "debtor.name"));
  if (debit.debtor.address) sent.address = TRY(sent_address(*debit.debtor.address));
  if (auto const* text = std::get_if<std::string>(&debit.remittance)) {
    sent.text = TRY(sent_text(*text, kLongestText, "remittance"));
  }
  if (debit.mandate.amendment) {
    sent.former_creditor_name = TRY(sent_if_any(debit.mandate.amendment->former_creditor_name, kLongestName,
                                                "mandate.amendment.former_creditor_name"));
  }
  return sent;
}

Result<void> check_debit(Debit const& debit, Date collection) {
  TRY(sent_form(debit, collection));
  return {};
}

}  // namespace allmende::sepa
