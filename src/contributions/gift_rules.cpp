#include "contributions/gift_rules.h"

#include "base/utf8.h"

namespace allmende::contributions {

namespace {

constexpr int kDaysAhead = 2 * 366;
constexpr std::size_t kLongestAppeal = 100;
constexpr std::size_t kLongestVersion = 40;

bool has_controls(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 32 || c == 127; });
}

Result<void> check_line(std::string_view text, std::size_t longest, std::string_view field) {
  if (text.size() > longest) return refuse(Code::limit, fmt::format("at most {} bytes", longest), std::string(field));
  if (has_controls(text) || !is_utf8(text))
    return refuse(Code::invalid, "this is one line of text", std::string(field));
  return {};
}

Result<void> check_giver(GiverData const& giver) {
  TRY(check_line(giver.name, GiverData::kLongestName, "giver.name"));
  if (giver.email.empty()) return {};
  auto email = people::parse_email(giver.email);
  if (!email) return refuse(email.error().code, email.error().message, "giver.email");
  return {};
}

Result<void> check_debit_gift(Till const& till, Gift const& gift, Signed how, Date today) {
  if (!till.rules.creditor) return refuse(Code::conflict, "this paper collects no direct debits", "way");
  if (gift.giver.name.empty()) return refuse(Code::invalid, "a direct debit needs a name", "giver.name");
  if (how == Signed::by_click && gift.giver.email.empty()) {
    return refuse(Code::invalid, "a direct debit needs an e-mail address for its confirmation", "giver.email");
  }
  if (!gift.account) return refuse(Code::invalid, "a direct debit needs an account", "account");
  if (!gift.evidence) return refuse(Code::invalid, "a direct debit needs a mandate", "evidence");
  return check_account(till, *gift.account, *gift.evidence, gift.giver.address, today);
}

}  // namespace

Result<void> check_amount(Rules const& rules, Money amount) {
  if (amount >= rules.least && amount <= rules.most) return {};
  return refuse(Code::invalid, fmt::format("between {} and {} euro", rules.least.decimal(), rules.most.decimal()),
                "amount");
}

Result<void> check_day(Date day, Date today) {
  if (day >= today && day <= today.plus_days(kDaysAhead)) return {};
  return refuse(Code::invalid, "a day from today on, two years ahead at most", "first");
}

Result<void> check_account(Till const& till, Account const& account, MandateEvidence const& evidence,
                           std::optional<sepa::PostalAddress> const& address, Date today) {
  if (evidence.text.empty())
    return refuse(Code::invalid, "the mandate's text must be kept as it was shown", "evidence.text");
  if (evidence.text.size() > MandateEvidence::kLongestText || !is_utf8(evidence.text)) {
    return refuse(Code::limit, fmt::format("at most {} bytes of text", MandateEvidence::kLongestText), "evidence.text");
  }
  TRY(check_line(evidence.version, kLongestVersion, "evidence.version"));
  TRY(check_line(account.holder, GiverData::kLongestName, "account.holder"));
  sepa::Debit const trial{
      .end_to_end_id = sepa::PaymentId::parse("1").value(),
      .amount = till.rules.least,
      .mandate = {.reference = sepa::MandateReference::numbered(1).value(), .signed_on = today},
      .debtor = {.name = account.holder, .account = account.iban, .bic = account.bic, .address = address}};
  return sepa::check_debit(trial, sepa::target_day_from(today));
}

Result<void> check_gift(Till const& till, Gift const& gift, Signed how, Date today) {
  TRY(check_amount(till.rules, gift.amount));
  TRY(check_day(gift.first, today));
  TRY(check_giver(gift.giver));
  TRY(check_line(gift.appeal, kLongestAppeal, "appeal"));
  if (gift.way == Way::direct_debit) TRY(check_debit_gift(till, gift, how, today));
  return {};
}

}  // namespace allmende::contributions
