// A text as readers will see it, before they do: for the staff, and by a link for somebody without an account.

#include "desk/articles.h"
#include "desk/frame.h"
#include "desk/pages.h"

namespace allmende::desk {

using html::Html;
using html::html;
using manuscripts::ArticleNumber;

namespace {

/// The paper's own page; nobody keeps it, and no search engine finds it.
Result<http::Response> shown(House const& house, newsroom::Article const& article, std::string const& pictures_at) {
  if (!house.settings.as_readers_see_it) return refuse(Code::not_found, "there is no preview");
  return house.settings.as_readers_see_it(article, pictures_at);
}

Result<http::Response> link_page(Work const& work, ArticleNumber article, Html const& above) {
  words::Words const& words = work.words();
  auto tx = work.house.database.read();
  auto it = TRY(manuscripts::find(tx, work.actor(), article));
  Html main = article_links(work, it, "vorschau") + above;
  main += html::html<R"(<p><a class="button" href="{}">{}</a></p>
<section aria-labelledby="link"><h2 id="link">{}</h2><p>{}</p><div class="buttons">
<form method="post" action="{}">{}<button type="submit">{}</button></form>
<form method="post" action="{}">{}<button type="submit">{}</button></form></div></section>
)">(html::Url::path_of({"redaktion", "artikel", std::to_string(article.value()), "vorschau"}, {{"ansicht", "1"}}),
    words.say("As readers will see it"), words.say("For somebody without an account"),
    words.say("A secret link shows the newest revision for a week, to whoever has it."),
    article_address(article, "vorschau"), form_token_field(work), words.say("Make a link"),
    html::Url::path_of({"redaktion", "artikel", std::to_string(article.value()), "vorschau", "ende"}), form_token_field(work),
    words.say("End all links to it"));
  return page(work, it.headline, main);
}

}  // namespace

Result<http::Response> preview_page(Work const& work) {
  ArticleNumber number = TRY(article_asked_for(work));
  if (!work.request.query("ansicht")) return link_page(work, number, {});
  auto article = [&]() -> Result<newsroom::Article> {
    auto tx = work.house.database.read();
    return manuscripts::article_of(number, TRY(manuscripts::text(tx, work.actor(), number)));
  }();
  return shown(work.house, TRY(std::move(article)), kStaffPictures);
}

Result<http::Response> make_preview(Work const& work) {
  ArticleNumber number = TRY(article_asked_for(work));
  auto token = [&]() -> Result<Secret> {
    auto tx = work.house.database.write();
    auto made = manuscripts::make_preview(tx, work.actor(), number, work.now);
    if (made) tx.commit();
    return made;
  }();
  if (!token) {
    if (token.error().code == Code::not_found) return std::unexpected(token.error());
    return link_page(work, number, complaint(article_refusal_words(work.words(), token.error())));
  }
  std::string address = work.house.settings.address + html::Url::path_of({"redaktion", "vorschau", token->reveal()}).text();
  return link_page(work, number, html::html<R"(<div class="notice" role="status"><p>{}</p><p><code class="copy">{}</code></p></div>
)">(work.words().say("This link is good for a week, and is not shown again:"), address));
}

Result<http::Response> end_previews(Work const& work) {
  ArticleNumber number = TRY(article_asked_for(work));
  auto tx = work.house.database.write();
  TRY(manuscripts::end_previews(tx, work.actor(), number, work.now));
  tx.commit();
  return go_to(article_address(number, "vorschau").text());
}

Result<http::Response> preview_by_link(Visit const& visit) {
  std::string_view token = visit.request.parameter("marke");
  auto article = [&] {
    auto tx = visit.house.database.read();
    return manuscripts::preview(tx, token, visit.now);
  }();
  if (article) return shown(visit.house, *article, html::Url::path_of({"redaktion", "vorschau", token, "bild"}).text() + "/");
  words::Words const& words = visit.words();
  return page(visit, words.say("Nothing to be seen"),
              html::html<"<p>{}</p>">(words.say("This link is over, or was ended. Ask who sent it to you for a new one.")),
              http::Status::not_found);
}

}  // namespace allmende::desk
