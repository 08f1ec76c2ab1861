// What nothing explains, until somebody does.

#include "banking/banking.h"
#include "desk/articles.h"
#include "desk/frame.h"
#include "desk/pages.h"
#include "desk/till.h"
#include "desk/till_lines.h"

namespace allmende::desk {

using banking::Line;
using banking::LineId;
using banking::Suggestion;
using contributions::AgreementId;
using html::Html;
using html::html;

namespace {

constexpr std::size_t kShown = 100;

Html row(words::Words const& words, Line const& it) {
  std::string name = it.particulars.name;
  return html::html<R"(<tr><td><a class="link" href="{}">{}</a></td><td class="number">{}</td><td>{}</td><td>{}</td><td>{}</td></tr>
)">(till_address("klaerung", it.id.value()), words.date_short(it.day), amount_words(words, it.amount, it.currency.code()), kind_words(words, it.kind), name,
    cause_words(words, it.cause));
}

Html lines_view(words::Words const& words, std::string const& title, std::vector<Line> const& lines) {
  if (lines.empty()) return {};
  return html::html<"<section><h2>{}</h2>\n{}</section>\n">(
      title, till_table(title, {words.say("Day"), words.say("Amount"), words.say("What"), words.say("Name"), words.say("Why")},
                        html::each(lines, [&](Line const& it) { return row(words, it); })));
}

Html line_facts(words::Words const& words, Line const& it) {
  auto const& said = it.particulars;
  Html rows = fact(words.say("Day"), words.date(it.day)) + fact(words.say("Amount"), amount_words(words, it.amount, it.currency.code()));
  rows += fact(words.say("What"), kind_words(words, it.kind)) + fact(words.say("State"), state_words(words, it.state));
  rows += fact(words.say("Why"), it.detail.empty() ? cause_words(words, it.cause) : fmt::format("{}: {}", cause_words(words, it.cause), it.detail));
  rows += fact(words.say("Name"), said.name);
  if (said.iban.size() > 4) rows += fact(words.say("From the account"), "…" + said.iban.substr(said.iban.size() - 4));
  rows += fact(words.say("What the bank wrote"), fmt::format("{}", fmt::join(said.texts, " ")));
  if (!said.end_to_end_id.empty()) rows += fact("EndToEndId", said.end_to_end_id);
  if (!said.mandate_id.empty()) rows += fact(words.say("Mandate"), said.mandate_id);
  if (!it.code.empty()) rows += fact(words.say("Reason"), it.code);
  if (it.agreement) {
    rows += fact(words.say("Belongs to"), html::html<R"(<a class="link" href="{}">{}</a>)">(till_address("beitraege", it.agreement->value()),
                                                                                           words.say("Contribution {number}", {{"number", std::to_string(it.agreement->value())}})));
  }
  if (it.account) rows += fact(words.say("Account of the books"), it.account->text());
  return facts(rows);
}

std::string reasons(words::Words const& words, Suggestion const& it) {
  std::vector<std::string> said;
  if (it.same_account) said.push_back(words.say("same account"));
  if (it.words_of_name > 0) said.push_back(words.say("same name"));
  if (it.same_amount) said.push_back(words.say("same amount"));
  return words.list(said);
}

Html suggestions_view(Work const& work, Line const& it, std::vector<Suggestion> const& all) {
  words::Words const& words = work.words();
  if (all.empty()) return {};
  Html rows = html::each(all, [&](Suggestion const& one) {
    std::string number = std::to_string(one.agreement.value());
    Html fields = forms::hidden("beitrag", number);
    if (one.attempt) fields += forms::hidden("lastschrift", std::to_string(one.attempt->value()));
    return html::html<R"(<tr><td><a class="link" href="{}">{}</a></td><td>{}</td><td>{}</td></tr>
)">(till_address("beitraege", one.agreement.value()), number, reasons(words, one),
    deed_form(work, till_address("klaerung", it.id.value()), "beitrag", words.say("It belongs to {number}", {{"number", number}}), fields));
  });
  return html::html<"<section><h2>{}</h2>\n{}</section>\n">(words.say("Perhaps"), till_table(words.say("Perhaps"), {words.say("Contribution {number}", {{"number", ""}}), words.say("Why"), ""}, rows));
}

Html decisions(Work const& work, Line const& it) {
  words::Words const& words = work.words();
  html::Url address = till_address("klaerung", it.id.value());
  if (it.state == banking::LineState::set_aside) return deed_form(work, address, "wieder", words.say("Take it up again"));
  Html note = field({.name = "notiz", .label = words.say("Why"), .hint = words.say("Without anybody's name."), .required = false});
  Html all = deed_form(work, address, "beitrag", words.say("It belongs to this contribution"),
                       field({.name = "beitrag", .label = words.say("Number of the contribution"), .inputmode = "numeric"}) + note);
  all += deed_form(work, address, "konto", words.say("Book it there"),
                   field({.name = "konto", .label = words.say("Account of the books"), .hint = words.say("What is nobody's gift: rent, a fee."), .inputmode = "numeric"}) + note);
  all += deed_form(work, address, "liegen", words.say("Set it aside"), field({.name = "notiz", .label = words.say("Why")}));
  return all;
}

Result<http::Response> line_page_with(Work const& work, LineId id, Html const& above, http::Status status) {
  words::Words const& words = work.words();
  Till const& till = *TRY(till_of(work));
  auto tx = work.house.database.read();
  auto it = TRY(banking::line(tx, work.actor(), till, id));
  Html main = till_parts(work, "klaerung") + above + line_facts(words, it);
  main += suggestions_view(work, it, TRY(banking::suggestions(tx, work.actor(), till, id)));
  main += html::html<"<section><h2>{}</h2>\n{}</section>\n">(words.say("What is it?"), decisions(work, it));
  return page(work, kind_words(words, it.kind), main, status);
}

Result<banking::Target> target_in(Work const& work, std::string_view what) {
  auto number = [&](std::string_view name) -> Result<std::int64_t> {
    auto typed = whole_number(form_text(work.request, name));
    if (!typed) return refuse(Code::invalid, "a number is asked for", std::string(name));
    return *typed;
  };
  if (what == "konto") return banking::ToAccount{TRY(ledger::AccountNumber::from(TRY(number("konto"))))};
  banking::ToAgreement to{AgreementId(TRY(number("beitrag")))};
  if (!form_text(work.request, "lastschrift").empty()) to.attempt = contributions::AttemptId(TRY(number("lastschrift")));
  return to;
}

Result<void> decided(Work const& work, database::WriteTx& tx, Till const& till, LineId id) {
  std::string what = form_text(work.request, "was"), note = form_text(work.request, "notiz");
  if (what == "liegen") return banking::set_aside(tx, work.actor(), id, note, work.now);
  if (what == "wieder") return banking::take_up(tx, work.actor(), id, work.now);
  auto target = TRY(target_in(work, what));
  TRY(banking::assign(tx, work.actor(), till, id, target, note, {}, work.now));
  return {};
}

}  // namespace

Result<http::Response> suspense_page(Work const& work) {
  words::Words const& words = work.words();
  Till const& till = *TRY(till_of(work));
  auto tx = work.house.database.read();
  auto open = TRY(banking::unexplained(tx, work.actor(), till, std::nullopt, kShown));
  auto aside = TRY(banking::set_aside_lines(tx, work.actor(), till, std::nullopt, kShown));
  Html none = html::when(open.empty(), [&] {
    return html::html<R"(<p class="empty">{}</p>
)">(words.say("Everything that came from the bank is explained."));
  });
  return page(work, words.say("To be explained"),
              till_parts(work, "klaerung") + none + lines_view(words, words.say("To be explained"), open) + lines_view(words, words.say("Set aside"), aside));
}

Result<http::Response> line_page(Work const& work) { return line_page_with(work, LineId(TRY(number_asked_for(work))), {}, http::Status::ok); }

Result<http::Response> decide_line(Work const& work) {
  LineId id(TRY(number_asked_for(work)));
  Till const& till = *TRY(till_of(work));
  Result<void> done;
  {
    auto tx = work.house.database.write();
    done = decided(work, tx, till, id);
    if (done) tx.commit();
  }
  if (done) return go_to(till_address("klaerung").text());
  return line_page_with(work, id, complaint(till_refusal_words(work.words(), done.error())), http::Status::conflict);
}

}  // namespace allmende::desk
