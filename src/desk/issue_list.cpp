// The issues of the printed paper, planned and published, and how one is begun.

#include "desk/articles.h"
#include "desk/frame.h"
#include "desk/issues.h"
#include "desk/pages.h"

namespace allmende::desk {

using edition::Issue;
using html::Html;
using html::html;

namespace {

constexpr int kOnAPage = 30;

Html row(words::Words const& words, Issue const& issue) {
  return html::html<R"(<tr><th scope="row"><a href="{}">{}</a></th><td>{}</td><td>{}</td><td>{}</td></tr>
)">(issue_address(issue.date), words.date_long(issue.date), issue.number ? std::to_string(*issue.number) : std::string(), issue.label,
    state_view(words, issue));
}

Html table(words::Words const& words, std::vector<Issue> const& issues) {
  if (issues.empty()) return html::html<"<p class=\"empty\">{}</p>\n">(words.say("No issues yet."));
  return html::html<R"(<div class="table-scroll" tabindex="0" role="region" aria-label="{}"><table class="articles">
<thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead>
<tbody>{}</tbody></table></div>
)">(words.say("Issues"), words.say("Day"), words.say("Number"), words.say_in("issue", "Title"), words.say("State"),
    html::each(issues, [&](Issue const& issue) { return row(words, issue); }));
}

/// The day after the newest, and the next number: what most issues are.
Issue next_issue(database::ReadTx& tx, Work const& work) {
  auto newest = edition::issues_in_work(tx, std::nullopt, 1);
  if (newest.empty()) return {work.words().day_of(work.now).plus_days(1)};
  Issue next{newest.front().date.plus_days(1)};
  if (auto number = newest.front().number) next.number = *number + 1;
  return next;
}

Html new_issue_form(Work const& work, Issue const& next) {
  words::Words const& words = work.words();
  auto typed = [&](std::string_view name, std::string otherwise) {
    bool is_form = work.request.method() == http::Method::post;
    return is_form ? form_text(work.request, name) : std::move(otherwise);
  };
  return html::html<R"(<section class="begin" aria-labelledby="neu"><h2 id="neu">{}</h2>
<form class="form in-a-row" method="post" action="/redaktion/ausgaben">{}{}{}{}{}
<button class="button" type="submit">{}</button></form></section>
)">(words.say("A new issue"), form_token_field(work),
    field({.name = "tag", .label = words.say("Day"), .type = "date", .value = typed("tag", next.date.iso8601())}),
    field({.name = "nummer", .label = words.say("Number"), .type = "number",
           .value = typed("nummer", next.number ? std::to_string(*next.number) : ""), .required = false}),
    field({.name = "titel", .label = words.say_in("issue", "Title"), .value = typed("titel", ""), .required = false}),
    field({.name = "seiten", .label = words.say("How many pages"), .type = "number", .value = typed("seiten", "8"), .required = false}),
    words.say("Plan it"));
}

http::Response list_page(Work const& work, Html const& above, http::Status status) {
  words::Words const& words = work.words();
  auto tx = work.house.database.read();
  auto before = Date::parse(work.request.query("vor").value_or(""));
  auto issues = edition::issues_in_work(tx, before ? std::optional(*before) : std::nullopt, kOnAPage + 1);
  Html older;
  if (issues.size() > static_cast<std::size_t>(kOnAPage)) {
    issues.pop_back();
    older = html::html<R"(<p><a class="link" href="{}">{}</a></p>
)">(html::Url::path_of({"redaktion", "ausgaben"}, {{"vor", issues.back().date.iso8601()}}), words.say("Older ones"));
  }
  Html main = above + new_issue_form(work, next_issue(tx, work));
  main += html::html<R"(<section aria-labelledby="liste"><h2 id="liste">{}</h2>
{}{}</section>)">(words.say("Issues"), table(words, issues), older);
  return page(work, words.say("Issues"), main, status);
}

/// Pages "1" to the last, of the number that was typed.
Result<std::vector<edition::PrintedPage>> counted_pages(std::string const& typed) {
  constexpr std::int64_t kMost = 500;
  std::vector<edition::PrintedPage> pages;
  if (typed.empty()) return pages;
  auto count = whole_number(typed);
  if (!count || *count > kMost) return refuse(Code::limit, "an issue has at most 500 pages", "pages");
  for (std::int64_t i = 1; i <= *count; ++i) pages.push_back({std::to_string(i)});
  return pages;
}

}  // namespace

Html state_view(words::Words const& words, Issue const& issue) {
  bool planned = issue.state == edition::IssueState::planned;
  return html::html<R"(<span class="stage stage-{}">{}</span>)">(planned ? "draft" : "published",
                                                                planned ? words.say_in("issue", "Planned") : words.say_in("issue", "Published"));
}

Result<std::optional<std::int64_t>> issue_number(std::string const& typed) {
  if (typed.empty()) return std::optional<std::int64_t>();
  auto number = whole_number(typed);
  if (!number) return refuse(Code::invalid, "an issue's number is a whole number", "number");
  return number;
}

Result<http::Response> issues_page(Work const& work) { return list_page(work, {}, http::Status::ok); }

Result<http::Response> make_issue(Work const& work) {
  auto made = [&]() -> Result<Date> {
    auto day = Date::parse(form_text(work.request, "tag"));
    if (!day) return refuse(Code::invalid, "say of which day the issue is", "date");
    auto number = TRY(issue_number(form_text(work.request, "nummer")));
    Issue issue{*day, number, form_text(work.request, "titel")};
    issue.pages = TRY(counted_pages(form_text(work.request, "seiten")));
    auto tx = work.house.database.write();
    TRY(edition::make_issue(tx, work.actor(), issue, work.now));
    tx.commit();
    return *day;
  }();
  if (!made) {
    auto status = made.error().code == Code::conflict ? http::Status::conflict : http::Status::unprocessable_content;
    return list_page(work, complaint(article_refusal_words(work.words(), made.error())), status);
  }
  return go_to(issue_address(*made).text());
}

}  // namespace allmende::desk
