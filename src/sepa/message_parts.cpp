#include "sepa/message_parts.h"

#include <fmt/format.h>

#include <span>

namespace allmende::sepa {

namespace {

constexpr std::size_t kMostWholeDigits = 13;  // sums of a million of them still fit into 64 bits
constexpr std::size_t kMostDigits = 18;       // ISO 20022: of a count

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool are_digits(std::string_view text) { return std::ranges::all_of(text, is_digit); }

Result<void> read_texts(xml::Reader& xml, std::span<Wanted const> wanted) {
  return xml.children([&](std::string_view name) -> Result<void> {
    std::vector<Wanted> below;
    for (Wanted const& one : wanted) {
      if (one.path == name) {
        std::string text = TRY(xml.text());
        if (one.into->empty()) *one.into = std::move(text);
        return {};
      }
      if (one.path.starts_with(name) && one.path[name.size()] == '/') {
        below.push_back({one.path.substr(name.size() + 1), one.into});
      }
    }
    return below.empty() ? Result<void>() : read_texts(xml, below);
  });
}

}  // namespace

Result<void> read_texts(xml::Reader& xml, std::initializer_list<Wanted> wanted) {
  return read_texts(xml, std::span(wanted.begin(), wanted.size()));
}

void drop_placeholder(std::string& reference) {
  if (reference == "NOTPROVIDED" || reference == "NONREF") reference.clear();
}

Result<Money> money_of(std::string_view decimal, std::string const& place) {
  std::string_view rest = decimal;
  if (rest.starts_with('+')) rest.remove_prefix(1);
  std::size_t const point = std::min(rest.find('.'), rest.size());
  std::string_view whole = rest.substr(0, point);
  std::string_view fraction = point < rest.size() ? rest.substr(point + 1) : std::string_view();
  if ((whole.empty() && fraction.empty()) || !are_digits(whole) || !are_digits(fraction)) {
    return refuse(Code::invalid, fmt::format("“{}” is no amount", decimal.substr(0, 40)), place);
  }
  whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size()));
  fraction = fraction.substr(0, fraction.find_last_not_of('0') + 1);
  if (fraction.size() > 2)
    return refuse(Code::invalid, fmt::format("{} has parts of a cent", decimal.substr(0, 40)), place);
  if (whole.size() > kMostWholeDigits)
    return refuse(Code::limit, fmt::format("{} is too large", decimal.substr(0, 40)), place);
  std::int64_t cents = 0;
  for (char c : whole) cents = cents * 10 + (c - '0');
  for (std::size_t i = 0; i < 2; ++i) cents = cents * 10 + (i < fraction.size() ? fraction[i] - '0' : 0);
  return Money::cents(cents);
}

Result<Amount> read_amount(xml::Reader& xml) {
  std::string currency = xml.attribute("Ccy").value_or("");
  std::string const place = xml.place();
  if (currency.size() != 3) return refuse(Code::invalid, "an amount has no currency", place);
  Money money = TRY(money_of(TRY(xml.text()), place));
  return Amount{money, std::move(currency)};
}

Result<std::optional<Amount>> read_inner_amount(xml::Reader& xml) {
  std::optional<Amount> amount;
  TRY(xml.children([&](std::string_view name) -> Result<void> {
    if (name == "Amt") amount = TRY(read_amount(xml));
    return {};
  }));
  return amount;
}

Result<Direction> read_direction(xml::Reader& xml) {
  std::string const code = TRY(xml.text());
  if (code == "CRDT") return Direction::credit;
  if (code == "DBIT") return Direction::debit;
  return refuse(Code::invalid, fmt::format("“{}” is neither CRDT nor DBIT", code.substr(0, 40)), xml.place());
}

Result<bool> read_yes_or_no(xml::Reader& xml) {
  std::string const text = TRY(xml.text());
  if (text == "true" || text == "1") return true;
  if (text == "false" || text == "0") return false;
  return refuse(Code::invalid, fmt::format("“{}” is neither true nor false", text.substr(0, 40)), xml.place());
}

Result<std::int64_t> read_number(xml::Reader& xml) {
  std::string const text = TRY(xml.text());
  if (text.empty() || text.size() > kMostDigits || !are_digits(text)) {
    return refuse(Code::invalid, fmt::format("“{}” is no number", text.substr(0, 40)), xml.place());
  }
  std::int64_t number = 0;
  for (char c : text) number = number * 10 + (c - '0');
  return number;
}

Result<Date> day_of(std::string_view written, std::string const& place) {
  auto day = Date::parse(written.substr(0, 10));
  bool const goes_on = written.size() > 10;
  if (!day || (goes_on && std::string_view("TZ+-").find(written[10]) == std::string_view::npos)) {
    return refuse(Code::invalid, fmt::format("“{}” is no day", written.substr(0, 40)), place);
  }
  return *day;
}

Result<std::optional<Date>> read_day(xml::Reader& xml) {
  std::string written;
  TRY(read_texts(xml, {{"Dt", &written}, {"DtTm", &written}}));
  if (written.empty()) return std::nullopt;
  return TRY(day_of(written, xml.place()));
}

Result<ReturnReason> read_reason(xml::Reader& xml) {
  ReturnReason reason;
  TRY(xml.children([&](std::string_view name) -> Result<void> {
    if (name == "Rsn") {
      TRY(read_texts(xml, {{"Cd", &reason.code}, {"Prtry", &reason.proprietary}}));
    } else if (name == "AddtlInf") {
      std::string text = TRY(xml.text());
      if (!text.empty()) reason.more.push_back(std::move(text));
    }
    return {};
  }));
  return reason;
}

Result<TransactionCode> read_code(xml::Reader& xml) {
  TransactionCode code;
  TRY(read_texts(xml, {{"Domn/Cd", &code.domain},
                       {"Domn/Fmly/Cd", &code.family},
                       {"Domn/Fmly/SubFmlyCd", &code.sub_family},
                       {"Prtry/Cd", &code.proprietary},
                       {"Prtry/Issr", &code.issuer}}));
  return code;
}

Result<void> read_parties(xml::Reader& xml, Party& debtor, Party& creditor) {
  // Version 08 has a level more (Pty or Agt); 02 and 04 name the bank's number BIC or BICFI.
  return read_texts(xml, {{"Dbtr/Nm", &debtor.name},
                          {"Dbtr/Pty/Nm", &debtor.name},
                          {"Dbtr/Agt/FinInstnId/Nm", &debtor.name},
                          {"DbtrAcct/Id/IBAN", &debtor.iban},
                          {"DbtrAcct/Id/Othr/Id", &debtor.other_account},
                          {"DbtrAgt/FinInstnId/BIC", &debtor.bic},
                          {"DbtrAgt/FinInstnId/BICFI", &debtor.bic},
                          {"UltmtDbtr/Nm", &debtor.ultimate_name},
                          {"UltmtDbtr/Pty/Nm", &debtor.ultimate_name},
                          {"Cdtr/Nm", &creditor.name},
                          {"Cdtr/Pty/Nm", &creditor.name},
                          {"Cdtr/Agt/FinInstnId/Nm", &creditor.name},
                          {"Cdtr/Id/PrvtId/Othr/Id", &creditor.identifier},
                          {"Cdtr/Pty/Id/PrvtId/Othr/Id", &creditor.identifier},
                          {"CdtrAcct/Id/IBAN", &creditor.iban},
                          {"CdtrAcct/Id/Othr/Id", &creditor.other_account},
                          {"CdtrAgt/FinInstnId/BIC", &creditor.bic},
                          {"CdtrAgt/FinInstnId/BICFI", &creditor.bic},
                          {"UltmtCdtr/Nm", &creditor.ultimate_name},
                          {"UltmtCdtr/Pty/Nm", &creditor.ultimate_name}});
}

}  // namespace allmende::sepa
