// What whoever gives may change of it: how much, how often, when, from which account; pause, go on, end, be forgotten.

#include <charconv>

#include "forms/forms.h"
#include "giving/letters.h"
#include "giving/own_page.h"
#include "giving/pages.h"

namespace allmende::giving {

using contributions::AgreementId;
using contributions::AgreementState;
using contributions::ProvenGiver;
using html::Html;
using html::html;

namespace {

struct Mine {
  ProvenGiver giver;
  Agreement agreement;
};

std::optional<AgreementId> id_of(std::string_view digits) {
  std::int64_t number = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  bool is_number = error == std::errc() && end == digits.data() + digits.size() && number > 0;
  return is_number ? std::optional(AgreementId(number)) : std::nullopt;
}

/// Refuses: not_found for a link that is good no longer, and for what is somebody else's.
Result<Mine> mine(Visit const& visit, database::ReadTx& tx) {
  auto giver = TRY(proven(visit, tx));
  auto id = id_of(visit.request.parameter("vereinbarung"));
  auto agreement = id ? contributions::agreement(tx, visit.house.till(), *id) : std::nullopt;
  if (!agreement || !giver.is(agreement->giver)) return refuse(Code::not_found, "there is no such agreement");
  return Mine{std::move(giver), *std::move(agreement)};
}

/// A form that was refused: its name, and what is wrong with it.
struct Refused {
  std::string form = {};
  Wrong wrong = {};
};

/// As it was typed, if this form was refused; else as it is.
std::string kept(Visit const& visit, Refused const& refused, std::string_view form, std::string_view field, std::string otherwise = {}) {
  return refused.form == form ? visit.typed(field) : std::move(otherwise);
}

/// One thing that can be changed, with its button.
Html form_of(std::string_view what, std::string const& heading, Html const& fields, std::string const& button) {
  std::string id = fmt::format("{}-formular", what);
  return html::html<R"(<section aria-labelledby="{}"><h2 id="{}">{}</h2>
<form class="form" method="post">{}{}
<p><button class="button" type="submit">{}</button></p></form></section>
)">(id, id, heading, forms::hidden("was", what), fields, button);
}

/// As somebody would type it in their language: "12,50".
std::string typed_words(words::Words const& words, Money amount) {
  std::string text = amount.decimal();
  if (words.language().primary() == "de") std::ranges::replace(text, '.', ',');
  return text;
}

Html amount_form(Visit const& visit, Agreement const& it, Refused const& refused) {
  words::Words const& words = visit.words();
  return form_of("betrag", words.say("How much?"),
                 forms::field({.name = "betrag", .label = words.say("Amount in euros"),
                               .value = kept(visit, refused, "betrag", "betrag", typed_words(words, it.amount)), .wrong = refused.wrong.amount,
                               .inputmode = "decimal"}),
                 words.say("Change the amount"));
}

Html interval_form(Visit const& visit, database::ReadTx& tx, Agreement const& it, Refused const& refused) {
  if (it.schedule.interval == Interval::once) return {};
  words::Words const& words = visit.words();
  static constexpr Interval kAll[] = {Interval::monthly, Interval::quarterly, Interval::yearly};
  std::string chosen = kept(visit, refused, "rhythmus", "rhythmus", std::string(contributions::name_of(it.schedule.interval)));
  Html options = html::each(kAll, [&](Interval interval) {
    auto name = contributions::name_of(interval);
    return html::html<R"(<option value="{}" selected="{}">{}</option>)">(name, name == chosen, words_of(words, interval));
  });
  auto next = contributions::next_collection(tx, visit.house.till(), it.id, visit.now);
  Html fields = html::html<R"(<div class="field"><label for="feld-rhythmus">{}</label><select id="feld-rhythmus" name="rhythmus">{}</select></div>
)">(words.say("Interval"), options);
  fields += forms::field({.name = "naechste", .label = words.say("Next on"), .type = "date",
                          .value = kept(visit, refused, "rhythmus", "naechste", next ? next->nominal.iso8601() : ""), .wrong = refused.wrong.day});
  return form_of("rhythmus", words.say("How often, and when?"), fields, words.say("Change interval and day"));
}

Html account_form(Visit const& visit, Agreement const& it, Refused const& refused) {
  if (it.way != Way::direct_debit) return {};
  words::Words const& words = visit.words();
  Html fields = forms::field({.name = "name", .label = words.say("First and last name"), .value = kept(visit, refused, "konto", "name"),
                              .autocomplete = "name", .hint = words.say("As the bank knows the account's holder."), .wrong = refused.wrong.name});
  fields += forms::field({.name = "iban", .label = words.say("IBAN"), .value = kept(visit, refused, "konto", "iban"), .wrong = refused.wrong.iban});
  Choice choice{.amount = it.amount, .interval = it.schedule.interval};
  fields += html::html<R"(<p class="hint">{}</p>)">(mandate_text(visit, choice).text);
  return form_of("konto", words.say("From which account?"), fields, words.say("Take this account, with this mandate"));
}

Html pause_form(words::Words const& words, Agreement const& it) {
  if (it.way == Way::transfer || it.schedule.interval == Interval::once) return {};
  bool is_paused = it.state == AgreementState::paused;
  std::string hint = is_paused ? words.say("What fell due in the pause is not made up for.") : words.say("Nothing is debited until you go on.");
  return form_of(is_paused ? "weiter" : "pause", is_paused ? words.say("Go on?") : words.say("A pause?"), html::html<R"(<p class="hint">{}</p>)">(hint),
                 is_paused ? words.say("Go on") : words.say("Pause"));
}

Html end_form(words::Words const& words) {
  return form_of("ende", words.say("End it?"), html::html<R"(<p class="hint">{}</p>)">(words.say("At once, without a reason. Everything here stays open to you.")),
                 words.say("End now"));
}

http::Response change_page_with(Visit const& visit, database::ReadTx& tx, Agreement const& it, Refused const& refused) {
  words::Words const& words = visit.words();
  Html rest = html::when(!refused.wrong.rest.empty(), [&] { return forms::complaint(refused.wrong.rest); });
  rest += agreement_facts(visit, tx, it);
  if (it.state != AgreementState::ended) {
    rest += amount_form(visit, it, refused) + interval_form(visit, tx, it, refused) + account_form(visit, it, refused);
    rest += pause_form(words, it) + end_form(words);
  }
  rest += html::html<R"(<p class="article-note"><a class="link" href="{}">{}</a></p>)">(own_url(visit), words.say("All that you give"));
  return plain_page(visit, title_words(words, it), words.say("Reference {reference}", {{"reference", it.reference.printed()}}), rest,
                    refused.wrong.any() ? http::Status::unprocessable_content : http::Status::ok);
}

/// What is refused of a change, at its field.
Wrong wrong_of_change(Visit const& visit, Refusal const& refusal) {
  words::Words const& words = visit.words();
  if (refusal.code == Code::gone) return {.rest = words.say("It has ended meanwhile.")};
  if (refusal.where == "amount") {
    std::string wrong = choice_of(visit).wrong;
    return {.amount = wrong.empty() ? words.say("This is no amount. Please write it like 12 or 12,50.") : std::move(wrong)};
  }
  if (refusal.where == "next" || refusal.where == "first") {
    return {.day = words.say("On this day it cannot be: it is past, more than two years away, or in a month that is collected already.")};
  }
  return wrong_of(words, refusal);
}

Result<void> change_amount(Visit const& visit, database::WriteTx& tx, Mine const& it) {
  Choice choice = choice_of(visit);
  if (!choice.amount) return refuse(Code::invalid, "this amount is none that is given here", "amount");
  return contributions::change_amount(tx, it.giver, visit.house.till(), it.agreement.id, *choice.amount, visit.now);
}

Result<void> change_schedule(Visit const& visit, database::WriteTx& tx, Mine const& it) {
  auto interval = TRY(contributions::parse_interval(visit.typed("rhythmus")));
  auto next = Date::parse(visit.typed("naechste"));
  if (!next) return refuse(Code::invalid, "this is no day", "next");
  return contributions::change_schedule(tx, it.giver, visit.house.till(), it.agreement.id, interval, *next, visit.now);
}

Result<void> change_account(Visit const& visit, database::WriteTx& tx, Mine const& it) {
  auto iban = sepa::Iban::parse(visit.typed("iban"));
  if (!iban) return refuse(Code::invalid, iban.error().message, "iban");
  Choice choice{.amount = it.agreement.amount, .interval = it.agreement.schedule.interval};
  return contributions::change_account(tx, it.giver, visit.house.till(), it.agreement.id, {visit.typed("name"), *iban}, mandate_text(visit, choice), visit.now);
}

/// With the letter that says so.
Result<void> end(Visit const& visit, database::WriteTx& tx, Mine const& it) {
  auto ended = TRY(contributions::end(tx, it.giver, visit.house.till(), it.agreement.id, visit.now));
  post_end(tx, visit, it.agreement, ended);
  return {};
}

/// What the form wants, and the word with which the own page says that it is done.
Result<std::string> done(Visit const& visit, database::WriteTx& tx, Mine const& it) {
  contributions::Till const& till = visit.house.till();
  std::string what = visit.typed("was");
  if (what == "betrag") TRY(change_amount(visit, tx, it));
  else if (what == "rhythmus") TRY(change_schedule(visit, tx, it));
  else if (what == "konto") TRY(change_account(visit, tx, it));
  else if (what == "pause") TRY(contributions::pause(tx, it.giver, till, it.agreement.id, visit.now));
  else if (what == "weiter") TRY(contributions::resume(tx, it.giver, till, it.agreement.id, visit.now));
  else if (what == "ende") TRY(end(visit, tx, it));
  else return refuse(Code::invalid, "there is no such form");
  bool has_own_words = what == "pause" || what == "weiter" || what == "ende";
  return has_own_words ? what : "geaendert";
}

}  // namespace

Result<http::Response> change_page(Visit const& visit) {
  auto tx = visit.house.database.read();
  auto it = mine(visit, tx);
  if (!it) return old_link_page(visit);
  return change_page_with(visit, tx, it->agreement, {});
}

Result<http::Response> change(Visit const& visit) {
  Wrong wrong;
  {
    auto tx = visit.house.database.write();
    auto it = mine(visit, tx);
    if (!it) return old_link_page(visit);
    auto said = done(visit, tx, *it);
    if (said) {
      tx.commit();
      return http::Response::redirect(http::Status::see_other, own_url(visit).text() + "?getan=" + *said);
    }
    wrong = wrong_of_change(visit, said.error());
  }
  auto tx = visit.house.database.read();
  auto it = mine(visit, tx);
  if (!it) return old_link_page(visit);
  return change_page_with(visit, tx, it->agreement, {visit.typed("was"), wrong});
}

}  // namespace allmende::giving
