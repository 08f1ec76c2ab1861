// What givers promised, and what became of it.

#include <charconv>

#include "desk/frame.h"
#include "desk/pages.h"
#include "desk/till.h"

namespace allmende::desk {

using contributions::AgreementId;
using contributions::AgreementLine;
using contributions::AgreementState;
using contributions::Attempt;
using html::Html;
using html::html;
using html::Url;

namespace {

constexpr std::size_t kShown = 50, kSearched = 100;

constexpr std::pair<std::string_view, AgreementState> kStates[] = {{"laufend", AgreementState::active},
                                                                   {"pausiert", AgreementState::paused},
                                                                   {"unbestaetigt", AgreementState::awaiting},
                                                                   {"beendet", AgreementState::ended}};

std::optional<AgreementState> state_asked_for(Work const& work) {
  for (auto const& [name, state] : kStates) {
    if (work.request.query("stand") == name) return state;
  }
  return std::nullopt;
}

std::optional<AgreementId> behind(Work const& work) {
  std::string_view digits = work.request.query("vor").value_or("");
  std::int64_t number = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  bool is_number = error == std::errc() && end == digits.data() + digits.size() && number > 0;
  return is_number ? std::optional(AgreementId(number)) : std::nullopt;
}

Html filters(Work const& work) {
  words::Words const& words = work.words();
  Html options = html::html<R"(<option value="">{}</option>)">(words.say("all"));
  for (auto const& [name, state] : kStates) {
    options += html::html<R"(<option value="{}" selected="{}">{}</option>)">(name, work.request.query("stand") == name, state_words(words, state));
  }
  return html::html<R"(<form class="filters" method="get"><div class="field"><label for="feld-worte">{}</label><input id="feld-worte" name="worte" type="search" value="{}" autocomplete="off"></div>
<div class="field"><label for="feld-stand">{}</label><select id="feld-stand" name="stand">{}</select></div><button type="submit">{}</button></form>
)">(words.say("E-mail, a word of the name, reference or mandate"), std::string(work.request.query("worte").value_or("")), words.say("State"), options,
    words.say("Show"));
}

Html row(words::Words const& words, AgreementLine const& it) {
  std::string name = it.giver.erased ? words.say("forgotten") : it.giver.data.name.empty() ? it.giver.data.email : it.giver.data.name;
  return html::html<R"(<tr><td><a class="link" href="{}">{}</a></td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>
)">(till_address("beitraege", it.agreement.id.value()), it.agreement.id.value(), name, gift_words(words, it.agreement),
    state_words(words, it.agreement.state), words.date_short(words.day_of(it.agreement.begun)));
}

Html older(Work const& work, std::vector<AgreementLine> const& lines) {
  if (lines.size() < kShown) return {};
  Url address = Url::path_of({"redaktion", "kasse", "beitraege"}, {{"stand", work.request.query("stand").value_or("")},
                                                                   {"vor", std::to_string(lines.back().agreement.id.value())}});
  return html::html<R"(<p><a class="link" href="{}">{}</a></p>
)">(address, work.words().say("Older"));
}

Html attempts_view(words::Words const& words, std::vector<Attempt> const& attempts) {
  if (attempts.empty()) return html::html<R"(<p class="empty">{}</p>
)">(words.say("Nothing yet."));
  Html rows = html::each(attempts, [&](Attempt const& it) {
    return html::html<R"(<tr><td>{}</td><td class="number">{}</td><td>{}</td><td>{}</td><td>{}</td></tr>
)">(words.date_short(it.due), words.money(it.amount), state_words(words, it.state), it.end_to_end_id.text(), it.reason);
  });
  return till_table(words.say("Debits"), {words.say("Day"), words.say("Amount"), words.say("State"), "EndToEndId", words.say("Reason")}, rows);
}

Html movements_view(words::Words const& words, std::vector<contributions::Movement> const& all) {
  if (all.empty()) return {};
  Html rows = html::each(all, [&](contributions::Movement const& it) {
    return html::html<R"(<tr><td>{}</td><td class="number">{}</td><td>{}</td></tr>
)">(words.date_short(it.day), words.money(it.amount), it.code);
  });
  return till_table(words.say("Money"), {words.say("Day"), words.say("Amount"), words.say("Reason")}, rows);
}

Html events_view(words::Words const& words, std::vector<contributions::AgreementEvent> const& events) {
  Html rows = html::each(events, [&](contributions::AgreementEvent const& it) {
    return html::html<R"(<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>
)">(words.date_time(it.at), it.kind, it.detail, it.by);
  });
  return till_table(words.say("History"), {words.say("When"), words.say("What"), words.say("More"), words.say("Who")}, rows);
}

Html deeds(Work const& work, contributions::Agreement const& it) {
  words::Words const& words = work.words();
  Url address = till_address("beitraege", it.id.value());
  Html all;
  if (it.state == AgreementState::active) all += deed_form(work, address, "pause", words.say("Pause"));
  if (it.state == AgreementState::paused) all += deed_form(work, address, "weiter", words.say("Go on"));
  if (it.state != AgreementState::ended) all += deed_form(work, address, "ende", words.say("End now"));
  all += deed_form(work, address, "erledigt", words.say("Looked at: what waited for a hand is done"));
  return html::html<R"(<div class="buttons">{}</div>
)">(all);
}

Html gift_facts(Work const& work, database::ReadTx& tx, Till const& till, contributions::Agreement const& it, contributions::Giver const& giver) {
  words::Words const& words = work.words();
  auto next = contributions::next_collection(tx, till, it.id, work.now);
  Html rows = fact(words.say("Giver"), giver.erased ? words.say("forgotten") : giver.data.name) + fact(words.say("E-mail address"), giver.data.email);
  rows += fact(words.say("Gives"), gift_words(words, it)) + fact(words.say("State"), state_words(words, it.state));
  rows += fact(words.say("Next time"), next ? words.say("{amount} on {date}", {{"amount", words.money(next->amount)}, {"date", words.date(next->day)}}) : "");
  rows += fact(words.say("Reference"), it.reference.printed());
  if (it.mandate) {
    rows += fact(words.say("Mandate"), words.say("{reference} of {date}", {{"reference", it.mandate->reference.text()}, {"date", words.date(it.mandate->signed_on)}}));
    rows += fact(words.say("From the account"), "…" + it.mandate->account_end);
    rows += fact(words.say("Good until"), words.date(it.mandate->expires));
  }
  if (!it.appeal.empty()) rows += fact(words.say("Came by the appeal"), it.appeal);
  return facts(rows);
}

Result<http::Response> gift_page_with(Work const& work, AgreementId id, Html const& above, http::Status status) {
  words::Words const& words = work.words();
  Till const& till = *TRY(till_of(work));
  auto tx = work.house.database.read();
  auto it = contributions::agreement(tx, till, id);
  if (!it) return refuse(Code::not_found, "there is no such contribution");
  auto giver = contributions::giver(tx, till, it->giver);
  VERIFY(giver.has_value());
  Html main = till_parts(work, "beitraege") + above + gift_facts(work, tx, till, *it, *giver) + deeds(work, *it);
  main += html::html<"<section><h2>{}</h2>\n{}{}</section>\n">(words.say("Debits and money"), attempts_view(words, TRY(contributions::attempts_of(tx, work.actor(), id))),
                                                              movements_view(words, contributions::movements(tx, id)));
  main += html::html<"<section><h2>{}</h2>\n{}</section>\n">(words.say("History"), events_view(words, contributions::events_of(tx, id)));
  return page(work, words.say("Contribution {number}", {{"number", std::to_string(id.value())}}), main, status);
}

Result<void> done(Work const& work, database::WriteTx& tx, Till const& till, AgreementId id) {
  std::string what = form_text(work.request, "was");
  if (what == "pause") return contributions::pause(tx, work.actor(), till, id, work.now);
  if (what == "weiter") return contributions::resume(tx, work.actor(), till, id, work.now);
  if (what == "erledigt") return contributions::clear_task(tx, work.actor(), till, id, work.now);
  if (what != "ende") return refuse(Code::invalid, "there is no such form");
  TRY(contributions::end(tx, work.actor(), till, id, work.now));
  return {};
}

}  // namespace

Result<http::Response> gifts_page(Work const& work) {
  words::Words const& words = work.words();
  Till const& till = *TRY(till_of(work));
  auto tx = work.house.database.read();
  std::string typed(work.request.query("worte").value_or(""));
  auto lines = typed.empty() ? TRY(contributions::list_agreements(tx, work.actor(), till, state_asked_for(work), behind(work), kShown))
                             : TRY(contributions::search(tx, work.actor(), till, typed, kSearched));
  Html rows = html::each(lines, [&](AgreementLine const& it) { return row(words, it); });
  Html list = lines.empty() ? html::html<R"(<p class="empty">{}</p>
)">(words.say("None."))
                            : till_table(words.say("Contributions"), {words.say("Number"), words.say("Giver"), words.say("Gives"), words.say("State"), words.say("Since")}, rows);
  Html more = html::when(typed.empty(), [&] { return older(work, lines); });
  return page(work, words.say("Contributions"), till_parts(work, "beitraege") + filters(work) + list + more);
}

Result<http::Response> gift_page(Work const& work) {
  return gift_page_with(work, AgreementId(TRY(number_asked_for(work))), {}, http::Status::ok);
}

Result<http::Response> change_gift(Work const& work) {
  AgreementId id(TRY(number_asked_for(work)));
  Till const& till = *TRY(till_of(work));
  Result<void> changed;
  {
    auto tx = work.house.database.write();
    changed = done(work, tx, till, id);
    if (changed) tx.commit();
  }
  if (changed) return go_to(till_address("beitraege", id.value()).text());
  return gift_page_with(work, id, complaint(till_refusal_words(work.words(), changed.error())), http::Status::conflict);
}

}  // namespace allmende::desk
