#include "giving/own_page.h"

#include "forms/forms.h"
#include "giving/letters.h"
#include "giving/pages.h"

namespace allmende::giving {

using contributions::AgreementState;
using contributions::Next;
using html::Html;
using html::html;
using html::Url;

namespace {

Html row(std::string const& name, std::string const& said) { return html::html<"<div><dt>{}</dt><dd>{}</dd></div>\n">(name, said); }

std::string way_words(words::Words const& words, Way way) {
  switch (way) {
    case Way::direct_debit: return words.say("by direct debit");
    case Way::transfer: return words.say("by transfer");
    case Way::card: return words.say("by card");
  }
  report_bug("every way has its words");
}

std::string state_words(words::Words const& words, Agreement const& it) {
  switch (it.state) {
    case AgreementState::awaiting: return words.say("Not confirmed yet: the link in our first letter does that.");
    case AgreementState::active: return words.say("Runs");
    case AgreementState::paused: return words.say("Paused: nothing is debited");
    case AgreementState::ended: return words.say("Ended on {date}", {{"date", words.date(words.day_of(it.ended.value_or(it.begun)))}});
  }
  report_bug("every state has its words");
}

Html actions(Visit const& visit, Agreement const& it) {
  if (it.state == AgreementState::ended) return {};
  words::Words const& words = visit.words();
  Url address = own_url(visit, std::to_string(it.id.value()));
  return html::html<R"(<p><a class="button" href="{}">{}</a></p>
)">(address, words.say("Change, pause or end"));
}

std::string done_words(words::Words const& words, std::string_view done) {
  if (done == "begonnen") return words.say("Thank you! Your contribution has begun.");
  if (done == "geaendert") return words.say("It is changed. If something was announced already, you get a new letter.");
  if (done == "pause") return words.say("It is paused: nothing is debited until you go on.");
  if (done == "weiter") return words.say("It goes on. What fell due in the pause is not made up for.");
  if (done == "ende") return words.say("It has ended. A letter that says so is on its way to you.");
  return "";
}

std::string movement_words(words::Words const& words, std::string const& kind) {
  if (kind == "paid") return words.say("received");
  if (kind == "refunded") return words.say("given back by us");
  return words.say("gone back");
}

/// Each line a receipt: what came counts, what went back does not.
Html history(Visit const& visit, database::ReadTx& tx, Agreement const& it) {
  words::Words const& words = visit.words();
  auto all = contributions::movements(tx, it.id);
  if (all.empty()) return {};
  std::ranges::reverse(all);
  Html rows = html::each(all, [&](contributions::Movement const& each) {
    return html::html<R"(<tr><td>{}</td><td class="number">{}</td><td>{}</td></tr>
)">(words.date(each.day), words.money(each.amount), movement_words(words, each.kind));
  });
  return html::html<R"(<table class="movements"><caption>{}</caption><thead><tr><th scope="col">{}</th><th scope="col" class="number">{}</th><th scope="col">{}</th></tr></thead>
<tbody>{}</tbody></table>
)">(words.say("What has come"), words.say("Day"), words.say("Amount"), words.say("What"), rows);
}

Html agreement_view(Visit const& visit, database::ReadTx& tx, Agreement const& it) {
  std::string id = fmt::format("v{}", it.id.value());
  return html::html<R"(<section aria-labelledby="{}"><h2 id="{}">{}</h2>
{}{}{}</section>
)">(id, id, title_words(visit.words(), it), agreement_facts(visit, tx, it), actions(visit, it), history(visit, tx, it));
}

Html rights(Visit const& visit) {
  words::Words const& words = visit.words();
  return html::html<R"(<section aria-labelledby="daten"><h2 id="daten">{}</h2>
<p><a class="link" href="{}">{}</a></p>
<p><a class="link" href="{}">{}</a></p></section>
)">(words.say("What we know of you"), own_url(visit, "alles.json"), words.say("Everything, as a file (JSON)"), own_url(visit, "vergessen"),
    words.say("Have it forgotten"));
}

}  // namespace

std::string title_words(words::Words const& words, Agreement const& it) {
  return words.say("{gift}, {way}", {{"gift", amount_words(words, it.amount, it.schedule.interval)}, {"way", way_words(words, it.way)}});
}

std::string next_words(words::Words const& words, Agreement const& it, std::optional<Next> const& next) {
  if (!next) return words.say("nothing");
  std::string what = words.say("{amount} on {date}", {{"amount", words.money(next->amount)}, {"date", words.date(next->day)}});
  if (it.way == Way::transfer) return words.say("{what}, by your transfer", {{"what", what}});
  switch (next->stage) {
    case Next::Stage::promised: return what;
    case Next::Stage::announced: return words.say("{what}, announced", {{"what", what}});
    case Next::Stage::handed_over: return words.say("{what}; it is at the bank already", {{"what", what}});
  }
  report_bug("every stage has its words");
}

Html agreement_facts(Visit const& visit, database::ReadTx& tx, Agreement const& it) {
  words::Words const& words = visit.words();
  auto next = contributions::next_collection(tx, visit.house.till(), it.id, visit.now);
  Html rows = row(words.say("State"), state_words(words, it));
  if (it.state != AgreementState::awaiting) rows += row(words.say("Next time"), next_words(words, it, next));
  rows += row(words.say("Reference"), it.reference.printed());
  if (it.mandate) {
    rows += row(words.say("From the account"), account_words(it.mandate->account_end));
    rows += row(words.say("Mandate"), words.say("{reference} of {date}", {{"reference", it.mandate->reference.text()}, {"date", words.date(it.mandate->signed_on)}}));
    if (it.mandate->state == contributions::MandateState::needs_account) {
      rows += row(words.say("Please look"), words.say("The bank says that this account is no good. Another one sets it right."));
    }
  }
  rows += row(words.say("Given since"), words.date(words.day_of(it.begun)));
  return html::html<R"(<dl class="account">
{}</dl>
)">(rows);
}

Url own_url(Visit const& visit, std::string_view below) {
  std::string_view token = visit.request.parameter("marke");
  return below.empty() ? Url::path_of({"beitrag", "mein", token}) : Url::path_of({"beitrag", "mein", token, below});
}

Result<contributions::ProvenGiver> proven(Visit const& visit, database::ReadTx& tx) {
  if (!visit.house.knows_givers()) return refuse(Code::not_found, "there is no till");
  return contributions::open_link(tx, visit.request.parameter("marke"), visit.now);
}

http::Response old_link_page(Visit const& visit) {
  words::Words const& words = visit.words();
  return plain_page(visit, words.say("This link is good no longer"), words.say("Links to what you give are good for a week. We gladly send you a new one."),
                    html::html<R"(<p><a class="button" href="/beitrag/link">{}</a></p>)">(words.say("A new link")), http::Status::not_found);
}

Result<http::Response> own_page(Visit const& visit) {
  words::Words const& words = visit.words();
  auto tx = visit.house.database.read();
  auto giver = proven(visit, tx);
  if (!giver) return old_link_page(visit);
  Html inside;
  std::string done = done_words(words, visit.request.query("getan").value_or(""));
  if (!done.empty()) inside += forms::notice(done);
  for (Agreement const& it : contributions::agreements_of(tx, visit.house.till(), *giver)) inside += agreement_view(visit, tx, it);
  inside += rights(visit);
  return plain_page(visit, words.say("What you give"), words.say("Thank you! All this is yours to change, without a reason."), inside);
}

Result<http::Response> everything(Visit const& visit) {
  auto tx = visit.house.database.read();
  auto giver = proven(visit, tx);
  if (!giver) return old_link_page(visit);
  std::string text = json::write_pretty(contributions::everything_known(tx, visit.house.till(), *giver, visit.now));
  auto response = http::Response::of("application/json", std::move(text));
  response.set_header("Content-Disposition", "attachment; filename=\"beitrag.json\"");
  return response;
}

}  // namespace allmende::giving
