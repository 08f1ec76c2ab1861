#include "site/missing_page.h"

#include <charconv>

#include "site/addresses.h"
#include "site/frame.h"

namespace allmende::site {

using html::Html;
using html::Url;

namespace {

Html help(Url const& url, std::string const& words) {
  return html::html<R"(<li><a class="link" href="{}">{}</a></li>
)">(url, words);
}

/// The first number of at least three digits in an address is most often an article's.
std::optional<newsroom::ArticleNumber> number_in(std::string_view path) {
  for (std::size_t i = 0; i < path.size();) {
    std::size_t begin = path.find_first_of("0123456789", i);
    if (begin == path.npos) return std::nullopt;
    std::size_t end = std::min(path.find_first_not_of("0123456789", begin), path.size());
    std::int64_t number = 0;
    std::from_chars(path.data() + begin, path.data() + end, number);
    if (end - begin >= 3 && number > 0) return newsroom::ArticleNumber(number);
    i = end;
  }
  return std::nullopt;
}

Html perhaps_meant(Context const& context, database::ReadTx& tx, std::string_view path) {
  auto number = number_in(path);
  if (!number) return {};
  auto article = newsroom::published_article(tx, *number, context.now());
  if (!article || article->state != newsroom::State::published) return {};
  return help(addresses::article(*article),
              context.words().say("Perhaps you were looking for: {headline}",
                                  {{"headline", article->headline}}));
}

Html newest(Context const& context, database::ReadTx& tx) {
  auto stretch = newsroom::list(tx, {}, {}, 3, context.now());
  return html::each(stretch.teasers, [](newsroom::Teaser const& teaser) {
    return help(addresses::article(teaser), teaser.headline);
  });
}

Html ways_on(Context const& context, database::ReadTx& tx, Html const& first) {
  words::Words const& words = context.words();
  return html::html<R"(<nav class="helps" aria-labelledby="hilfe"><h2 id="hilfe">{}</h2>
<ul>
{}{}{}{}</ul></nav>)">(words.say("Where to go from here"), first,
                       help(addresses::front(), words.say("To the front page")),
                       help(addresses::archive(), words.say("To the archive, day by day")),
                       newest(context, tx));
}

Html mail_link(std::string const& email) {
  auto address = Url::external("mailto:" + email);
  if (!address) return html::text(email);
  return html::html<R"(<a class="link" href="{}">{}</a>)">(*address, email);
}

/// Who types an address for a search is told that there is none yet.
std::string advice(words::Words const& words, std::string_view path) {
  if (path == "/suche" || path == "/search") {
    return words.say("There is no search yet. The archive leads to every text, day by day.");
  }
  return words.say("The address may have a slip in it, or the page has moved.");
}

}  // namespace

Result<http::Response> missing_page(Context const& context, http::Request const& request) {
  words::Words const& words = context.words();
  auto tx = context.read();
  std::string title = words.say("This page does not exist");
  Html mail = html::when(!context.settings().email.empty(), [&] {
    return html::html<R"(<p class="article-note">{}</p>)">(say(
        words, WORD("Is a link wrong? Please tell us: {email}"), {{"email", mail_link(context.settings().email)}}));
  });
  Html main = html::html<R"(<div class="text-page missing"><header class="list-head">
<h1>{}</h1><p class="deck">{}</p></header>
{}
{}</div>)">(title, advice(words, request.path()),
            ways_on(context, tx, perhaps_meant(context, tx, request.path())), mail);
  PageHead head{.title = title, .kind = "missing", .indexed = PageHead::Indexed::no};
  return page(context, tx, head, main, http::Status::not_found);
}

http::Response withdrawn_page(Context const& context, database::ReadTx& tx,
                              newsroom::Article const& article) {
  words::Words const& words = context.words();
  VERIFY(article.withdrawal.has_value());
  Date day = words.day_of(article.withdrawal->at);
  Html when = say(words, WORD("This text was withdrawn on {day}."), {{"day", time(day, words.date(day))}});
  Html main = html::html<R"(<div class="text-page missing"><header class="list-head">
<p class="kicker">{}</p><h1>{}</h1></header>
<div class="withdrawn-reason"><p>{} {}</p></div>
{}</div>)">(words.say("Withdrawn"), article.headline, when, article.withdrawal->reason,
            ways_on(context, tx, {}));
  PageHead head{.title = words.say("Withdrawn"),
                .kind = "missing",
                .section = article.section.text(),
                .indexed = PageHead::Indexed::no};
  return page(context, tx, head, main, http::Status::gone);
}

}  // namespace allmende::site
