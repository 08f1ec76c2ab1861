// A direct debit: what was filled in is shown once more with the mandate; the last button begins it, and a letter asks for
// the proof that the address is right.

#include "forms/forms.h"
#include "giving/letters.h"
#include "giving/pages.h"
#include "giving/sealed_form.h"

namespace allmende::giving {

using contributions::Begun;
using contributions::Gift;
using html::Html;
using html::html;

namespace {

Html row(std::string const& name, std::string const& said) { return html::html<"<div><dt>{}</dt><dd>{}</dd></div>\n">(name, said); }

/// When the first debit would be, as of now.
std::string first_debit_words(Visit const& visit) {
  Date day = contributions::earliest_collection(visit.house.till(), visit.now);
  return visit.words().say("{date} at the earliest, announced before", {{"date", visit.words().date(day)}});
}

Html summary(Visit const& visit, Choice const& choice, Details const& details) {
  words::Words const& words = visit.words();
  auto iban = sepa::Iban::parse(details.iban).value();
  Html rows = row(words.say("You give"), amount_words(words, *choice.amount, choice.interval));
  rows += row(words.say("First and last name"), details.name) + row(words.say("E-mail address"), details.email);
  rows += row(words.say("From the account"), account_words(std::string_view(iban.compact()).substr(iban.compact().size() - 4)));
  rows += row(words.say("First debit"), first_debit_words(visit));
  return html::html<R"(<dl class="account">
{}</dl>
)">(rows);
}

http::Response summary_page(Visit const& visit, Choice const& choice, Details const& details) {
  words::Words const& words = visit.words();
  std::string title = words.say("Is everything right?");
  Html main = html::html<R"(<div class="contribution">
<header><h1>{}</h1></header>
<section>{}
<h2>{}</h2>
<p>{}</p>
<form class="form" method="post" action="/beitrag/geben">{}
<p><button class="button" type="submit">{}</button></p>
<p class="hint">{}</p></form>
<p class="article-note"><a class="link" href="{}">{}</a></p></section></div>)">(
      title, summary(visit, choice, details), words.say("Your mandate"), mandate_text(visit, choice).text,
      forms::hidden("angaben", sealed(visit, choice, details)),
      words.say("Give {gift}", {{"gift", amount_words(words, *choice.amount, choice.interval)}}),
      words.say("You then get a letter by e-mail. Nothing is debited before you have confirmed it there."), address_of(choice),
      words.say("Change something"));
  return framed(visit, {.title = title, .address = "/beitrag", .main = main});
}

http::Response begun_page(Visit const& visit) {
  words::Words const& words = visit.words();
  std::string title = words.say("One step is left");
  return framed(visit, {.title = title,
                        .address = "/beitrag",
                        .main = html::html<R"(<div class="contribution">
<header><h1>{}</h1><p class="deck">{}</p></header>
<p>{}</p></div>)">(title, words.say("We have sent you a letter by e-mail. Please open the link in it: with that your contribution begins."),
                   words.say("Without it nothing is debited, and after two weeks what you have typed is forgotten."))});
}

/// Stored and its letter posted, in one.
Result<void> begin(Visit const& visit, Gift const& gift) {
  auto tx = visit.house.database.write();
  Begun begun = TRY(contributions::begin_gift(tx, visit.house.till(), gift, visit.now));
  TRY(post(tx, visit.house, proof_letter(visit.house, gift, begun), visit.now));
  tx.commit();
  return {};
}

}  // namespace

Result<http::Response> check_debit(Visit const& visit) {
  if (!visit.house.takes_debits()) return refuse(Code::not_found, "this paper takes no direct debits");
  Choice choice = choice_of(visit);
  if (!choice.amount) return give_page_with(visit, choice, {}, http::Status::unprocessable_content);
  Details details = details_of(visit);
  auto gift = gift_of(visit, Way::direct_debit, choice, details);
  Wrong wrong;
  if (auto* it = std::get_if<Wrong>(&gift)) {
    wrong = *it;
  } else {
    auto tx = visit.house.database.write();  // not committed: only asked
    auto would = contributions::begin_gift(tx, visit.house.till(), std::get<Gift>(gift), visit.now);
    if (!would) wrong = wrong_of(visit.words(), would.error());
  }
  if (wrong.any()) return give_page_with(visit, choice, {Way::direct_debit, details, wrong}, http::Status::unprocessable_content);
  return summary_page(visit, choice, details);
}

Result<http::Response> take_debit(Visit const& visit) {
  if (!visit.house.takes_debits()) return refuse(Code::not_found, "this paper takes no direct debits");
  auto filled = opened(visit, visit.typed("angaben"));
  if (!filled) return stale_page(visit);
  auto outcome = visit.house.taken.of(filled->form);
  std::lock_guard lock(outcome->mutex);
  if (!outcome->result.empty()) return begun_page(visit);
  auto gift = gift_of(visit, Way::direct_debit, filled->choice, filled->details);
  if (!may_be_written(visit, filled->details.email)) return too_many_page(visit);
  auto begun = std::holds_alternative<Gift>(gift) ? begin(visit, std::get<Gift>(gift)) : refuse(Code::invalid, "it was right before");
  if (!begun) {
    return give_page_with(visit, filled->choice, {Way::direct_debit, filled->details, wrong_of(visit.words(), begun.error())},
                          http::Status::unprocessable_content);
  }
  outcome->result = "begun";
  return begun_page(visit);
}

}  // namespace allmende::giving
