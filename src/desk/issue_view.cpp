// An issue's pages with what stands on them, and the chooser of articles beside them.

#include <algorithm>

#include "desk/articles.h"
#include "desk/frame.h"
#include "desk/front_places.h"
#include "desk/issues.h"

namespace allmende::desk {

using edition::PrintedPage;
using html::Html;
using html::html;
using html::Url;
using manuscripts::InPrint;
using manuscripts::Manuscript;

namespace {

Html hidden(std::string_view name, std::string const& value) {
  return html::html<R"(<input type="hidden" name="{}" value="{}">)">(name, value);
}

std::string number_of(Manuscript const& it) { return std::to_string(it.article.value()); }

struct Row {
  InPrint const& placed;
  bool first, last;
};

Html step_buttons(Work const& work, IssueShown const& shown, Row const& row) {
  words::Words const& words = work.words();
  words::Arguments about{{"headline", row.placed.it.headline}};
  auto button = [&](std::string_view step, std::string const& sign, std::string const& said) {
    return html::html<R"(<form method="post" action="{}">{}{}<button class="step" name="schritt" value="{}" aria-label="{}">{}</button></form>)">(
        issue_address(shown.issue.date, "schritt", shown.chosen), form_token_field(work), hidden("artikel", number_of(row.placed.it)),
        step, said, sign);
  };
  Html buttons;
  if (!row.first) buttons += button("hoch", "↑", words.say("Move up: {headline}", about));
  if (!row.last) buttons += button("runter", "↓", words.say("Move down: {headline}", about));
  return buttons + button("weg", "×", words.say("Take out of the issue: {headline}", about));
}

Html row_view(Work const& work, IssueShown const& shown, Row const& row) {
  Manuscript const& it = row.placed.it;
  return html::html<R"(<li class="placed by-hand" data-article="{}"><a href="{}">{}</a> <span class="hint">{}</span><div class="steps">{}</div></li>
)">(number_of(it), article_address(it.article), it.headline, stage_name(work.words(), it.stage), step_buttons(work, shown, row));
}

std::string page_name(words::Words const& words, PrintedPage const& page) {
  if (page.title.empty()) return words.say("Page {label}", {{"label", page.label}});
  return words.say("Page {label}: {title}", {{"label", page.label}, {"title", page.title}});
}

Html page_view(Work const& work, IssueShown const& shown, PrintedPage const& page) {
  std::vector<InPrint const*> here;
  for (InPrint const& it : shown.placed) {
    if (it.page == page.label) here.push_back(&it);
  }
  Html rows;
  for (std::size_t i = 0; i < here.size(); ++i) {
    rows += row_view(work, shown, {*here[i], i == 0, i + 1 == here.size()});
  }
  if (here.empty()) rows = html::html<"<li class=\"empty\">{}</li>">(work.words().say("nothing"));
  return html::html<R"(<section class="place" aria-labelledby="seite-{}"><h2 id="seite-{}">{}</h2><ol data-place="{}">
{}</ol></section>
)">(page.label, page.label, page_name(work.words(), page), page.label, rows);
}

/// Where it stands already: "on page 4".
std::string standing(words::Words const& words, IssueShown const& shown, Manuscript const& it) {
  auto at = std::ranges::find_if(shown.placed, [&](InPrint const& placed) { return placed.it.article == it.article; });
  std::string stage = stage_name(words, it.stage);
  return at == shown.placed.end() ? stage : words.say("{stage}, on page {page}", {{"stage", stage}, {"page", at->page}});
}

Html found_view(Work const& work, IssueShown const& shown, Manuscript const& it) {
  words::Words const& words = work.words();
  std::string number = number_of(it);
  Html pages = html::each(shown.issue.pages, [&](PrintedPage const& page) {
    return html::html<R"(<option value="{}">{}</option>)">(page.label, page_name(words, page));
  });
  Html form = html::when(!shown.issue.pages.empty(), [&] {
    return html::html<R"(<form class="to-page" method="post" action="{}">{}{}<label class="unseen" for="auf-{}">{}</label><select id="auf-{}" name="platz">{}</select> <button class="step" aria-label="{}">{}</button></form>)">(
        issue_address(shown.issue.date, "platz", shown.chosen), form_token_field(work), hidden("artikel", number), number,
        words.say("Page for: {headline}", {{"headline", it.headline}}), number, pages,
        words.say("Place it: {headline}", {{"headline", it.headline}}), words.say("Place it"));
  });
  return html::html<R"(<li class="placed" data-article="{}"><a href="{}">{}</a> <span class="hint">{}</span><div class="steps">{}</div></li>
)">(number, article_address(it.article), it.headline, standing(words, shown, it), form);
}

Html filters(Work const& work, IssueShown const& shown) {
  words::Words const& words = work.words();
  Html sections = html::html<R"(<option value="">{}</option>)">(words.say("all"));
  for (newsroom::Section const& it : shown.sections) {
    sections += html::html<R"(<option value="{}" selected="{}">{}</option>)">(it.slug.text(), it.slug.text() == shown.chosen.section, it.name);
  }
  return html::html<R"(<form class="filters chooser" method="get" action="{}" role="search" aria-label="{}">
<div class="field"><label for="suche">{}</label><input id="suche" name="suche" type="search" value="{}"></div>
<div class="field"><label for="ressort">{}</label><select id="ressort" name="ressort">{}</select></div>
<button type="submit">{}</button></form>
)">(issue_address(shown.issue.date), words.say("Find texts"), words.say("Words"), shown.chosen.words, words.say("Section"), sections,
    words.say("Show"));
}

Html chooser_view(Work const& work, IssueShown const& shown) {
  words::Words const& words = work.words();
  Html rows = html::each(shown.found, [&](Manuscript const& it) { return found_view(work, shown, it); });
  if (shown.found.empty()) rows = html::html<"<li class=\"empty\">{}</li>">(words.say("No text has that."));
  return html::html<R"(<section class="place place-none" aria-labelledby="wahl"><h2 id="wahl">{}</h2>
{}<ol data-place="{}">
{}</ol></section>
)">(words.say("Texts to place"), filters(work, shown), kNoPlace, rows);
}

}  // namespace

Url issue_address(Date day) { return Url::path_of({"redaktion", "ausgaben", day.iso8601()}); }

Url issue_address(Date day, std::string_view action, Chosen const& chosen) {
  std::string date = day.iso8601();
  bool plain = chosen.words.empty() && chosen.section.empty();
  if (action.empty()) {
    return plain ? issue_address(day) : Url::path_of({"redaktion", "ausgaben", date}, {{"suche", chosen.words}, {"ressort", chosen.section}});
  }
  if (plain) return Url::path_of({"redaktion", "ausgaben", date, action});
  return Url::path_of({"redaktion", "ausgaben", date, action}, {{"suche", chosen.words}, {"ressort", chosen.section}});
}

Html issue_pages_view(Work const& work, IssueShown const& shown) {
  Html pages = html::each(shown.issue.pages, [&](PrintedPage const& page) { return page_view(work, shown, page); });
  return html::html<R"(<div class="issue-desk"><div class="places">{}</div>{}</div>)">(pages, chooser_view(work, shown));
}

}  // namespace allmende::desk
