// From the newsroom to the readers: what is missing, what will change, when; and taking it away again.

#include <algorithm>

#include "desk/articles.h"
#include "desk/differences_view.h"
#include "desk/frame.h"
#include "desk/pages.h"

namespace allmende::desk {

using html::Html;
using html::html;
using manuscripts::ArticleNumber;
using manuscripts::Manuscript;
using manuscripts::Stage;

namespace {

/// "2026-11-27T10:00", for a form's field.
std::string local_minutes(words::Words const& words, Instant at) { return words.iso_with_offset(at).substr(0, 16); }

Html post_form(Work const& work, ArticleNumber article, std::string_view action, Html const& inside) {
  return html::html<R"(<form class="form" method="post" action="{}">{}{}</form>
)">(article_address(article, action), form_token_field(work), inside);
}

Html section(std::string_view id, std::string const& title, Html const& inside) {
  return html::html<R"(<section aria-labelledby="{}"><h2 id="{}">{}</h2>
{}</section>
)">(id, id, title, inside);
}

/// What the page is made of.
struct Shown {
  Manuscript it;
  manuscripts::Text text;
  std::vector<Refusal> missing;
  std::vector<manuscripts::Difference> differences;  ///< from what readers see
};

Result<Shown> show(database::ReadTx& tx, Work const& work, ArticleNumber article) {
  Manuscript it = TRY(manuscripts::find(tx, work.actor(), article));
  manuscripts::Text text = TRY(manuscripts::text(tx, work.actor(), article));
  auto made = manuscripts::article_of(article, text);
  std::vector<Refusal> missing = made ? manuscripts::missing(tx, *made, work.now) : std::vector<Refusal>{made.error()};
  std::vector<manuscripts::Difference> differences;
  if (it.published) {
    manuscripts::Text seen = TRY(manuscripts::text(tx, work.actor(), article, *it.published));
    differences = manuscripts::differences(seen, text);
  }
  return Shown{std::move(it), std::move(text), std::move(missing), std::move(differences)};
}

Html missing_view(words::Words const& words, std::vector<Refusal> const& missing) {
  if (missing.empty()) return {};
  Html items = html::each(missing, [&](Refusal const& gap) { return html::html<"<li>{}</li>\n">(article_refusal_words(words, gap)); });
  return html::html<R"(<div class="complaint"><p>{}</p><ul>{}</ul></div>
)">(words.say("Before it can be published:"), items);
}

Html correction_field(words::Words const& words) {
  return html::html<R"(<div class="field"><label for="berichtigung">{}</label><textarea id="berichtigung" name="berichtigung" rows="3" aria-describedby="berichtigung-hinweis"></textarea>
<p class="hint" id="berichtigung-hinweis">{}</p></div>
)">(words.say("Correction: a note for readers"),
    words.say("Only when something was wrong. It stands beneath the text with today's date, in feeds too, for good."));
}

Html publish_form(Work const& work, Shown const& shown) {
  words::Words const& words = work.words();
  Manuscript const& it = shown.it;
  if (it.published && !it.has_news()) return html::html<"<p>{}</p>\n">(words.say("Readers see this revision already."));
  Html inside = revision_fields(it.now);
  if (it.published) inside += correction_field(words);
  inside += html::html<R"(<p><button class="button" type="submit">{}</button></p>)">(
      it.published ? words.say("Publish the new text now") : words.say("Publish now"));
  return post_form(work, it.article, "veroeffentlichen", inside);
}

Html schedule_form(Work const& work, Shown const& shown) {
  words::Words const& words = work.words();
  Manuscript const& it = shown.it;
  Html out;
  if (it.schedule) {
    out += html::html<"<p>{}</p>\n">(words.say("It will be published on {moment}.", {{"moment", words.date_time(it.schedule->at)}}));
    if (it.schedule->what != it.now) {
      out += html::html<R"(<p class="notice">{}</p>)">(words.say("The text was changed since. What was scheduled is published; schedule it anew for the new text."));
    }
    out += post_form(work, it.article, "planen/ende", html::html<R"(<p><button type="submit">{}</button></p>)">(words.say("Take it off the schedule")));
  }
  Instant at = it.schedule ? it.schedule->at : Instant::from_microseconds(work.now.microseconds() + 3'600'000'000);
  Html inside = revision_fields(it.now);
  inside += html::html<R"(<div class="field"><label for="wann">{}</label><input id="wann" name="wann" type="datetime-local" step="1" value="{}" required></div>
<p><button type="submit">{}</button></p>)">(words.say("At"), local_minutes(words, at), words.say("Schedule"));
  return out + post_form(work, it.article, "planen", inside);
}

Html stage_form(Work const& work, Manuscript const& it) {
  words::Words const& words = work.words();
  bool by_hand = it.stage <= Stage::ready;
  if (!by_hand) return html::html<"<p>{}</p>\n">(stage_name(words, it.stage));
  Html options;
  for (Stage stage : work.house.settings.workflow.stages) {
    options += html::html<R"(<option value="{}" selected="{}">{}</option>)">(std::string(manuscripts::word_of(stage)), stage == it.stage, stage_name(words, stage));
  }
  Html inside = html::html<R"(<input type="hidden" name="von" value="{}"><div class="field"><label for="stand">{}</label><select id="stand" name="stand">{}</select></div>
<p><button type="submit">{}</button></p>)">(std::string(manuscripts::word_of(it.stage)), words.say("Stage"), options, words.say("Move"));
  return post_form(work, it.article, "stand", inside);
}

Html responsible_form(Work const& work, Manuscript const& it, std::vector<people::Person> const& persons) {
  words::Words const& words = work.words();
  Html options = html::html<R"(<option value="">{}</option>)">(words.say("nobody"));
  for (people::Person const& person : persons) {
    if (!person.active || !person.roles.has_any(manuscripts::kWriters)) continue;
    options += html::html<R"(<option value="{}" selected="{}">{}</option>)">(std::to_string(person.id.value()), it.responsible == person.id, person.name);
  }
  Html inside = html::html<R"(<div class="field"><label for="person">{}</label><select id="person" name="person">{}</select></div>
<p><button type="submit">{}</button></p>)">(words.say("Responsible"), options, words.say("Hand over"));
  return post_form(work, it.article, "zustaendig", inside);
}

Html withdraw_form(Work const& work, Manuscript const& it) {
  words::Words const& words = work.words();
  Html inside = html::html<R"(<div class="field"><label for="grund">{}</label><textarea id="grund" name="grund" rows="3" required aria-describedby="grund-hinweis"></textarea>
<p class="hint" id="grund-hinweis">{}</p></div>
<p><button type="submit">{}</button></p>)">(words.say("Reason, for readers"),
      words.say("The text goes everywhere at once: page, lists, feeds, search. In its place stands the reason. This is not undone."),
      words.say("Withdraw for good"));
  return post_form(work, it.article, "zurueckziehen", inside);
}

Html main_of(Work const& work, Shown const& shown, std::vector<people::Person> const& persons, Html const& above) {
  words::Words const& words = work.words();
  Manuscript const& it = shown.it;
  bool may = work.actor().roles().has_any(work.house.settings.workflow.publishers);
  Html main = article_links(work, it, "veroeffentlichen") + above;
  if (it.stage == Stage::withdrawn) {
    main += html::html<R"(<p class="notice">{}</p>)">(words.say("It was withdrawn. Readers see the reason."));
    return main;
  }
  main += missing_view(words, shown.missing);
  if (may && shown.missing.empty()) {
    main += section("jetzt", words.say("Publish"), publish_form(work, shown));
    main += section("spaeter", words.say("Later"), schedule_form(work, shown));
  }
  if (!shown.differences.empty()) {
    main += section("unterschied", words.say("What changes for readers"), differences_view(words, shown.differences));
  }
  main += section("weg", words.say("Way through the newsroom"), stage_form(work, it) + responsible_form(work, it, persons));
  if (may && it.stage == Stage::published) {
    main += html::html<R"(<details class="grave"><summary>{}</summary>
{}</details>
)">(words.say("Withdraw …"), withdraw_form(work, it));
  }
  return main;
}

Result<http::Response> publish_page_with(Work const& work, Html const& above, http::Status status) {
  ArticleNumber article = TRY(article_asked_for(work));
  auto tx = work.house.database.read();
  Shown shown = TRY(show(tx, work, article));
  auto persons = people::persons(tx);
  return page(work, shown.it.headline, main_of(work, shown, persons, above), status);
}

/// Does it; then to where one sees what came of it.
template <class Do>
Result<http::Response> change(Work const& work, std::string_view then, Do const& act) {
  ArticleNumber article = TRY(article_asked_for(work));
  auto tx = work.house.database.write();
  Result<void> done = act(tx, article);
  if (!done) {
    if (done.error().code == Code::not_found) return std::unexpected(done.error());
    auto status = done.error().code == Code::forbidden ? http::Status::forbidden
                  : done.error().code == Code::conflict ? http::Status::conflict
                                                        : http::Status::unprocessable_content;
    Html said = complaint(article_refusal_words(work.words(), done.error()));
    { auto closing = std::move(tx); }  // on SQLite there is one writer; the page only reads
    return publish_page_with(work, said, status);
  }
  tx.commit();
  return go_to(article_address(article, then).text());
}

}  // namespace

Result<http::Response> publish_page(Work const& work) {
  ArticleNumber article = TRY(article_asked_for(work));
  Html above;
  if (auto seen = revisions_seen(work.request)) {
    auto tx = work.house.database.read();
    if (TRY(manuscripts::find(tx, work.actor(), article)).now != *seen) {
      above = complaint(work.words().say("Somebody has changed it since you opened this page. Look at the newest revision first."));
    }
  }
  return publish_page_with(work, above, http::Status::ok);
}

Result<http::Response> publish(Work const& work) {
  return change(work, "veroeffentlichen", [&](auto& tx, ArticleNumber article) -> Result<void> {
    manuscripts::Revisions seen = TRY(revisions_seen(work.request));
    manuscripts::Publication publication{article, seen, form_text(work.request, "berichtigung")};
    return manuscripts::publish(tx, work.actor(), work.house.settings.workflow, publication, work.now);
  });
}

Result<http::Response> schedule(Work const& work) {
  return change(work, "veroeffentlichen", [&](auto& tx, ArticleNumber article) -> Result<void> {
    manuscripts::Revisions seen = TRY(revisions_seen(work.request));
    manuscripts::Publication publication{article, seen, {}};
    Instant at = TRY(work.words().moment_at(form_text(work.request, "wann")));
    return manuscripts::schedule(tx, work.actor(), work.house.settings.workflow, publication, at, work.now);
  });
}

Result<http::Response> unschedule(Work const& work) {
  return change(work, "veroeffentlichen", [&](auto& tx, ArticleNumber article) {
    return manuscripts::unschedule(tx, work.actor(), article, work.now);
  });
}

Result<http::Response> move_stage(Work const& work) {
  return change(work, "veroeffentlichen", [&](auto& tx, ArticleNumber article) -> Result<void> {
    Stage from = TRY(manuscripts::parse_stage(form_text(work.request, "von")));
    Stage to = TRY(manuscripts::parse_stage(form_text(work.request, "stand")));
    return manuscripts::move(tx, work.actor(), work.house.settings.workflow, article, from, to, work.now);
  });
}

Result<http::Response> make_responsible(Work const& work) {
  return change(work, "veroeffentlichen", [&](auto& tx, ArticleNumber article) {
    std::string id = form_text(work.request, "person");
    bool is_number = !id.empty() && id.size() < 18 && std::ranges::all_of(id, [](char c) { return c >= '0' && c <= '9'; });
    auto person = is_number ? std::optional(people::PersonId(std::stoll(id))) : std::nullopt;
    return manuscripts::make_responsible(tx, work.actor(), article, person, work.now);
  });
}

Result<http::Response> withdraw(Work const& work) {
  return change(work, "veroeffentlichen", [&](auto& tx, ArticleNumber article) {
    return manuscripts::withdraw(tx, work.actor(), work.house.settings.workflow, article, form_text(work.request, "grund"), work.now);
  });
}

}  // namespace allmende::desk
