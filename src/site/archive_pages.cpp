#include "site/archive_pages.h"

#include <charconv>

#include "site/addresses.h"
#include "site/calendar_view.h"
#include "site/frame.h"
#include "site/register.h"

namespace allmende::site {

using html::Html;

namespace {

constexpr int kMostADay = 500;

Result<int> number(http::Request const& request, std::string_view name, std::size_t digits) {
  std::string_view text = request.parameter(name);
  int value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text.size() != digits) {
    return refuse(Code::not_found, "no such day");
  }
  return value;
}

Result<Date> date_of(http::Request const& request, bool with_month, bool with_day) {
  int year = TRY(number(request, "year", 4));
  int month = with_month ? TRY(number(request, "month", 2)) : 1;
  int day = with_day ? TRY(number(request, "day", 2)) : 1;
  auto date = Date::from(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
  if (!date) return refuse(Code::not_found, "no such day");
  return *date;
}

/// What the archive spans: outside of it there is nothing to page to.
struct Years {
  Date begin;
  Date today;
};

/// From the first published article to today; an empty paper has this year.
Years years_of(Context const& context, database::ReadTx& tx) {
  Date today = context.words().day_of(context.now());
  auto first = newsroom::first_published(tx);
  Date begin = first ? std::min(context.words().day_of(*first), today) : today;
  return {begin, today};
}

Result<void> within(Years years, Date date) {
  if (date.year() < years.begin.year() || date > years.today) {
    return refuse(Code::not_found, "nothing has come out then");
  }
  return {};
}

Date first_of_month(int year, unsigned month) {
  return Date::from(year + static_cast<int>((month - 1) / 12), (month - 1) % 12 + 1, 1).value();
}

Html year_switch(words::Words const& words, Years years, int current) {
  Html links;
  for (int year = years.today.year(); year >= years.begin.year(); --year) {
    std::optional<std::string> here;
    if (year == current) here = "page";
    links += html::html<R"(<a href="{}" aria-current="{}">{}</a>)">(addresses::archive(year), here,
                                                                     std::to_string(year));
  }
  return html::html<R"(<nav class="year-switch" aria-label="{}">{}</nav>)">(words.say("Years"), links);
}

Html month_paging(words::Words const& words, Years years, Date month) {
  auto link = [&](Date to, std::string_view relation_is_next, std::string const& shown) {
    if (to > years.today || to.plus_days(31) <= years.begin) return Html();
    html::Url address = addresses::archive(to.year(), to.month());
    if (relation_is_next == "next") return html::html<R"(<a rel="next" href="{}">{}</a>)">(address, shown);
    return html::html<R"(<a rel="prev" href="{}">{}</a>)">(address, shown);
  };
  Date before = first_of_month(month.year(), 1);
  before = month.month() == 1 ? first_of_month(month.year() - 1, 12) : first_of_month(month.year(), month.month() - 1);
  Date after = first_of_month(month.year(), month.month() + 1);
  Html links = link(before, "prev", "← " + words.month_year(before)) +
               link(after, "next", words.month_year(after) + " →");
  return html::html<R"(<nav class="paging" aria-label="{}">{}</nav>)">(words.say("Months"), links);
}

/// To the days around this one on which something came out.
Html day_paging(Context const& context, database::ReadTx& tx, Date day) {
  words::Words const& words = context.words();
  Instant now = context.now();
  Html links;
  if (auto last = newsroom::last_published(tx, words.start_of(day), now)) {
    Date before = words.day_of(*last);
    links += html::html<R"(<a rel="prev" href="{}">{}</a>)">(addresses::archive(before), "← " + words.date(before));
  }
  if (auto next = newsroom::next_published(tx, words.start_of(day.plus_days(1)), now)) {
    Date after = words.day_of(*next);
    links += html::html<R"(<a rel="next" href="{}">{}</a>)">(addresses::archive(after), words.date(after) + " →");
  }
  if (links.empty()) return {};
  return html::html<R"(<nav class="paging" aria-label="{}">{}</nav>)">(words.say("Days"), links);
}

}  // namespace

Result<http::Response> archive_page(Context const& context, http::Request const&) {
  auto tx = context.read();
  auto newest = newsroom::list(tx, {}, {}, 1, context.now()).teasers;
  Instant at = newest.empty() ? context.now() : newest.front().published;
  auto response = http::Response::redirect(
      http::Status::found, addresses::archive(context.words().day_of(at).year()).text());
  response.cacheable(std::chrono::seconds(0));
  return response;
}

Result<http::Response> year_page(Context const& context, http::Request const& request) {
  words::Words const& words = context.words();
  auto tx = context.read();
  Date date = TRY(date_of(request, false, false));
  Years years = years_of(context, tx);
  TRY(within(years, date));

  Html months;
  for (unsigned month = 1; month <= 12; ++month) {
    months += month_of_year(context, tx, first_of_month(date.year(), month));
  }
  std::string title = words.say("Archive {year}", {{"year", std::to_string(date.year())}});
  Html main = html::html<R"(<div class="list-page"><header class="list-head"><h1>{}</h1>
{}</header>
<div class="months">
{}</div></div>)">(title, year_switch(words, years, date.year()), months);
  PageHead head{.title = title, .kind = "archive", .canonical = addresses::archive(date.year())};
  return page(context, tx, head, main);
}

Result<http::Response> month_page(Context const& context, http::Request const& request) {
  words::Words const& words = context.words();
  auto tx = context.read();
  Date month = TRY(date_of(request, true, false));
  Years years = years_of(context, tx);
  TRY(within(years, month));

  std::string title = words.month_year(month);
  Html main = html::html<R"(<div class="list-page calendar-month"><header class="list-head">
<p class="kicker"><a href="{}">{}</a></p><h1>{}</h1></header>
{}
{}</div>)">(addresses::archive(month.year()),
            words.say("Archive {year}", {{"year", std::to_string(month.year())}}), title,
            month_by_itself(context, tx, month), month_paging(words, years, month));
  PageHead head{.title = title, .kind = "archive",
                .canonical = addresses::archive(month.year(), month.month())};
  return page(context, tx, head, main);
}

Result<http::Response> day_page(Context const& context, http::Request const& request) {
  words::Words const& words = context.words();
  auto tx = context.read();
  Date day = TRY(date_of(request, true, true));
  Years years = years_of(context, tx);
  TRY(within(years, day));

  auto teasers = newsroom::list_between(tx, words.start_of(day), words.start_of(day.plus_days(1)),
                                        context.now(), kMostADay);
  std::ranges::reverse(teasers);
  std::string title = words.date_long(day);
  Html texts = teasers.empty() && day < years.today
                   ? html::html<R"(<p class="register-empty">{}</p>)">(words.say("Nothing was published on this day."))
                   : register_view(context, tx, teasers, Marks::times);
  Html main = html::html<R"(<div class="list-page"><header class="list-head">
<p class="kicker"><a href="{}">{}</a></p><h1>{}</h1></header>
{}
{}</div>)">(addresses::archive(day.year(), day.month()), words.month_year(day), title,
            texts, day_paging(context, tx, day));
  PageHead head{.title = title, .kind = "list", .canonical = addresses::archive(day)};
  if (teasers.empty()) head.indexed = PageHead::Indexed::no;
  return page(context, tx, head, main);
}

}  // namespace allmende::site
