#include "site/issue_pages.h"

#include "edition/edition.h"
#include "site/addresses.h"
#include "site/article_parts.h"
#include "site/frame.h"
#include "site/teaser_view.h"

namespace allmende::site {

using edition::Issue;
using edition::PrintedPage;
using html::Html;
using newsroom::Placed;

namespace {

constexpr int kIssuesAPage = 30;
constexpr std::size_t kStoriesOnSheet = 4;
constexpr std::size_t kSheetsOnFront = 4;

Date today(Context const& context) { return context.words().day_of(context.now()); }

Result<Issue> asked_for(Context const& context, database::ReadTx& tx, http::Request const& request) {
  auto date = Date::parse(request.parameter("date"));
  std::optional<Issue> issue;
  if (date && *date <= today(context)) issue = edition::find_issue(tx, *date);
  if (!issue) return refuse(Code::not_found, "no issue of this day");
  return *std::move(issue);
}

/// "Wochenende · Nr. 271 · 8 Seiten"
std::string facts(Issue const& issue, words::Words const& words) {
  std::vector<std::string> parts;
  if (!issue.label.empty()) parts.push_back(issue.label);
  if (issue.number) parts.push_back(words.say("No. {number}", {{"number", std::to_string(*issue.number)}}));
  if (!issue.pages.empty()) {
    parts.push_back(words.say_n("{count} page", "{count} pages", static_cast<std::int64_t>(issue.pages.size())));
  }
  std::string line;
  for (std::string const& part : parts) line += (line.empty() ? "" : " · ") + part;
  return line;
}

std::string title_of(Issue const& issue, words::Words const& words) {
  return words.say("Issue of {date}", {{"date", words.date(issue.date)}});
}

Html stories(std::vector<Placed> const& placed, std::string const& label) {
  Html items;
  std::size_t count = 0;
  for (Placed const& each : placed) {
    if (each.page != label || ++count > kStoriesOnSheet) continue;
    items += html::html<R"(<li lang="{}">{}</li>)">(each.teaser.language.tag(), each.teaser.headline);
  }
  return html::when(!items.empty(), [&] {
    return html::html<R"(<ul class="sheet-stories">{}</ul>)">(items);
  });
}

Html sheet_heading(html::Url const& address, std::string const& name, HeadingLevel level) {
  if (level == HeadingLevel::h2) return html::html<R"(<h2><a href="{}">{}</a></h2>)">(address, name);
  return html::html<R"(<h3><a href="{}">{}</a></h3>)">(address, name);
}

Html sheets(Context const& context, Issue const& issue, std::vector<Placed> const& placed,
            std::size_t most, HeadingLevel level) {
  words::Words const& words = context.words();
  Html all;
  for (std::size_t i = 0; i < std::min(most, issue.pages.size()); ++i) {
    PrintedPage const& page = issue.pages[i];
    Html name = html::when(i == 0, [&] {
      return html::html<R"(<p class="sheet-name" aria-hidden="true">{}</p>)">(context.settings().name);
    });
    all += html::html<R"(<li class="{}"><div class="sheet-head">{}<span class="sheet-title">{}</span></div>{}{}</li>
)">(i == 0 ? "sheet sheet-front" : "sheet",
        sheet_heading(addresses::page(issue.date, page.label),
                      words.say("Page {label}", {{"label", page.label}}), level),
        page.title, name, stories(placed, page.label));
  }
  return html::html<R"(<ol class="pages">
{}</ol>)">(all);
}

Html issue_row(Context const& context, Issue const& issue) {
  words::Words const& words = context.words();
  return html::html<R"(<li><h2 class="teaser-title"><a href="{}">{}</a></h2>
<p>{}</p></li>
)">(addresses::issue(issue.date), time(issue.date, words.date_long(issue.date)), facts(issue, words));
}

Html strip(Issue const& issue, std::string const& current, words::Words const& words) {
  return html::html<R"(<nav class="page-strip" aria-label="{}">{}</nav>)">(
      words.say("Pages of the issue"), html::each(issue.pages, [&](PrintedPage const& page) {
        std::optional<std::string> here;
        if (page.label == current) here = "page";
        return html::html<R"(<a href="{}" aria-current="{}">{}</a>)">(
            addresses::page(issue.date, page.label), here, page.label);
      }));
}

std::optional<Date> before_day(http::Request const& request) {
  auto text = request.query("vor");
  if (!text) return std::nullopt;
  auto date = Date::parse(*text);
  if (!date) return std::nullopt;
  return *date;
}

}  // namespace

Result<http::Response> issues_page(Context const& context, http::Request const& request) {
  words::Words const& words = context.words();
  auto tx = context.read();
  auto issues = edition::issues(tx, today(context), before_day(request), kIssuesAPage + 1);
  Html older;
  if (issues.size() > static_cast<std::size_t>(kIssuesAPage)) {
    issues.pop_back();
    html::Url next = html::Url::path_of({"ausgaben"}, {{"vor", issues.back().date.iso8601()}});
    older = html::html<R"(<nav class="paging" aria-label="{}"><a rel="next" href="{}">{}</a></nav>)">(
        words.say("Paging"), next, words.say("Older →"));
  }
  for (Issue& issue : issues) issue = edition::find_issue(tx, issue.date).value_or(issue);
  Html rows = issues.empty()
                  ? html::html<R"(<p class="register-empty">{}</p>)">(words.say("No issues yet."))
                  : html::html<R"(<ol class="issue-list">
{}</ol>)">(html::each(issues, [&](Issue const& issue) { return issue_row(context, issue); }));
  Html main = html::html<R"(<div class="list-page"><header class="list-head"><h1>{}</h1></header>
{}
{}</div>)">(words.say("Issues"), rows, older);
  PageHead head{.title = words.say("Issues"), .kind = "issues", .canonical = addresses::issues()};
  return page(context, tx, head, main);
}

Result<http::Response> issue_page(Context const& context, http::Request const& request) {
  words::Words const& words = context.words();
  auto tx = context.read();
  Issue issue = TRY(asked_for(context, tx, request));
  auto placed = newsroom::placed_in(tx, issue.date, context.now());
  std::string title = title_of(issue, words);
  Html main = html::html<R"(<div class="issue-page"><header class="list-head"><h1>{}</h1><p class="deck">{}</p></header>
{}</div>)">(title, facts(issue, words), sheets(context, issue, placed, issue.pages.size(), HeadingLevel::h2));
  PageHead head{.title = title, .kind = "issues", .canonical = addresses::issue(issue.date)};
  return page(context, tx, head, main);
}

Result<http::Response> printed_page(Context const& context, http::Request const& request) {
  words::Words const& words = context.words();
  auto tx = context.read();
  Issue issue = TRY(asked_for(context, tx, request));
  auto found = std::ranges::find(issue.pages, request.parameter("label"), &PrintedPage::label);
  if (found == issue.pages.end()) return refuse(Code::not_found, "the issue has no such page");

  auto placed = newsroom::placed_on(tx, issue.date, found->label, context.now());
  std::string title =
      found->title.empty()
          ? words.say("Page {label}", {{"label", found->label}})
          : words.say("Page {label}: {title}", {{"label", found->label}, {"title", found->title}});
  Html rows = placed.empty()
                  ? html::html<R"(<p class="register-empty">{}</p>)">(
                        words.say("The texts of this page are not online."))
                  : html::html<R"(<ol class="register register-plain">
{}</ol>)">(html::each(placed, [&](Placed const& each) {
                      return html::html<"<li>{}</li>">(show_teaser(context, tx, each.teaser, TeaserSize::list,
                                                                   HeadingLevel::h2));
                    }));
  Html main = html::html<R"(<div class="list-page"><header class="list-head">
<p class="kicker"><a href="{}">{}</a></p><h1>{}</h1>
{}</header>
{}</div>)">(addresses::issue(issue.date), title_of(issue, words), title, strip(issue, found->label, words), rows);
  PageHead head{.title = fmt::format("{}, {}", title, title_of(issue, words)),
                .kind = "issues",
                .canonical = addresses::page(issue.date, found->label)};
  return page(context, tx, head, main);
}

Html newest_issue_view(Context const& context, database::ReadTx& tx) {
  words::Words const& words = context.words();
  auto issue = edition::newest_issue(tx, today(context));
  if (!issue) return {};
  auto placed = newsroom::placed_in(tx, issue->date, context.now());
  std::string title = issue->date == today(context) ? words.say("Today's issue") : title_of(*issue, words);
  Html all = html::html<R"(<a class="link" href="{}">{}</a>)">(addresses::issues(), words.say("All issues"));
  return html::html<R"(<section class="issue-teaser" aria-labelledby="ausgabe">
<header class="block-head"><h2 id="ausgabe"><a href="{}">{}</a></h2><p>{} {}</p></header>
{}</section>
)">(addresses::issue(issue->date), title, facts(*issue, words) + ".", all,
    sheets(context, *issue, placed, kSheetsOnFront, HeadingLevel::h3));
}

}  // namespace allmende::site
