#include "site/printed_view.h"

#include <algorithm>
#include <map>

#include "edition/edition.h"
#include "site/addresses.h"
#include "site/frame.h"

namespace allmende::site {

using edition::Issue;
using html::Html;
using newsroom::Article;

namespace {

/// Nothing for one that readers cannot open: see issue_page().
std::optional<Issue> open_issue(Context const& context, database::ReadTx& tx, Date date) {
  if (date > context.words().day_of(context.now())) return std::nullopt;
  return edition::find_issue(tx, date);
}

Html page_view(std::optional<Issue> const& issue, std::string const& label) {
  bool there = issue && std::ranges::any_of(issue->pages, [&](auto const& page) { return page.label == label; });
  if (!there) return html::text(label);
  return html::html<R"(<a href="{}">{}</a>)">(addresses::page(issue->date, label), label);
}

/// "Seite 4", "Seiten 4 und 8", "Seiten 4–6 und 9".
Html pages_view(std::optional<Issue> const& issue, std::vector<std::string> const& labels,
                words::Words const& words) {
  std::vector<Html> shown;
  auto runs = edition::label_runs(labels);
  for (edition::LabelRun const& run : runs) {
    Html one = page_view(issue, run.first);
    if (run.last != run.first) one += html::text("–") + page_view(issue, run.last);
    shown.push_back(std::move(one));
  }
  bool single = runs.size() == 1 && runs.front().first == runs.front().last;
  if (single) return say(words, WORD("page {page}"), {{"page", shown.front()}});
  return say(words, WORD("pages {pages}"), {{"pages", list(words, shown)}});
}

Html issue_view(std::optional<Issue> const& issue, Date date, words::Words const& words) {
  std::string name = words.say("issue of {date}", {{"date", words.date(date)}});
  if (!issue) return html::text(name);
  return html::html<R"(<a class="link" href="{}">{}</a>)">(addresses::issue(date), name);
}

}  // namespace

Html see_pages_view(Context const& context, database::ReadTx& tx, Article const& article) {
  if (article.see_pages.empty()) return {};
  std::optional<Issue> issue;
  if (!article.placements.empty()) issue = open_issue(context, tx, article.placements.front().issue);
  return pages_view(issue, article.see_pages, context.words(article.language));
}

Html printed_view(Context const& context, database::ReadTx& tx, Article const& article) {
  words::Words const& words = context.words(article.language);
  std::map<Date, std::vector<std::string>> by_issue;
  for (auto const& placement : article.placements) by_issue[placement.issue].push_back(placement.page);
  Html notes;
  for (auto const& [date, labels] : by_issue) {
    if (edition::is_planned(tx, date)) continue;  // nobody has printed it yet
    auto issue = open_issue(context, tx, date);
    notes += html::html<R"(<p class="article-note">{}</p>
)">(say(words, WORD("Printed in the {issue}, {pages}."),
        {{"issue", issue_view(issue, date, words)}, {"pages", pages_view(issue, labels, words)}}));
  }
  return notes;
}

}  // namespace allmende::site
