// One issue: its number, title and pages, what stands on them in which order, and letting it out.

#include <algorithm>
#include <sstream>

#include "desk/articles.h"
#include "desk/frame.h"
#include "desk/front_places.h"
#include "desk/issues.h"
#include "desk/pages.h"

namespace allmende::desk {

using edition::Issue;
using edition::PrintedPage;
using html::Html;
using html::html;
using manuscripts::ArticleNumber;
using manuscripts::InPrint;

namespace {

constexpr int kFound = 30;
constexpr std::size_t kLongestWords = 200;

Result<Date> day_asked_for(Work const& work) {
  auto day = Date::parse(work.request.parameter("tag"));
  if (!day) return refuse(Code::not_found, "there is no such page");
  return *day;
}

Chosen chosen_in(http::Request const& request) {
  return {std::string(request.query("suche").value_or("")).substr(0, kLongestWords), std::string(request.query("ressort").value_or(""))};
}

std::vector<manuscripts::Manuscript> found(database::ReadTx& tx, Work const& work, Chosen const& chosen) {
  manuscripts::Wanted wanted{.words = chosen.words};
  if (auto section = Slug::parse(chosen.section)) wanted.section = *section;
  if (chosen.words.empty() || !work.house.settings.find) {
    auto listed = manuscripts::list(tx, work.actor(), wanted, std::nullopt, kFound);
    return listed ? std::move(listed->manuscripts) : std::vector<manuscripts::Manuscript>{};
  }
  wanted.words.clear();
  std::vector<manuscripts::Manuscript> all;
  for (ArticleNumber number : work.house.settings.find(chosen.words, kFound)) {
    auto it = manuscripts::find(tx, work.actor(), number);
    if (it && manuscripts::is_wanted(*it, wanted)) all.push_back(*std::move(it));
  }
  return all;
}

/// One page a line: its label, then its title.
std::string as_lines(std::vector<PrintedPage> const& pages) {
  std::string lines;
  for (PrintedPage const& page : pages) lines += page.title.empty() ? page.label + "\n" : page.label + " " + page.title + "\n";
  return lines;
}

std::vector<PrintedPage> pages_in(std::string const& typed) {
  std::vector<PrintedPage> pages;
  std::istringstream lines(typed);
  for (std::string line; std::getline(lines, line);) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
    if (line.empty()) continue;
    std::size_t blank = std::min(line.find(' '), line.size());
    std::size_t title = std::min(line.find_first_not_of(' ', blank), line.size());
    pages.push_back({line.substr(0, blank), line.substr(title)});
  }
  return pages;
}

Html facts_form(Work const& work, Issue const& issue) {
  words::Words const& words = work.words();
  return html::html<R"(<details class="facts" open="{}"><summary>{}</summary>
<form class="form" method="post" action="{}">{}{}{}<div class="field"><label for="seiten">{}</label><textarea id="seiten" name="seiten" rows="8" aria-describedby="seiten-hinweis">
{}</textarea><p class="hint" id="seiten-hinweis">{}</p></div>
<p><button type="submit">{}</button></p></form></details>
)">(issue.pages.empty(), words.say("Number, title and pages"), issue_address(issue.date), form_token_field(work),
    field({.name = "nummer", .label = words.say("Number"), .type = "number",
           .value = issue.number ? std::to_string(*issue.number) : std::string(), .required = false}),
    field({.name = "titel", .label = words.say_in("issue", "Title"), .value = issue.label, .required = false}), words.say("Pages"),
    as_lines(issue.pages), words.say("A page a line, in the order of the paper: what is printed on it, then its title, as in “4 Harbour”."),
    words.say("Change"));
}

Html standing_view(Work const& work, Issue const& issue) {
  words::Words const& words = work.words();
  if (issue.state == edition::IssueState::published) {
    return html::html<"<p>{}</p>\n">(words.say("It is published: readers see it from its day on."));
  }
  return html::html<R"(<p>{}</p><form method="post" action="{}">{}<p><button class="button" type="submit">{}</button></p></form>
)">(words.say("It is planned: nobody but the newsroom sees it."), issue_address(issue.date, "veroeffentlichen", {}),
    form_token_field(work), words.say("Publish the issue"));
}

Result<http::Response> issue_desk(Work const& work, Html const& above, http::Status status) {
  words::Words const& words = work.words();
  Date day = TRY(day_asked_for(work));
  auto tx = work.house.database.read();
  auto issue = edition::any_issue(tx, day);
  if (!issue) return refuse(Code::not_found, "no issue of this day");
  Chosen chosen = chosen_in(work.request);
  auto placed = TRY(manuscripts::in_print(tx, work.actor(), day));
  IssueShown shown{.issue = *issue, .placed = std::move(placed), .found = found(tx, work, chosen),
                   .sections = newsroom::sections(tx), .chosen = chosen};
  Html main = html::html<R"(<p class="ways"><a class="link" href="/redaktion/ausgaben">{}</a></p>
)">(words.say("All issues"));
  main += above + standing_view(work, *issue) + facts_form(work, *issue);
  main += drag_form(work, issue_address(day, "zug", chosen)) + issue_pages_view(work, shown);
  return page(work, words.say("Issue of {date}", {{"date", words.date(day)}}), main, status, {.script = "places.js"});
}

/// Does it; then back to the issue, with the chooser as it was.
template <class Do>
Result<http::Response> change(Work const& work, Do const& act) {
  Date day = TRY(day_asked_for(work));
  auto done = [&]() -> Result<void> {
    auto tx = work.house.database.write();
    TRY(act(tx, day));
    tx.commit();
    return {};
  }();
  if (done) return go_to(issue_address(day, "", chosen_in(work.request)).text());
  auto status = done.error().code == Code::conflict ? http::Status::conflict : http::Status::unprocessable_content;
  return issue_desk(work, complaint(article_refusal_words(work.words(), done.error())), status);
}

Result<ArticleNumber> article_in_form(http::Request const& request, std::string_view name = "artikel") {
  auto number = whole_number(form_text(request, name));
  if (!number) return refuse(Code::not_found, "no article has this number");
  return ArticleNumber(*number);
}

/// On a page that the issue has; on none with kNoPlace.
Result<void> put(database::WriteTx& tx, Work const& work, Date day, std::string const& page, std::optional<ArticleNumber> before) {
  ArticleNumber article = TRY(article_in_form(work.request));
  if (page == kNoPlace) return manuscripts::take_out_of_print(tx, work.actor(), article, day, work.now);
  auto issue = edition::any_issue(tx, day);
  bool is_there = issue && std::ranges::find(issue->pages, page, &PrintedPage::label) != issue->pages.end();
  if (!is_there) return refuse(Code::not_found, "the issue has no such page");
  return manuscripts::place_in_print(tx, work.actor(), article, {day, page}, before, work.now);
}

/// One place up or down on its page.
Result<void> step(database::WriteTx& tx, Work const& work, Date day, bool up) {
  ArticleNumber article = TRY(article_in_form(work.request));
  auto placed = TRY(manuscripts::in_print(tx, work.actor(), day));
  auto is_it = [&](InPrint const& it) { return it.it.article == article; };
  auto at = std::ranges::find_if(placed, is_it);
  if (at == placed.end()) return refuse(Code::conflict, "somebody has moved it meanwhile");
  std::string page = at->page;
  std::erase_if(placed, [&](InPrint const& it) { return it.page != page; });
  auto here = std::ranges::find_if(placed, is_it) - placed.begin();
  auto next = up ? here - 1 : here + 2;
  if (next < 0 || (!up && here + 1 == std::ssize(placed))) return {};
  auto before = next < std::ssize(placed) ? std::optional(placed[static_cast<std::size_t>(next)].it.article) : std::nullopt;
  return manuscripts::place_in_print(tx, work.actor(), article, {day, page}, before, work.now);
}

}  // namespace

Result<http::Response> issue_page(Work const& work) { return issue_desk(work, {}, http::Status::ok); }

Result<http::Response> change_issue(Work const& work) {
  return change(work, [&](auto& tx, Date day) -> Result<void> {
    auto number = TRY(issue_number(form_text(work.request, "nummer")));
    Issue issue{day, number, form_text(work.request, "titel"), pages_in(form_text(work.request, "seiten"))};
    return edition::change_issue(tx, work.actor(), issue, work.now);
  });
}

Result<http::Response> place_in_issue(Work const& work) {
  return change(work, [&](auto& tx, Date day) { return put(tx, work, day, form_text(work.request, "platz"), std::nullopt); });
}

Result<http::Response> drag_in_issue(Work const& work) {
  return change(work, [&](auto& tx, Date day) -> Result<void> {
    auto before = article_in_form(work.request, "vor");
    return put(tx, work, day, form_text(work.request, "platz"), before ? std::optional(*before) : std::nullopt);
  });
}

Result<http::Response> move_in_issue(Work const& work) {
  return change(work, [&](auto& tx, Date day) -> Result<void> {
    std::string what = form_text(work.request, "schritt");
    if (what == "weg") return put(tx, work, day, std::string(kNoPlace), std::nullopt);
    return step(tx, work, day, what == "hoch");
  });
}

Result<http::Response> publish_issue(Work const& work) {
  return change(work, [&](auto& tx, Date day) { return edition::publish_issue(tx, work.actor(), day, work.now); });
}

}  // namespace allmende::desk
