#include "site/open_places.h"

#include <charconv>

#include "site/addresses.h"
#include "site/frame.h"
#include "theme/theme.h"

namespace allmende::site {

namespace {

std::optional<OpenPlace> place_named(std::string_view name) {
  for (OpenPlace place : {OpenPlace::advertisement, OpenPlace::appeal}) {
    if (name == addresses::name_of(place)) return place;
  }
  return std::nullopt;
}

Result<newsroom::ArticleNumber> parse_number(std::string_view digits) {
  std::int64_t number = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size() || number <= 0) {
    return refuse(Code::not_found, "no article has this number");
  }
  return newsroom::ArticleNumber(number);
}

}  // namespace

html::Html open_place(Context const& context, OpenPlace place, newsroom::Article const& article) {
  words::Words const& words = context.words(article.language);
  bool is_appeal = place == OpenPlace::appeal;
  return html::html<R"(<div class="{}" data-einsatz="{}"><noscript><p><a href="{}">{}</a></p></noscript></div>
)">(is_appeal ? "open-place" : "open-place keeps-height", addresses::fragment(place, article.number).text(),
    is_appeal ? addresses::contribution() : addresses::advertisement(),
    is_appeal ? words.say("Support us") : words.say("Advertisement"));
}

html::Html open_places_script() {
  return html::html<R"(<script src="{}" defer></script>
)">(html::Url::path(theme::address("einsatz.js")));
}

Result<http::Response> fragment(Context const& context, http::Request const& request) {
  auto place = place_named(request.parameter("place"));
  if (!place) return refuse(Code::not_found, "no such place");
  auto number = TRY(parse_number(request.query("artikel").value_or("")));
  auto tx = context.read();
  auto article = TRY(newsroom::published_article(tx, number, context.now()));
  html::Html filling = press_slot(context, tx, *place, article);
  if (filling.empty()) return refuse(Code::not_found, "the article leaves this place closed");
  auto response = http::Response::html(filling.bytes());
  response.set_header("X-Robots-Tag", "noindex");
  return std::move(response.not_stored());
}

Result<http::Response> advertisement_page(Context const& context, http::Request const&) {
  auto tx = context.read();
  std::string title = context.words().say("Advertisement");
  html::Html main = html::html<R"(<div class="text-page"><header class="list-head"><h1>{}</h1></header>
{}</div>)">(title, advertisement_press_slot(context, context.settings().language));
  PageHead head{.title = title, .kind = "text", .indexed = PageHead::Indexed::no};
  return page(context, tx, head, main);
}

}  // namespace allmende::site
