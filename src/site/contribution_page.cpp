#include "site/contribution_page.h"

#include "qr/qr.h"
#include "site/addresses.h"
#include "site/frame.h"

namespace allmende::site {

using html::Html;
using sepa::BankDetails;

namespace {

enum class Flaw { no_amount, two_ways, nothing, too_much };

/// What was asked for: nothing yet, an amount, or something that is none.
struct Asked {
  std::string typed = {};
  std::optional<Money> amount = {};
  std::optional<Flaw> refused = {};
};

std::optional<Flaw> flaw_of(std::string_view typed, Result<Money> const& amount) {
  if (amount) return amount->cents() > 0 ? std::nullopt : std::optional(Flaw::nothing);
  if (amount.error().code == Code::limit) return Flaw::too_much;
  return Money::reads_two_ways(typed) ? Flaw::two_ways : Flaw::no_amount;
}

Asked asked_for(http::Request const& request) {
  auto typed = request.query("betrag");
  if (!typed || typed->empty()) return {};
  Asked asked{std::string(typed->substr(0, 40))};
  auto amount = Money::parse(*typed);
  asked.refused = flaw_of(*typed, amount);
  if (!asked.refused) asked.amount = *amount;
  return asked;
}

Html amount_link(words::Words const& words, Money amount, Asked const& asked) {
  std::optional<std::string> here;
  if (asked.amount == amount) here = "true";
  return html::html<R"(<li><a href="{}" aria-current="{}">{}</a></li>)">(addresses::contribution(amount), here,
                                                                          words.money_spoken(amount));
}

/// What was typed, and how to write it.
std::string refusal(words::Words const& words, Asked const& asked) {
  switch (*asked.refused) {
    case Flaw::no_amount: return words.say("This is no amount. Please write it like 12 or 12,50.");
    case Flaw::nothing: return words.say("An amount is one cent at least.");
    case Flaw::too_much: return words.say("No transfer carries that much. Please choose a smaller amount.");
    case Flaw::two_ways:
      return words.say("{typed} can be read in two ways. Please write whole euros without a comma, or two digits "
                       "behind it: 1250 or 12.50.",
                       {{"typed", asked.typed}});
  }
  report_bug("every flaw has its words");
}

Html amount_form(words::Words const& words, Asked const& asked) {
  Html error = html::when(asked.refused, [&] {
    return html::html<R"(<p class="form-error" id="fehler">{}</p>)">(refusal(words, asked));
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
  if (asked.amount) rows += row(words.say("Amount"), html::text(words.money(*asked.amount)));
  if (settings.reference) rows += row(words.say("Reference"), to_copy(settings.reference->printed()));
  return html::html<R"(<dl class="account">
{}</dl>)">(rows);
}

Html giro_code(Settings const& settings, words::Words const& words, Asked const& asked) {
  sepa::GiroCode code{.account_holder = settings.account->account_holder,
                               .iban = settings.account->iban,
                               .bic = settings.account->bic,
                               .amount = asked.amount};
  if (settings.reference) code.remittance = *settings.reference;
  auto payload = sepa::giro_code(code);
  if (!payload) return {};  // an account whose data do not fit is told when the settings are read
  auto symbol = qr::encode(*payload);
  if (!symbol) return {};
  std::string label =
      asked.amount ? words.say("GiroCode: {amount} to {holder}",
                               {{"amount", words.money(*asked.amount)}, {"holder", code.account_holder}})
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
            context.settings().account
                ? words.say("Every text is open to everyone, because those who can, pay for it. Thank you for being one of them.")
                : words.say("Every text is open to everyone, because those who can, pay for it."),
            inside);
  PageHead head{.title = title, .kind = "contribution-page", .canonical = addresses::contribution()};
  return page(context, tx, head, main, asked.refused.has_value() ? http::Status::bad_request : http::Status::ok);
}

}  // namespace allmende::site
