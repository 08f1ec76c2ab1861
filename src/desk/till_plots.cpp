// What the till looks at: the last twelve months, and what the next twelve are to bring.

#include <map>

#include "desk/till.h"
#include "plots/plots.h"

namespace allmende::desk {

using contributions::MonthSums;
using contributions::PromisedMonth;
using html::Html;
using ledger::Month;

namespace {

constexpr int kMonths = 12;

plots::Point point(words::Words const& words, Month month) {
  Date const day = month.first_day();
  return {words.month_year(day), words.month_name(std::chrono::month(day.month()), words::Width::abbreviated)};
}

plots::Graph graph(words::Words const& words, std::string title, std::string description) {
  return {.title = std::move(title), .description = std::move(description), .points = {}, .series = {},
          .format = [&words](std::int64_t cents) { return words.money_spoken(Money::cents(cents)); },
          .unit = 100,
          .point_heading = words.say("Month"),
          .table_summary = words.say("The numbers as a table"),
          .nothing = words.say("Nothing yet.")};
}

/// Twelve months to this one, also those in which nothing happened.
std::vector<MonthSums> sums_until(database::ReadTx& tx, Month last) {
  std::map<Month, MonthSums> sums;
  for (int i = kMonths - 1; i >= 0; --i) sums.emplace(last.before(i), MonthSums{.month = last.before(i)});
  for (MonthSums const& it : contributions::sums_by_month(tx, last.before(kMonths - 1), last)) sums.insert_or_assign(it.month, it);
  std::vector<MonthSums> found;
  for (auto const& [month, it] : sums) found.push_back(it);
  return found;
}

Html money_view(words::Words const& words, std::vector<MonthSums> const& sums) {
  auto it = graph(words, words.say("Money by month"), words.say("What settled, and what came back, in the months in which the bank counts it."));
  it.series = {{words.say("settled"), {}}, {words.say("came back"), {}}};
  for (MonthSums const& month : sums) {
    it.points.push_back(point(words, month.month));
    it.series[0].values.push_back(month.settled.cents());
    it.series[1].values.push_back(-month.returned.cents());
  }
  return plots::columns(it);
}

Html agreements_view(words::Words const& words, std::vector<MonthSums> const& sums) {
  auto it = graph(words, words.say("Contributions that began and ended"), words.say("Single gifts are among them."));
  it.format = [&words](std::int64_t number) { return words.number(number); };
  it.unit = 1;
  it.series = {{words.say("began"), {}}, {words.say("ended"), {}}};
  for (MonthSums const& month : sums) {
    it.points.push_back(point(words, month.month));
    it.series[0].values.push_back(month.begun);
    it.series[1].values.push_back(-month.ended);
  }
  return plots::columns(it);
}

Html promised_view(words::Words const& words, std::span<PromisedMonth const> promised) {
  auto it = graph(words, words.say("Promised for the next twelve months"), words.say("If nothing changes: what falls due, and the same with a year's gift spread over its months."));
  it.series = {{words.say("falls due"), {}}, {words.say("spread evenly"), {}}};
  for (PromisedMonth const& month : promised) {
    it.points.push_back(point(words, month.month));
    it.series[0].values.push_back(month.due.cents());
    it.series[1].values.push_back(month.evenly.cents());
  }
  return plots::lines(it);
}

}  // namespace

Html till_plots(Work const& work, database::ReadTx& tx, Till const& till) {
  words::Words const& words = work.words();
  auto const sums = sums_until(tx, Month::of(till.day_of(work.now)));
  return money_view(words, sums) + agreements_view(words, sums) + promised_view(words, contributions::promised(tx, till, work.now));
}

}  // namespace allmende::desk
