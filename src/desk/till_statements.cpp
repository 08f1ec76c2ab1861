// What the bank says: taken in, and told line by line.

#include "banking/banking.h"
#include "desk/articles.h"
#include "desk/frame.h"
#include "desk/json_answer.h"
#include "desk/pages.h"
#include "desk/till.h"
#include "desk/till_lines.h"

namespace allmende::desk {

using banking::BankAccount;
using banking::Fate;
using banking::Import;
using banking::ImportId;
using banking::ReportEntry;
using html::Html;
using html::html;

namespace {

constexpr std::size_t kShown = 50, kEntries = 500;

std::string fate_words(words::Words const& words, Fate fate) {
  switch (fate) {
    case Fate::booked: return words.say("booked");
    case Fate::known: return words.say("was booked before");
    case Fate::told: return words.say("told only; a statement books it");
    case Fate::pending: return words.say("not booked by the bank yet");
    case Fate::rejected: return words.say("refused by the bank");
  }
  report_bug("every fate has its words");
}

Html upload_form(Work const& work) {
  words::Words const& words = work.words();
  return html::html<R"(<form class="form" id="auszug" hidden data-address="/redaktion/kasse/auszuege" data-token="{}" data-reading="{}" data-failed="{}">
<div class="field"><label for="feld-dateien">{}</label><input id="feld-dateien" type="file" multiple accept=".xml,.zip,.camt"><p class="hint">{}</p></div>
<p><button class="button" type="submit">{}</button></p><p id="auszug-stand" role="status"></p></form>
<noscript><p>{}</p></noscript>
)">(work.form_token(), words.say("Being read:"), words.say("It could not be sent. Please try again."), words.say("Files from the bank"),
    words.say("camt.053 (statements), camt.052, camt.054 and pain.002, as XML or in a ZIP. What was taken in before changes nothing."), words.say("Take in"),
    words.say("Files are sent by a script, which your browser does not run."));
}

/// Before the first statement: what the account has, so that statements can follow each other.
Html account_form(Work const& work, Till const& till) {
  words::Words const& words = work.words();
  Html inside = field({.name = "stand", .label = words.say("Balance of the last statement that is not taken in, in euros"), .value = "0", .inputmode = "decimal"});
  inside += field({.name = "tag", .label = words.say("Of this day"), .type = "date"});
  inside += field({.name = "auszug", .label = words.say("Its number, where it has one"), .required = false, .inputmode = "numeric"});
  static_cast<void>(till);
  return html::html<"<h2>{}</h2>\n{}">(words.say("With what does the account begin?"), deed_form(work, till_address("konto"), "konto", words.say("Begin"), inside));
}

Html accounts_view(words::Words const& words, std::vector<BankAccount> const& accounts) {
  Html rows = html::each(accounts, [&](BankAccount const& it) {
    std::string iban = it.iban.printed();
    return html::html<R"(<tr><td>{}</td><td class="number">{}</td><td>{}</td></tr>
)">(iban, words.money(it.balance), it.last_day ? words.date_short(*it.last_day) : "");
  });
  return till_table(words.say("Accounts of the paper"), {words.say("IBAN"), words.say("Balance"), words.say("Of this day")}, rows);
}

Html imports_view(words::Words const& words, std::vector<Import> const& imports) {
  if (imports.empty()) return {};
  Html rows = html::each(imports, [&](Import const& it) {
    return html::html<R"(<tr><td><a class="link" href="{}">{}</a></td><td>{}</td><td>{}</td><td class="number">{}</td><td class="number">{}</td></tr>
)">(till_address("auszuege", it.id.value()), it.name, words.date_time(it.at), it.by, words.number(it.booked), words.number(it.unexplained));
  });
  return till_table(words.say("Files from the bank"), {words.say("File"), words.say("When"), words.say("Who"), words.say("booked"), words.say("To be explained")}, rows);
}

Html report_view(words::Words const& words, std::vector<ReportEntry> const& entries) {
  Html rows = html::each(entries, [&](ReportEntry const& it) {
    Html more = html::when(it.line, [&](banking::LineId id) {
      return html::html<R"(<a class="link" href="{}">{}</a>)">(till_address("klaerung", id.value()), words.say("Look"));
    });
    return html::html<R"(<tr><td>{}</td><td>{}</td><td class="number">{}</td><td>{}</td><td class="number">{}</td><td>{}</td></tr>
)">(it.place, it.day ? words.date_short(*it.day) : "", amount_words(words, it.amount, it.currency), fate_words(words, it.fate), words.number(it.lines), more);
  });
  return till_table(words.say("What is in it"), {words.say("Place"), words.say("Day"), words.say("Amount"), words.say("What was done"), words.say("Lines"), ""}, rows);
}

Html import_facts(words::Words const& words, Import const& it) {
  Html rows = fact(words.say("Taken in"), words.date_time(it.at)) + fact(words.say("Who"), it.by) + fact("SHA-256", it.sha256);
  rows += fact(words.say("Statements"), words.number(it.statements)) + fact(words.say("Entries"), words.number(it.entries));
  rows += fact(words.say("Booked, which were not known"), words.number(it.booked)) + fact(words.say("Lines of these"), words.number(it.lines));
  rows += fact(words.say("To be explained"), words.number(it.unexplained)) + fact(words.say("Explained by it, of earlier files"), words.number(it.explained));
  rows += fact(words.say("Refused debits"), words.number(it.rejections));
  return facts(rows);
}

Result<http::Response> statements_page_with(Work const& work, Html const& above, http::Status status) {
  words::Words const& words = work.words();
  Till const& till = *TRY(till_of(work));
  auto tx = work.house.database.read();
  auto accounts = TRY(banking::accounts(tx, work.actor()));
  Html main = till_parts(work, "auszuege") + above;
  main += accounts.empty() ? account_form(work, till) : upload_form(work) + accounts_view(words, accounts);
  main += imports_view(words, TRY(banking::imports(tx, work.actor(), std::nullopt, kShown)));
  return page(work, words.say("Bank statements"), main, status, {.script = accounts.empty() ? "" : "statements.js"});
}

Result<banking::Opening> opening_in(Work const& work) {
  Money balance = TRY(Money::parse(form_text(work.request, "stand")));
  Date day = TRY(Date::parse(form_text(work.request, "tag")));
  banking::Opening opening{.balance = balance, .day = day};
  if (auto number = whole_number(form_text(work.request, "auszug"))) opening.number = *number;
  return opening;
}

}  // namespace

Result<http::Response> statements_page(Work const& work) { return statements_page_with(work, {}, http::Status::ok); }

Result<http::Response> begin_account(Work const& work) {
  TRY(till_of(work));
  auto begun = [&]() -> Result<void> {
    auto opening = TRY(opening_in(work));
    auto const& account = work.house.settings.account;
    if (!account) return refuse(Code::not_found, "this paper has no account");
    auto tx = work.house.database.write();
    TRY(banking::add_account(tx, work.actor(), account->iban, ledger::chart::kBank, opening, work.now));
    tx.commit();
    return {};
  }();
  if (begun) return go_to(till_address("auszuege").text());
  return statements_page_with(work, complaint(till_refusal_words(work.words(), begun.error())), http::Status::unprocessable_content);
}

Result<http::Response> take_in_statement(Work const& work) {
  words::Words const& words = work.words();
  Till const& till = *TRY(till_of(work));
  auto taken = [&]() -> Result<banking::Imported> {
    auto tx = work.house.database.write();
    auto imported = TRY(banking::import_bytes(tx, work.actor(), till, work.request.body(), work.request.query("name").value_or("datei"), {}, work.now));
    tx.commit();
    return imported;
  }();
  if (taken) return json_answer({{"address", till_address("auszuege", taken->file.id.value()).text()}});
  std::string why = till_refusal_words(words, taken.error());
  if (!taken.error().where.empty()) why = fmt::format("{} ({})", why, taken.error().where);
  return json_answer({{"message", why}}, http::Status::unprocessable_content);
}

Result<http::Response> statement_page(Work const& work) {
  words::Words const& words = work.words();
  TRY(till_of(work));
  ImportId id(TRY(number_asked_for(work)));
  auto tx = work.house.database.read();
  auto imports = TRY(banking::imports(tx, work.actor(), ImportId(id.value() + 1), 1));
  if (imports.empty() || imports.front().id != id) return refuse(Code::not_found, "there is no such import");
  std::int64_t after = whole_number(std::string(work.request.query("nach").value_or(""))).value_or(0);
  auto entries = TRY(banking::report(tx, work.actor(), id, after, kEntries));
  Html more = html::when(entries.size() == kEntries, [&] {
    return html::html<R"(<p><a class="link" href="{}">{}</a></p>)">(
        html::Url::path_of({"redaktion", "kasse", "auszuege", std::to_string(id.value())}, {{"nach", std::to_string(entries.back().number)}}), words.say("Further"));
  });
  return page(work, imports.front().name, till_parts(work, "auszuege") + import_facts(words, imports.front()) + report_view(words, entries) + more);
}

}  // namespace allmende::desk
