#include "sepa/giro_code.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sepa/payment_text.h"

namespace allmende::sepa {

namespace {

constexpr std::int64_t kLargestAmount = 99'999'999'999;  // EPC069-12: EUR999999999.99

Result<std::string> amount_line(std::optional<Money> amount) {
  if (!amount) return std::string();
  if (amount->cents() < 1 || amount->cents() > kLargestAmount) {
    return refuse(Code::invalid, "a transfer is of 0.01 to 999999999.99 euro", "amount");
  }
  return "EUR" + amount->decimal();
}

Result<std::string> purpose_line(std::string const& code) {
  auto allowed = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
  if (code.size() > 4 || !std::ranges::all_of(code, allowed)) {
    return refuse(Code::invalid, "a purpose code has up to 4 capital letters or digits",
                  "purpose_code");
  }
  return code;
}

std::string joined(std::span<std::string const> lines) {
  while (!lines.empty() && lines.back().empty()) lines = lines.first(lines.size() - 1);
  return fmt::format("{}", fmt::join(lines, "\n"));
}

}  // namespace

Result<std::string> giro_code(GiroCode const& transfer) {
  TRY(check_payment_text(transfer.account_holder, 70, "account_holder"));
  if (transfer.account_holder.empty()) {
    return refuse(Code::invalid, "a transfer needs the name of the account holder",
                  "account_holder");
  }
  TRY(check_payment_text(transfer.note, 70, "note"));
  auto const* reference = std::get_if<CreditorReference>(&transfer.remittance);
  auto const* text = std::get_if<std::string>(&transfer.remittance);
  if (text != nullptr) TRY(check_payment_text(*text, 140, "remittance"));
  std::string amount = TRY(amount_line(transfer.amount));
  std::string purpose = TRY(purpose_line(transfer.purpose_code));

  std::array<std::string, 12> lines = {
      "BCD",
      "002",
      "1",  // UTF-8
      "SCT",
      transfer.bic ? transfer.bic->text() : "",
      transfer.account_holder,
      transfer.iban.compact(),
      amount,
      purpose,
      reference != nullptr ? reference->compact() : "",
      text != nullptr ? *text : "",
      transfer.note,
  };
  std::string payload = joined(lines);
  if (payload.size() > kLongestGiroCode) {
    return refuse(
        Code::limit,
        fmt::format("the GiroCode would have {} bytes and {} are allowed: shorten the text",
                    payload.size(), kLongestGiroCode));
  }
  return payload;
}

}  // namespace allmende::sepa
