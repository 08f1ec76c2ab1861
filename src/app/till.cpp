#include "app/till.h"

#include "app/mailing.h"
#include "app/typography.h"
#include "ledger/ledger.h"

namespace allmende::app {

namespace {

Result<sepa::BankDetails> account_of(Config::Contribution const& contribution) {
  auto iban = sepa::Iban::parse(contribution.iban);
  if (!iban) return refuse(Code::invalid, iban.error().message, "contribution.iban");
  sepa::BankDetails account{.account_holder = contribution.account_holder, .iban = *iban};
  if (!contribution.bic.empty()) {
    auto bic = sepa::Bic::parse(contribution.bic);
    if (!bic) return refuse(Code::invalid, bic.error().message, "contribution.bic");
    account.bic = *bic;
  }
  return account;
}

Result<void> set_account(giving::Settings& settings, Config::Contribution const& contribution) {
  if (contribution.iban.empty()) return {};
  auto account = TRY(account_of(contribution));
  auto reference = sepa::CreditorReference::from(contribution.reference);
  if (!reference) return refuse(Code::invalid, reference.error().message, "contribution.reference");
  auto code = sepa::giro_code({.account_holder = account.account_holder, .iban = account.iban, .bic = account.bic, .remittance = *reference});
  if (!code) return refuse(Code::invalid, code.error().message, "contribution");
  settings.account = std::move(account);
  settings.reference = *std::move(reference);
  return {};
}

/// "12:30".
Result<std::chrono::minutes> time_of_day(std::string const& text) {
  int hours = 0, minutes = 0;
  bool is_time = text.size() == 5 && std::sscanf(text.c_str(), "%2d:%2d", &hours, &minutes) == 2 && hours < 24 && minutes < 60;
  if (!is_time) return refuse(Code::invalid, "a time is written like \"12:00\"", "contribution.cut_off");
  return std::chrono::hours(hours) + std::chrono::minutes(minutes);
}

Result<contributions::Rules> rules_of(Config::Contribution const& config, sepa::BankDetails const& account) {
  auto cut_off = TRY(time_of_day(config.cut_off));
  contributions::Rules rules{.statement_text = config.statement_text,
                             .hand_over = {.lead_days = static_cast<int>(config.lead_days), .cut_off = cut_off},
                             .notice_days = static_cast<int>(config.notice_days)};
  if (config.creditor_identifier.empty()) return rules;
  auto identifier = sepa::CreditorIdentifier::parse(config.creditor_identifier);
  if (!identifier) return refuse(Code::invalid, identifier.error().message, "contribution.creditor_identifier");
  rules.creditor = sepa::Creditor{.name = account.account_holder, .account = account.iban, .bic = account.bic, .identifier = *std::move(identifier)};
  return rules;
}

}  // namespace

Result<giving::Settings> giving_settings(Config const& config) {
  Config::Paper const& paper = config.paper;
  giving::Settings settings{.paper = paper.name, .address = paper.address, .language = paper_language(config), .time_zone = paper.time_zone, .framed = {}};
  TRY(set_account(settings, config.contribution));
  if (settings.account) TRY(rules_of(config.contribution, *settings.account));
  for (std::int64_t euros : config.contribution.amounts) {
    if (euros < 1 || euros > 100'000) return refuse(Code::invalid, "an amount is from 1 to 100000 euros", "contribution.amounts");
    settings.amounts.push_back(Money::cents(euros * 100));
  }
  return settings;
}

Result<std::optional<contributions::Till>> till_of(Paper const& paper) {
  Config const& config = paper.config();
  if (config.contribution.iban.empty()) return std::optional<contributions::Till>();
  auto account = TRY(account_of(config.contribution));
  auto words = TRY(words::Words::make(paper_language(config), config.paper.time_zone));
  auto rules = TRY(rules_of(config.contribution, account));
  return contributions::Till{.vault = vault::Vault(paper.givers_key()),
                             .rules = std::move(rules),
                             .calendar = std::make_shared<words::Words const>(std::move(words))};
}

Result<void> lay_out_books(Paper& paper, Instant now) {
  if (paper.config().contribution.iban.empty()) return {};
  {
    auto tx = paper.database().read();
    if (ledger::accounts(tx).size() >= ledger::chart::standard().size()) return {};
  }
  auto tx = paper.database().write();
  TRY(ledger::lay_out_chart(tx, people::Actor::command_line(), now));
  tx.commit();
  return {};
}

Result<giving::Settings> giving_settings(Paper const& paper, site::Site const& site) {
  auto settings = TRY(giving_settings(paper.config()));
  settings.till = TRY(till_of(paper));
  settings.outbox = TRY(givers_outbox(paper));
  settings.framed = [&site](giving::Page const& page) {
    return site.in_frame({.title = page.title, .kind = "contribution-page", .address = page.address, .main = page.main,
                          .status = page.status, .may_be_found = page.may_be_found});
  };
  return settings;
}

}  // namespace allmende::app
