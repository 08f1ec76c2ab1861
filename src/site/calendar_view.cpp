#include "site/calendar_view.h"

#include "site/addresses.h"

namespace allmende::site {

using html::Html;

namespace {

using std::chrono::weekday;

Html weekday_heads(words::Words const& words) {
  Html heads;
  weekday day = words.first_weekday();
  for (int i = 0; i < 7; ++i, ++day) {
    heads += html::html<R"(<th scope="col"><abbr title="{}">{}</abbr></th>)">(
        words.weekday_name(day), words.weekday_name(day, words::Width::abbreviated));
  }
  return heads;
}

Html cell(Context const& context, database::ReadTx& tx, Date day) {
  words::Words const& words = context.words();
  bool any = newsroom::any_between(tx, words.start_of(day), words.start_of(day.plus_days(1)), context.now());
  if (!any) return html::html<"<td><span>{}</span></td>">(day.day());
  return html::html<R"(<td><a href="{}">{}</a></td>)">(addresses::archive(day), day.day());
}

Html weeks(Context const& context, database::ReadTx& tx, Date first) {
  weekday start = context.words().first_weekday();
  auto before = (weekday(std::chrono::sys_days(first.ymd())) - start).count();
  Html row;
  for (int i = 0; i < before; ++i) row += html::html<"<td></td>">();
  Html rows;
  auto column = before;
  for (Date day = first; day.month() == first.month(); day = day.plus_days(1)) {
    row += cell(context, tx, day);
    if (++column % 7 == 0) rows += html::html<"<tr>{}</tr>\n">(std::exchange(row, Html()));
  }
  while (column % 7 != 0) {
    row += html::html<"<td></td>">();
    if (++column % 7 == 0) rows += html::html<"<tr>{}</tr>\n">(std::exchange(row, Html()));
  }
  return rows;
}

Html table(Context const& context, database::ReadTx& tx, Date first, Html const& caption) {
  return html::html<R"(<table class="calendar"><caption>{}</caption>
<thead><tr>{}</tr></thead>
<tbody>
{}</tbody></table>
)">(caption, weekday_heads(context.words()), weeks(context, tx, first));
}

}  // namespace

Html month_of_year(Context const& context, database::ReadTx& tx, Date first) {
  words::Words const& words = context.words();
  std::string name = words.month_name(std::chrono::month(first.month()));
  Date next = first.plus_days(31);
  next = next.plus_days(1 - static_cast<int>(next.day()));
  bool any = newsroom::any_between(tx, words.start_of(first), words.start_of(next), context.now());
  Html caption = any ? html::html<R"(<a href="{}">{}</a>)">(addresses::archive(first.year(), first.month()), name)
                     : html::text(name);
  return table(context, tx, first, caption);
}

Html month_by_itself(Context const& context, database::ReadTx& tx, Date first) {
  return table(context, tx, first,
               html::html<R"(<span class="visually-hidden">{}</span>)">(context.words().month_year(first)));
}

}  // namespace allmende::site
