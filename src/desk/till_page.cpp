// The till's day: what needs a hand, in order.

#include "desk/frame.h"
#include "desk/pages.h"
#include "desk/till.h"
#include "jobs/jobs.h"

namespace allmende::desk {

using contributions::Task;
using html::Html;
using html::html;

namespace {

constexpr std::size_t kMost = 50;

std::string task_words(words::Words const& words, Task::Kind kind) {
  switch (kind) {
    case Task::Kind::runs_stopped: return words.say("Collections are stopped");
    case Task::Kind::left_out: return words.say("A debit could not go");
    case Task::Kind::mandate_by_hand: return words.say("The bank's reason wants a look");
    case Task::Kind::needs_correction: return words.say("Refused for our own data");
    case Task::Kind::partly_returned: return words.say("A part came back");
    case Task::Kind::collected_after_end: return words.say("Debited after the end: to be given back when asked");
    case Task::Kind::mandate_expires: return words.say("A mandate expires");
  }
  report_bug("every task has its words");
}

Html task_view(words::Words const& words, Task const& it) {
  Html where = html::when(it.agreement, [&](contributions::AgreementId id) {
    return html::html<R"( <a class="link" href="{}">{}</a>)">(till_address("beitraege", id.value()), words.say("Contribution {number}", {{"number", std::to_string(id.value())}}));
  });
  return html::html<"<li><strong>{}</strong>{}<br>{}</li>\n">(task_words(words, it.kind), where, it.detail);
}

/// After a restore nothing goes out; after a double debit nothing is collected.
Html warnings(Work const& work, database::ReadTx& tx) {
  words::Words const& words = work.words();
  Html all;
  if (auto hold = jobs::held(tx)) {
    all += complaint(words.say("This paper was restored from a backup: nothing goes out until whoever runs it confirms that (allmende confirm-restore)."));
  }
  if (auto stop = contributions::stopped(tx)) {
    all += complaint(words.say("Collections are stopped: {reason}", {{"reason", stop->reason}}));
    all += deed_form(work, till_address("halt"), "weiter", words.say("Go on with collections"),
                     field({.name = "notiz", .label = words.say("What was found out")}));
  }
  return all;
}

Html tasks_view(Work const& work, std::vector<Task> const& tasks) {
  words::Words const& words = work.words();
  if (tasks.empty()) return html::html<R"(<p class="empty">{}</p>
)">(words.say("Nothing needs a hand."));
  return html::html<R"(<ol class="tasks">
{}</ol>
)">(html::each(tasks, [&](Task const& it) { return task_view(words, it); }));
}

Html letters_view(Work const& work, database::ReadTx& tx) {
  words::Words const& words = work.words();
  auto letters = contributions::letters_to_write(tx, work.actor(), kMost);
  if (!letters || letters->empty()) return {};
  Html rows = html::each(*letters, [&](contributions::Message const& it) {
    return html::html<R"(<li>{} <a class="link" href="{}">{}</a></li>
)">(it.template_name, till_address("beitraege", it.agreement.value()), words.say("Contribution {number}", {{"number", std::to_string(it.agreement.value())}}));
  });
  return html::html<R"(<section aria-labelledby="post"><h2 id="post">{}</h2><ul>
{}</ul></section>
)">(words.say("To be written by post"), rows);
}

}  // namespace

Result<http::Response> till_page(Work const& work) {
  words::Words const& words = work.words();
  Till const& till = *TRY(till_of(work));
  auto tx = work.house.database.read();
  auto tasks = TRY(contributions::tasks(tx, work.actor(), till, work.now, kMost));
  Html main = till_parts(work, "") + warnings(work, tx) + tasks_view(work, tasks) + letters_view(work, tx);
  std::string active = words.number(contributions::active_agreements(tx));
  main += html::html<R"(<section aria-labelledby="stand"><h2 id="stand">{}</h2><p>{}</p></section>
)">(words.say("How it stands"), words.say("Contributions that run: {number}", {{"number", active}}));
  main += till_plots(work, tx, till);
  return page(work, words.say("Till"), main, http::Status::ok, {.plots = true});
}

Result<http::Response> release_collections(Work const& work) {
  auto released = [&]() -> Result<void> {
    auto tx = work.house.database.write();
    TRY(contributions::release_runs(tx, work.actor(), form_text(work.request, "notiz"), work.now));
    tx.commit();
    return {};
  }();
  if (released) return go_to(till_address().text());
  return page(work, work.words().say("Till"), till_parts(work, "") + complaint(till_refusal_words(work.words(), released.error())), http::Status::conflict);
}

}  // namespace allmende::desk
