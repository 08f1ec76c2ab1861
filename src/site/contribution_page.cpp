#include "site/contribution_page.h"

#include "qr/qr.h"
#include "site/addresses.h"
#include "site/frame.h"

namespace allmende::site {

using contributions::BankDetails;
using html::Html;

namespace {

/// What was asked for: nothing yet, an amount, or something that is none.
struct Asked {
  std::string typed = {};
  std::optional<Money> amount = {};
  bool refused = false;
};

Asked asked_for(http::Request const& request) {
  auto typed = request.query("betrag");
  if (!typed || typed->empty()) return {};
  Asked asked{std::string(typed->substr(0, 40))};
  auto amount = Money::parse(*typed);
  if (amount && amount->cents() > 0) asked.amount = *amount;
  else asked.refused = true;
  return asked;
}

std::string shown(words::Words const& words, Money amount) { return words.money(amount); }

Html amount_link(words::Words const& words, Money amount, Asked const& asked) {
  std::optional<std::string> here;
  if (asked.amount == amount) here = "true";
  return html::html<R"(<li><a href="{}" aria-current="{}">{}</a></li>)">(addresses::contribution(amount), here,
                                                                          shown(words, amount));
}

Html amount_form(words::Words const& words, Asked const& asked) {
  Html error = html::when(asked.refused, [&] {
    return html::html<R"(<p class="form-error" id="fehler">{}</p>)">(
        words.say("This is no amount. Please write it like 12 or 12,50."));
  });
  std::optional<std::string> invalid;
  std::optional<std::string> described;
  if (asked.refused) {
    invalid = "true";
    described = "fehler";
  }
  return html::html<R"(<form class="amount-form" method="get" action="/beitrag">
{}<label for="anderer">{}</label>
<input id="anderer" name="betrag" inputmode="decimal" autocomplete="off" maxlength="20" value="{}" aria-invalid="{}" aria-describedby="{}">
<button class="button" type="submit">{}</button></form>)">(error, words.say("Another amount in euros"), asked.typed,
                                                            invalid, described, words.say("Apply"));
}

Html how_much(Context const& context, Asked const& asked) {
  words::Words const& words = context.words();
  return html::html<R"(<section aria-labelledby="betrag"><h2 id="betrag">{}</h2>
<ul class="amounts">{}</ul>
{}</section>
)">(words.say("How much?"), html::each(context.settings().amounts, [&](Money amount) {
      return amount_link(words, amount, asked);
    }), amount_form(words, asked));
}

Html row(std::string const& name, Html const& value) {
  return html::html<"<div><dt>{}</dt><dd>{}</dd></div>\n">(name, value);
}

Html to_copy(std::string const& text) { return html::html<R"(<span class="copy">{}</span>)">(text); }

Html account(Settings const& settings, words::Words const& words, Asked const& asked) {
  BankDetails const& bank = *settings.account;
  Html rows = row(words.say("Account holder"), html::text(bank.account_holder));
  rows += row(words.say("IBAN"), to_copy(bank.iban.printed()));
  if (bank.bic) rows += row(words.say("BIC"), to_copy(bank.bic->text()));
  if (asked.amount) rows += row(words.say("Amount"), html::text(shown(words, *asked.amount)));
  if (settings.reference) rows += row(words.say("Reference"), to_copy(settings.reference->printed()));
  return html::html<R"(<dl class="account">
{}</dl>)">(rows);
}

Html giro_code(Settings const& settings, words::Words const& words, Asked const& asked) {
  contributions::GiroCode code{.account_holder = settings.account->account_holder,
                               .iban = settings.account->iban,
                               .bic = settings.account->bic,
                               .amount = asked.amount};
  if (settings.reference) code.remittance = *settings.reference;
  auto payload = contributions::giro_code(code);
  if (!payload) return {};  // an account whose data do not fit is told when the settings are read
  auto symbol = qr::encode(*payload);
  if (!symbol) return {};
  std::string label =
      asked.amount ? words.say("GiroCode: {amount} to {holder}",
                               {{"amount", shown(words, *asked.amount)}, {"holder", code.account_holder}})
                   : words.say("GiroCode: any amount to {holder}", {{"holder", code.account_holder}});
  std::size_t size = qr::side(*symbol);
  return html::html<R"(<figure class="girocode">
<svg role="img" aria-label="{}" viewBox="{}"><path d="{}"></path></svg>
<figcaption>{}</figcaption></figure>)">(label, fmt::format("0 0 {} {}", size, size), qr::svg_path(*symbol),
                                         words.say("GiroCode: scan it with your bank's app."));
}

Html transfer(Context const& context, Asked const& asked) {
  words::Words const& words = context.words();
  Settings const& settings = context.settings();
  return html::html<R"(<section aria-labelledby="konto"><h2 id="konto">{}</h2>
<div class="transfer">
{}
{}</div></section>
<p class="article-note">{}</p>)">(
      words.say("By bank transfer"), account(settings, words, asked), giro_code(settings, words, asked),
      words.say("With a standing order you give regularly: the reference stays the same, whatever the amount. "
                "Everyone reads everything here, with and without a contribution."));
}

}  // namespace

Result<http::Response> contribution_page(Context const& context, http::Request const& request) {
  words::Words const& words = context.words();
  auto tx = context.read();
  Asked asked = asked_for(request);
  Html inside = context.settings().account
                    ? how_much(context, asked) + transfer(context, asked)
                    : html::html<R"(<p class="article-note">{}</p>)">(
                          words.say("{paper} does not take contributions here yet.",
                                    {{"paper", context.settings().name}}));
  std::string title = words.say("A contribution of your choice");
  Html main = html::html<R"(<div class="contribution">
<header><h1>{}</h1><p class="deck">{}</p></header>
{}</div>)">(title,
            words.say("Every text is open to everyone, because those who can, pay for it. Thank you for being one of them."),
            inside);
  PageHead head{.title = title, .kind = "contribution-page", .canonical = addresses::contribution()};
  return page(context, tx, head, main, asked.refused ? http::Status::bad_request : http::Status::ok);
}

}  // namespace allmende::site
