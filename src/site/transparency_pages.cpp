#include "site/transparency_pages.h"

#include <map>

#include "json/json.h"
#include "plots/plots.h"
#include "site/addresses.h"
#include "site/frame.h"
#include "theme/theme.h"
#include "transparency/transparency.h"

namespace allmende::site {

using html::Html;
using ledger::Month;
using transparency::Kind;
using transparency::Per;
using transparency::Spending;

namespace {

constexpr int kMonths = 12, kMonthsOfData = 24;

/// Everything that is shown.
struct Books {
  std::vector<Month> months;  ///< the last one is the current
  std::map<Month, std::map<Kind, Money>> sums;
  transparency::Plan plan;
  transparency::Standing standing;

  Month current() const { return months.back(); }
  Money sum(Month month, Kind kind) const {
    auto there = sums.find(month);
    if (there == sums.end()) return Money::cents(0);
    auto of_kind = there->second.find(kind);
    return of_kind == there->second.end() ? Money::cents(0) : of_kind->second;
  }
  Money sum(Month month) const {
    Money all = Money::cents(0);
    for (Kind kind : transparency::kKinds) all = all + sum(month, kind);
    return all;
  }
};

Result<Books> read_books(Context const& context, database::ReadTx& tx, int months) {
  if (!context.settings().has_till) return refuse(Code::not_found, "this paper takes no contributions here");
  Month const current = Month::of(context.words().day_of(context.now()));
  Books books{.months = {}, .sums = {}, .plan = transparency::plan(tx), .standing = transparency::standing(tx)};
  for (int i = months - 1; i >= 0; --i) books.months.push_back(current.before(i));
  for (transparency::Told const& it : transparency::told(tx, books.months.front(), current)) {
    books.sums[it.month][it.kind] = it.amount;
  }
  return books;
}

std::string kind_words(words::Words const& words, Kind kind) {
  switch (kind) {
    case Kind::regular_readers: return words.say("Regularly, by readers");
    case Kind::regular_members: return words.say("Regularly, by members");
    case Kind::regular_organisations: return words.say("Regularly, by organisations");
    case Kind::once_readers: return words.say("Once, by readers");
    case Kind::once_members: return words.say("Once, by members");
    case Kind::once_organisations: return words.say("Once, by organisations");
    case Kind::several: return words.say("Of several kinds");
  }
  report_bug("every kind of income has its words");
}

plots::Format money_format(words::Words const& words) {
  return [&words](std::int64_t cents) { return words.money_spoken(Money::cents(cents)); };
}

std::string standing_words(words::Words const& words, transparency::Standing const& it) {
  std::vector<std::string> sentences;
  if (it.givers) sentences.push_back(words.say("About {number} people and organisations give regularly.", {{"number", words.number(*it.givers)}}));
  if (it.statements) sentences.push_back(words.say("The bank's statements are taken in until {date}.", {{"date", words.date(*it.statements)}}));
  return fmt::format("{}", fmt::join(sentences, " "));
}

/// The goal of the current month, or what came without one.
Html goal_view(words::Words const& words, Books const& books) {
  Money const settled = books.sum(books.current());
  std::string const title = words.month_year(books.current().first_day());
  if (books.plan.goal == Money::cents(0)) {
    return html::html<R"(<p class="deck"><strong>{}</strong> {}</p><p class="article-note">{}</p>
)">(words.money_spoken(settled), words.say("came in {month} so far.", {{"month", title}}), standing_words(words, books.standing));
  }
  return plots::progress({.title = title,
                          .description = standing_words(words, books.standing),
                          .reached = settled.cents(),
                          .goal = books.plan.goal.cents(),
                          .reached_words = words.money_spoken(settled),
                          .goal_words = words.say("of {amount} that the paper needs this month", {{"amount", words.money_spoken(books.plan.goal)}})});
}

/// Regularly, once, and what is told of several kinds together; those of which there is nothing are left out.
std::vector<plots::Series> series_of(words::Words const& words, Books const& books) {
  std::vector<plots::Series> series = {{words.say("Regularly"), {}}, {words.say("Once"), {}}, {words.say("Of several kinds"), {}}};
  auto cents = [&](Month month, std::initializer_list<Kind> kinds) {
    Money sum = Money::cents(0);
    for (Kind kind : kinds) sum = sum + books.sum(month, kind);
    return sum.cents();
  };
  for (Month month : books.months) {
    series[0].values.push_back(cents(month, {Kind::regular_readers, Kind::regular_members, Kind::regular_organisations}));
    series[1].values.push_back(cents(month, {Kind::once_readers, Kind::once_members, Kind::once_organisations}));
    series[2].values.push_back(cents(month, {Kind::several}));
  }
  std::erase_if(series, [](plots::Series const& it) { return std::ranges::all_of(it.values, [](auto value) { return value == 0; }); });
  return series;
}

Html months_view(words::Words const& words, Books const& books) {
  plots::Graph graph{.title = words.say("Month by month"),
                     .description = words.say("What came in the last twelve months, less what was returned. The current month is not over."),
                     .points = {},
                     .series = series_of(words, books),
                     .format = money_format(words),
                     .unit = 100,
                     .point_heading = words.say("Month"),
                     .table_summary = words.say("The numbers as a table"),
                     .nothing = words.say("Nothing has been told yet.")};
  if (graph.series.empty()) {
    graph.series.push_back({graph.title, {}});
    return plots::columns(graph);
  }
  for (Month month : books.months) {
    Date const day = month.first_day();
    graph.points.push_back({words.month_year(day), words.month_name(std::chrono::month(day.month()), words::Width::abbreviated)});
  }
  return plots::columns(graph);
}

Html kinds_view(words::Words const& words, Books const& books) {
  plots::Shares shares{.title = words.say("Where it comes from"),
                       .description = words.say("In the last twelve months."),
                       .shares = {},
                       .format = money_format(words),
                       .nothing = {}};
  for (Kind kind : transparency::kKinds) {
    Money sum = Money::cents(0);
    for (Month month : books.months) sum = sum + books.sum(month, kind);
    if (sum != Money::cents(0)) shares.shares.push_back({kind_words(words, kind), sum.cents()});
  }
  std::ranges::stable_sort(shares.shares, std::greater(), &plots::Share::value);
  return html::when(!shares.shares.empty(), [&] { return plots::shares(shares); });
}

Html spending_view(words::Words const& words, Books const& books) {
  if (books.plan.spending.empty()) return {};
  plots::Shares shares{.title = words.say("What it is spent on"),
                       .description = words.say("A month, as the paper plans it. What is paid by the year is spread over its months."),
                       .shares = {},
                       .format = money_format(words),
                       .nothing = {}};
  for (Spending const& it : books.plan.spending) {
    constexpr std::int64_t kWholeEuros = 100;
    std::int64_t const cents = it.per == Per::month ? it.amount.cents() : it.amount.cents() / 12 / kWholeEuros * kWholeEuros;
    shares.shares.push_back({it.name, cents});
  }
  return plots::shares(shares);
}

Html text_view(transparency::Plan const& plan) {
  Html all;
  std::string_view rest = plan.text;
  while (!rest.empty()) {
    std::size_t const end = std::min(rest.find("\n\n"), rest.size());
    if (end > 0) all += html::html<"<p>{}</p>\n">(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 2, rest.size()));
  }
  return html::when(!all.empty(), [&] { return html::html<"<div class=\"article-body prose\">\n{}</div>\n">(all); });
}

Html notes_view(words::Words const& words) {
  Html data = html::html<R"(<a class="link" href="{}">{}</a>)">(addresses::transparency_data(), words.say("as open data"));
  Html give = html::html<R"(<p><a class="button" href="{}">{}</a></p>)">(addresses::contribution(), words.say("Support us"));
  return html::html<R"({}
<p class="article-note">{} {}</p>
)">(give,
    words.say("So that nobody's contribution can be read from it, money is told of at least ten givers together; what is too little for that is told later, or with other kinds."),
    say(words, WORD("All numbers of this page are there {data}, too."), {{"data", data}}));
}

json::Object months_data(Books const& books, Month month) {
  json::Array kinds;
  for (Kind kind : transparency::kKinds) {
    Money const sum = books.sum(month, kind);
    if (sum != Money::cents(0)) kinds.push_back(json::Object{{"kind", transparency::name_of(kind)}, {"amount", sum.decimal()}});
  }
  return {{"month", month.text()}, {"settled", books.sum(month).decimal()}, {"kinds", std::move(kinds)}};
}

}  // namespace

Result<http::Response> transparency_page(Context const& context, http::Request const&) {
  words::Words const& words = context.words();
  auto tx = context.read();
  Books const books = TRY(read_books(context, tx, kMonths));
  std::string const title = words.say("Transparency");
  std::string const deck = words.say("What readers give to this paper, and what it is spent on.");
  Html main = html::html<R"(<div class="text-page transparency"><header class="list-head"><h1>{}</h1><p class="deck">{}</p></header>
{}{}{}{}{}{}</div>)">(title, deck, goal_view(words, books), text_view(books.plan), months_view(words, books), kinds_view(words, books),
                      spending_view(words, books), notes_view(words));
  PageHead head{.title = title, .kind = "transparency", .description = deck, .canonical = addresses::transparency()};
  head.extra = html::html<R"(<link rel="stylesheet" href="{}">
<link rel="alternate" type="application/json" href="{}" title="{}">
)">(html::Url::path(theme::address("plots.css")), addresses::transparency_data(), title);
  return page(context, tx, head, main);
}

Result<http::Response> transparency_json(Context const& context, http::Request const&) {
  auto tx = context.read();
  Books const books = TRY(read_books(context, tx, kMonthsOfData));
  json::Object data{{"format", "allmende-transparency/1"},
                    {"paper", context.settings().name},
                    {"page", addresses::absolute(context.settings().address, addresses::transparency()).text()},
                    {"currency", "EUR"}};
  if (books.standing.givers) data["givers"] = *books.standing.givers;
  if (books.standing.statements) data["statements_until"] = books.standing.statements->iso8601();
  if (books.plan.goal > Money::cents(0)) data["goal"] = books.plan.goal.decimal();
  json::Array months, spending;
  for (Month month : books.months) months.push_back(months_data(books, month));
  for (Spending const& it : books.plan.spending) {
    spending.push_back(json::Object{{"name", it.name}, {"amount", it.amount.decimal()}, {"per", transparency::name_of(it.per)}});
  }
  data["months"] = std::move(months);
  data["spending"] = std::move(spending);
  auto response = http::Response::of("application/json; charset=utf-8", json::write(data) + "\n");
  response.cacheable(std::chrono::seconds(0));
  return response;
}

}  // namespace allmende::site
