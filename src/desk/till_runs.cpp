// Collections: planned, announced, sealed, handed over.

#include "desk/frame.h"
#include "desk/pages.h"
#include "desk/till.h"

namespace allmende::desk {

using contributions::Attempt;
using contributions::Run;
using contributions::RunId;
using contributions::RunState;
using html::Html;
using html::html;

namespace {

constexpr std::size_t kShown = 50, kAttempts = 500;

std::string kind_words(words::Words const& words, Run const& it) { return it.single ? words.say("single gifts") : words.say("regular gifts"); }

Html row(words::Words const& words, Run const& it) {
  return html::html<R"(<tr><td><a class="link" href="{}">{}</a></td><td>{}</td><td>{}</td><td class="number">{}</td><td class="number">{}</td></tr>
)">(till_address("einzuege", it.id.value()), words.date_short(it.collection), kind_words(words, it), state_words(words, it.state), words.number(it.attempts),
    words.money(it.sum));
}

Html plan_form(Work const& work, Till const& till) {
  words::Words const& words = work.words();
  Date earliest = contributions::earliest_collection(till, work.now);
  return deed_form(work, till_address("einzuege"), "planen", words.say("Plan what is due"),
                   field({.name = "tag", .label = words.say("Day of collection"), .type = "date", .value = earliest.iso8601(),
                          .hint = words.say("From {date} on: givers are told {days} days before, and the bank wants its file {lead} working days before.",
                                            {{"date", words.date(earliest)}, {"days", std::to_string(till.rules.notice_days)},
                                             {"lead", std::to_string(till.rules.hand_over.lead_days)}})}));
}

Html left_out_view(words::Words const& words, contributions::Sealed const& it) {
  if (it.left_out.empty()) return {};
  Html rows = html::each(it.left_out, [&](contributions::LeftOut const& one) {
    return html::html<R"(<tr><td><a class="link" href="{}">{}</a></td><td>{}</td><td>{}</td></tr>
)">(till_address("beitraege", one.agreement.value()), one.agreement.value(), one.field, one.reason);
  });
  return html::html<"<section><h2>{}</h2>\n{}</section>\n">(words.say("Left out"), till_table(words.say("Left out"), {words.say("Gift"), words.say("Field"), words.say("Reason")}, rows));
}

Html run_facts(words::Words const& words, Run const& it) {
  Html rows = fact(words.say("Day of collection"), words.date(it.collection)) + fact(words.say("Kind"), kind_words(words, it));
  rows += fact(words.say("State"), state_words(words, it.state)) + fact(words.say("Debits"), words.number(it.attempts));
  rows += fact(words.say("Announced in time"), words.number(it.noticed)) + fact(words.say("Sum"), words.money(it.sum));
  if (it.sealed) {
    rows += fact(words.say("Sealed"), words.date_time(*it.sealed)) + fact("MsgId", it.message_id().text()) + fact("SHA-256", it.sha256);
    rows += fact(words.say("Downloads"), words.number(it.downloads));
    rows += fact(words.say("Paid"), words.money(it.settled)) + fact(words.say("Came back"), words.money(it.returned));
  }
  return facts(rows);
}

Html run_deeds(Work const& work, Run const& it) {
  words::Words const& words = work.words();
  html::Url address = till_address("einzuege", it.id.value());
  if (it.state == RunState::open) {
    return html::html<R"(<div class="buttons">{}{}</div>
)">(deed_form(work, address, "siegeln", words.say("Seal the file for the bank")), deed_form(work, address, "verwerfen", words.say("Abandon it")));
  }
  if (it.state != RunState::sealed) return {};
  return html::html<R"(<form method="post" action="{}">{}<p><button class="button" type="submit">{}</button></p><p class="hint">{}</p></form>
)">(html::Url::path_of({"redaktion", "kasse", "einzuege", std::to_string(it.id.value()), "datei"}), form_token_field(work), words.say("Download the file"),
    words.say("Hand it over to the bank once. However often it is downloaded, it is the same to the last byte."));
}

Html attempts_view(words::Words const& words, std::vector<Attempt> const& attempts) {
  Html rows = html::each(attempts, [&](Attempt const& it) {
    return html::html<R"(<tr><td><a class="link" href="{}">{}</a></td><td class="number">{}</td><td>{}</td><td>{}</td><td>{}</td></tr>
)">(till_address("beitraege", it.agreement.value()), it.agreement.value(), words.money(it.amount), state_words(words, it.state), it.end_to_end_id.text(), it.reason);
  });
  return till_table(words.say("Debits"), {words.say("Gift"), words.say("Amount"), words.say("State"), "EndToEndId", words.say("Reason")}, rows);
}

Result<http::Response> runs_page_with(Work const& work, Html const& above, http::Status status) {
  words::Words const& words = work.words();
  Till const& till = *TRY(till_of(work));
  auto tx = work.house.database.read();
  auto runs = TRY(contributions::runs(tx, work.actor(), std::nullopt, kShown));
  Html list = html::when(!runs.empty(), [&] {
    return till_table(words.say("Collections"), {words.say("Day"), words.say("Kind"), words.say("State"), words.say("Debits"), words.say("Sum")},
                      html::each(runs, [&](Run const& it) { return row(words, it); }));
  });
  Html plan = till.rules.creditor ? plan_form(work, till) : html::html<"<p>{}</p>\n">(words.say("For direct debits a creditor identifier is missing (allmende.toml)."));
  return page(work, words.say("Collections"), till_parts(work, "einzuege") + above + plan + list, status);
}

Result<http::Response> run_page_with(Work const& work, RunId id, Html const& above, http::Status status) {
  words::Words const& words = work.words();
  TRY(till_of(work));
  auto tx = work.house.database.read();
  auto it = contributions::run(tx, id);
  if (!it) return refuse(Code::not_found, "there is no such run");
  auto attempts = TRY(contributions::attempts_of(tx, work.actor(), id, std::nullopt, kAttempts));
  Html main = till_parts(work, "einzuege") + above + run_facts(words, *it) + run_deeds(work, *it) + attempts_view(words, attempts);
  return page(work, words.say("Collection of {date}", {{"date", words.date(it->collection)}}), main, status);
}

}  // namespace

Result<http::Response> runs_page(Work const& work) { return runs_page_with(work, {}, http::Status::ok); }

Result<http::Response> plan_run(Work const& work) {
  words::Words const& words = work.words();
  Till const& till = *TRY(till_of(work));
  auto day = Date::parse(form_text(work.request, "tag"));
  if (!day) return runs_page_with(work, complaint(words.say("This is no day.")), http::Status::unprocessable_content);
  auto planned = [&]() -> Result<std::vector<RunId>> {
    auto tx = work.house.database.write();
    auto runs = TRY(contributions::plan(tx, work.actor(), till, *day, work.now));
    tx.commit();
    return runs;
  }();
  if (!planned) return runs_page_with(work, complaint(till_refusal_words(words, planned.error())), http::Status::unprocessable_content);
  if (planned->empty()) return runs_page_with(work, notice(words.say("Nothing is due until that day.")), http::Status::ok);
  return go_to(till_address("einzuege", planned->front().value()).text());
}

Result<http::Response> run_page(Work const& work) { return run_page_with(work, RunId(TRY(number_asked_for(work))), {}, http::Status::ok); }

Result<http::Response> change_run(Work const& work) {
  words::Words const& words = work.words();
  RunId id(TRY(number_asked_for(work)));
  Till const& till = *TRY(till_of(work));
  bool seals = form_text(work.request, "was") == "siegeln";
  auto done = [&]() -> Result<Html> {
    auto tx = work.house.database.write();
    Html said;
    if (seals) {
      auto sealed = TRY(contributions::seal(tx, work.actor(), till, id, work.now));
      said = notice(words.say("Sealed: {count} debits, {sum}.", {{"count", words.number(sealed.count)}, {"sum", words.money(sealed.sum)}})) + left_out_view(words, sealed);
    } else {
      TRY(contributions::abandon(tx, work.actor(), id, work.now));
    }
    tx.commit();
    return said;
  }();
  if (!done) return run_page_with(work, id, complaint(till_refusal_words(words, done.error())), http::Status::conflict);
  return run_page_with(work, id, *done, http::Status::ok);
}

Result<http::Response> run_file(Work const& work) {
  RunId id(TRY(number_asked_for(work)));
  Till const& till = *TRY(till_of(work));
  std::string bytes;
  auto tx = work.house.database.write();
  TRY(contributions::download(tx, work.actor(), till, id, [&](std::string_view piece) { bytes += piece; }, work.now));
  auto it = contributions::run(tx, id);
  VERIFY(it.has_value());
  tx.commit();
  auto response = http::Response::of("application/xml", std::move(bytes));
  response.set_header("Content-Disposition", fmt::format("attachment; filename=\"{}.xml\"", it->message_id().text()));
  return response;
}

}  // namespace allmende::desk
