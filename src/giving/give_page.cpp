// How much, how often, in which way: the page that every appeal leads to.

#include "forms/forms.h"
#include "giving/pages.h"
#include "giving/transfer_view.h"

namespace allmende::giving {

using html::Html;
using html::html;

namespace {

Html chip(html::Url const& address, bool is_here, std::string const& words) {
  std::optional<std::string> here;
  if (is_here) here = "true";
  return html::html<R"(<li><a href="{}" aria-current="{}">{}</a></li>)">(address, here, words);
}

Html amount_form(words::Words const& words, Choice const& choice) {
  Choice rest = choice;
  rest.amount.reset();
  auto [below, invalid, described] = forms::beneath("anderer", choice.wrong, "");
  return html::html<R"(<form class="amount-form" method="get" action="/beitrag">{}
<label for="anderer">{}</label>
<input id="anderer" name="betrag" inputmode="decimal" autocomplete="off" maxlength="20" value="{}" aria-invalid="{}" aria-describedby="{}">
<button class="button" type="submit">{}</button>{}</form>)">(hidden_fields(rest), words.say("Another amount in euros"), choice.typed, invalid,
                                                           described, words.say("Apply"), below);
}

Html how_much(Visit const& visit, Choice const& choice) {
  words::Words const& words = visit.words();
  Html chips = html::each(visit.house.settings.amounts, [&](Money amount) {
    return chip(address_of(with(choice, amount)), choice.amount == amount, words.money_spoken(amount));
  });
  return html::html<R"(<section aria-labelledby="betrag"><h2 id="betrag">{}</h2>
<ul class="amounts">{}</ul>
{}</section>
)">(words.say("How much?"), chips, amount_form(words, choice));
}

Html how_often(Visit const& visit, Choice const& choice) {
  words::Words const& words = visit.words();
  static constexpr Interval kAll[] = {Interval::once, Interval::monthly, Interval::quarterly, Interval::yearly};
  Html chips = html::each(kAll, [&](Interval interval) {
    return chip(address_of(with(choice, interval)), choice.interval == interval, words_of(words, interval));
  });
  return html::html<R"(<section aria-labelledby="rhythmus"><h2 id="rhythmus">{}</h2>
<ul class="amounts">{}</ul></section>
)">(words.say("How often?"), chips);
}

Html email_field(words::Words const& words, Sent const& sent, std::string id, std::string hint) {
  return forms::field({.name = "email", .label = words.say("E-mail address"), .type = "email", .value = sent.details.email,
                       .autocomplete = "email", .hint = std::move(hint), .wrong = sent.wrong.email, .id = std::move(id)});
}

Html debit_view(Visit const& visit, Choice const& choice, Sent const& sent) {
  words::Words const& words = visit.words();
  auto const& [way, details, wrong] = sent;
  Html fields = forms::field({.name = "name", .label = words.say("First and last name"), .value = details.name, .autocomplete = "name",
                              .hint = words.say("As the bank knows the account's holder."), .wrong = wrong.name});
  fields += email_field(words, sent, "feld-email", words.say("You get a letter before each debit, and a link to change or end it."));
  fields += forms::field({.name = "iban", .label = words.say("IBAN"), .value = details.iban, .autocomplete = "off",
                          .hint = words.say("Of any account in Europe."), .wrong = wrong.iban});
  return html::html<R"(<section aria-labelledby="lastschrift"><h2 id="lastschrift">{}</h2>
<form class="form" method="post" action="/beitrag/lastschrift">{}{}
<p><button class="button" type="submit">{}</button></p>
<p class="hint">{}</p></form></section>
)">(words.say("By direct debit"), hidden_fields(choice), fields,
    words.say("{gift}: on to the summary", {{"gift", amount_words(words, *choice.amount, choice.interval)}}),
    words.say("Nothing is debited before you have confirmed it by e-mail."));
}

Html own_reference_form(Visit const& visit, Choice const& choice, Sent const& sent) {
  words::Words const& words = visit.words();
  if (!visit.house.knows_givers()) return {};
  return html::html<R"(<details class="more" open="{}"><summary>{}</summary>
<form class="form" method="post" action="/beitrag/ueberweisung">{}{}
<p><button class="button" type="submit">{}</button></p></form></details>
)">(sent.wrong.any(), words.say("With thanks and a receipt by e-mail"), hidden_fields(choice) + forms::hidden("einmal", mail::new_id()),
    email_field(words, sent, "feld-ueberweisung-email", words.say("You get a reference of your own, so that we know whom to thank.")),
    words.say("Give {gift} by transfer", {{"gift", amount_words(words, *choice.amount, choice.interval)}}));
}

Html transfer_section(Visit const& visit, Choice const& choice, Sent const& sent) {
  words::Words const& words = visit.words();
  return html::html<R"(<section aria-labelledby="konto"><h2 id="konto">{}</h2>
{}
<p class="article-note">{}</p>{}</section>
)">(words.say("By bank transfer"), transfer_view(visit, choice.amount, visit.house.settings.reference),
    words.say("With a standing order you give regularly: the reference stays the same, whatever the amount. "
              "Everyone reads everything here, with and without a contribution."),
    html::when(choice.amount, [&] { return own_reference_form(visit, choice, sent); }));
}

Html looking_after(words::Words const& words) {
  return html::html<R"(<p class="article-note"><a class="link" href="/beitrag/link">{}</a> · <a class="link" href="/beitrag/beenden">{}</a></p>
)">(words.say("Look at or change what you give"), words.say("End a contribution"));
}

/// What was typed stands in the form that was sent.
Html ways(Visit const& visit, Choice const& choice, Sent const& sent) {
  auto of = [&](Way way) { return sent.way == way ? sent : Sent{.way = way}; };
  Html all = html::when(choice.amount && visit.house.takes_debits(), [&] { return debit_view(visit, choice, of(Way::direct_debit)); });
  all += transfer_section(visit, choice, of(Way::transfer));
  all += html::when(visit.house.knows_givers(), [&] { return looking_after(visit.words()); });
  return all;
}

}  // namespace

http::Response give_page_with(Visit const& visit, Choice const& choice, Sent const& sent, http::Status status) {
  words::Words const& words = visit.words();
  Settings const& settings = visit.house.settings;
  std::string title = words.say("A contribution of your choice");
  std::string deck = settings.account
                         ? words.say("Every text is open to everyone, because those who can, pay for it. Thank you for being one of them.")
                         : words.say("Every text is open to everyone, because those who can, pay for it.");
  Html none = html::html<R"(<p class="article-note">{}</p>)">(
      words.say("{paper} does not take contributions here yet.", {{"paper", settings.paper}}));
  Html complaint = html::when(!sent.wrong.rest.empty(), [&] { return forms::complaint(sent.wrong.rest); });
  Html inside = settings.account ? complaint + how_much(visit, choice) + how_often(visit, choice) + ways(visit, choice, sent) : none;
  return framed(visit, {.title = title,
                        .address = "/beitrag",
                        .main = html::html<R"(<div class="contribution">
<header><h1>{}</h1><p class="deck">{}</p></header>
{}</div>)">(title, deck, inside),
                        .status = status,
                        .may_be_found = true});
}

/// The smallest step, where nothing was chosen.
Result<http::Response> give_page(Visit const& visit) {
  Choice choice = choice_of(visit);
  auto const& amounts = visit.house.settings.amounts;
  if (choice.typed.empty() && !amounts.empty()) choice.amount = amounts.front();
  return give_page_with(visit, choice, {}, choice.wrong.empty() ? http::Status::ok : http::Status::bad_request);
}

}  // namespace allmende::giving
