#include "giving/transfer_view.h"

#include "qr/qr.h"

namespace allmende::giving {

using html::Html;
using Reference = std::optional<sepa::CreditorReference>;

namespace {

Html row(std::string const& name, Html const& value) { return html::html<"<div><dt>{}</dt><dd>{}</dd></div>\n">(name, value); }

Html to_copy(std::string const& text) { return html::html<R"(<span class="copy">{}</span>)">(text); }

Html account(words::Words const& words, sepa::BankDetails const& bank, std::optional<Money> amount, Reference const& reference) {
  Html rows = row(words.say("Account holder"), html::text(bank.account_holder));
  rows += row(words.say("IBAN"), to_copy(bank.iban.printed()));
  if (bank.bic) rows += row(words.say("BIC"), to_copy(bank.bic->text()));
  if (amount) rows += row(words.say("Amount"), html::text(words.money(*amount)));
  if (reference) rows += row(words.say("Reference"), to_copy(reference->printed()));
  return html::html<R"(<dl class="account">
{}</dl>)">(rows);
}

Html giro_code(words::Words const& words, sepa::BankDetails const& bank, std::optional<Money> amount, Reference const& reference) {
  sepa::GiroCode code{.account_holder = bank.account_holder, .iban = bank.iban, .bic = bank.bic, .amount = amount};
  if (reference) code.remittance = *reference;
  auto payload = sepa::giro_code(code);
  if (!payload) return {};  // an account whose data do not fit is told when the settings are read
  auto symbol = qr::encode(*payload);
  if (!symbol) return {};
  std::string label = amount ? words.say("GiroCode: {amount} to {holder}",
                                         {{"amount", words.money(*amount)}, {"holder", code.account_holder}})
                             : words.say("GiroCode: any amount to {holder}", {{"holder", code.account_holder}});
  std::size_t size = qr::side(*symbol);
  return html::html<R"(<figure class="girocode">
<svg role="img" aria-label="{}" viewBox="{}"><path d="{}"></path></svg>
<figcaption>{}</figcaption></figure>)">(label, fmt::format("0 0 {} {}", size, size), qr::svg_path(*symbol),
                                         words.say("GiroCode: scan it with your bank's app."));
}

}  // namespace

Html transfer_view(Visit const& visit, std::optional<Money> amount, Reference const& reference) {
  words::Words const& words = visit.words();
  sepa::BankDetails const& bank = visit.house.settings.account.value();
  return html::html<R"(<div class="transfer">
{}
{}</div>)">(account(words, bank, amount, reference), giro_code(words, bank, amount, reference));
}

}  // namespace allmende::giving
