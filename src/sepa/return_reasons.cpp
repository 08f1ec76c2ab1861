#include "sepa/return_reasons.h"

#include <algorithm>
#include <array>

namespace allmende::sepa {

namespace {

using enum MandateAfter;

/// What is the same whatever the code of the kind.
constexpr AfterReturn account_is_wrong(std::string_view code, std::string_view meaning) {
  return {code, meaning, Retry::never, needs_account, needs_account, Letter::asks_for_account, Alarm::none};
}
constexpr AfterReturn we_are_wrong(std::string_view code, std::string_view meaning) {
  return {code, meaning, Retry::after_correction, stands, stands, Letter::none, Alarm::all_runs};
}
constexpr AfterReturn payer_wants_it_back(std::string_view code, std::string_view meaning) {
  return {code, meaning, Retry::never, paused, paused, Letter::asks_to_go_on, Alarm::none};
}
constexpr AfterReturn bank_not_reached(std::string_view code, std::string_view meaning) {
  return {code,         meaning, Retry::after_correction, needs_account, needs_account, Letter::asks_for_account,
          Alarm::person};
}
constexpr AfterReturn for_the_authorities(std::string_view code, std::string_view meaning) {
  return {code, meaning, Retry::never, by_hand, by_hand, Letter::none, Alarm::person};
}

constexpr auto kReasons = std::to_array<AfterReturn>({
    account_is_wrong("AC01", "the account number is wrong"),
    account_is_wrong("AC04", "the account is closed"),
    account_is_wrong("AC06", "the account is blocked"),
    account_is_wrong("AG01", "this kind of account allows no direct debits"),
    we_are_wrong("AG02", "the bank operation code is wrong"),
    {"AM04", "there are not enough funds", Retry::once_later, stands, paused, Letter::tells, Alarm::none, 5},
    {"AM05", "the same was collected twice", Retry::never, stands, stands, Letter::none, Alarm::all_runs},
    we_are_wrong("BE05", "the creditor is not known by this identifier"),
    bank_not_reached("CNOR", "the creditor's bank is not registered"),
    bank_not_reached("DNOR", "the debtor's bank is not registered"),
    we_are_wrong("DT01", "the date is wrong"),
    we_are_wrong("FF01", "the file's format is wrong"),
    we_are_wrong("FF05", "the scheme is wrong"),
    {"MD01", "there is no mandate", Retry::never, ended, ended, Letter::none, Alarm::person},
    we_are_wrong("MD02", "the mandate's data are missing or wrong"),
    payer_wants_it_back("MD06", "the payer asked for it back"),
    {"MD07", "the payer has died", Retry::never, ended, ended, Letter::none, Alarm::person},
    payer_wants_it_back("MS02", "the payer refused it"),
    {"MS03", "the bank gives no reason", Retry::with_next_period, stands, paused, Letter::none, Alarm::none},
    bank_not_reached("RC01", "the bank's number is wrong"),
    for_the_authorities("RR01", "the debtor's account is missing, as the authorities want it"),
    for_the_authorities("RR02", "the debtor's name or address is missing, as the authorities want it"),
    for_the_authorities("RR03", "the creditor's name or address is missing, as the authorities want it"),
    for_the_authorities("RR04", "there are reasons of regulation"),
    {"SL01", "the payer's bank holds a list that keeps us out", Retry::never, paused, paused, Letter::tells_to_allow_us,
     Alarm::none},
    we_are_wrong("TM01", "the file came after the cut-off"),
});
static_assert(std::ranges::is_sorted(kReasons, {}, &AfterReturn::code));

constexpr AfterReturn kUnknown{.code = {}, .meaning = "a reason that is not in the table"};

}  // namespace

AfterReturn const& after_return(std::string_view code) {
  auto const* found = std::ranges::lower_bound(kReasons, code, {}, &AfterReturn::code);
  return found == kReasons.end() || found->code != code ? kUnknown : *found;
}

std::span<AfterReturn const> return_reasons() { return kReasons; }

}  // namespace allmende::sepa
