#include "site/register.h"

#include "site/frame.h"
#include "site/teaser_view.h"

namespace allmende::site {

using html::Html;
using newsroom::Teaser;

namespace {

Html mark_of(words::Words const& words, Teaser const& teaser, Marks marks, std::optional<Date>& last) {
  Date day = words.day_of(teaser.published);
  if (marks == Marks::times) {
    return html::html<R"(<p class="register-day">{}</p>)">(
        time(words, teaser.published, words.say("{time} h", {{"time", words.time(teaser.published)}})));
  }
  if (last == day) return {};
  last = day;
  return html::html<R"(<p class="register-day">{}</p>)">(time(day, words.date(day)));
}

}  // namespace

Html register_view(Context const& context, database::ReadTx& tx, std::vector<Teaser> const& teasers,
                   Marks marks) {
  words::Words const& words = context.words();
  if (teasers.empty()) {
    return html::html<R"(<p class="register-empty">{}</p>)">(words.say("No texts yet."));
  }
  std::optional<Date> last;
  return html::html<R"(<ol class="register">
{}</ol>)">(html::each(teasers, [&](Teaser const& teaser) {
    return html::html<R"(<li>{}{}</li>
)">(mark_of(words, teaser, marks, last),
        show_teaser(context, tx, teaser, TeaserSize::list, HeadingLevel::h2));
  }));
}

}  // namespace allmende::site
