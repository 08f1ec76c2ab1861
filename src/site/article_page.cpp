#include "site/article_page.h"

#include <charconv>

#include "site/addresses.h"
#include "site/article_parts.h"
#include "site/body_view.h"
#include "site/frame.h"
#include "site/json_ld.h"
#include "site/missing_page.h"
#include "site/open_graph.h"
#include "site/open_places.h"
#include "site/picture_view.h"
#include "site/printed_view.h"
#include "site/slots.h"
#include "site/teaser_view.h"

namespace allmende::site {

using html::Html;
using newsroom::Article;
using newsroom::ArticleNumber;

namespace {

constexpr int kMore = 3;

struct AskedFor {
  ArticleNumber number;
  std::string_view slug;
};

/// "1009243.nato-und-russland"; an archive's old ending (".html") is part of the slug and redirected.
Result<AskedFor> parse_address(std::string_view address) {
  std::string_view digits = address.substr(0, address.find('.'));
  std::int64_t number = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size() || number <= 0) {
    return refuse(Code::not_found, "no article has this number");
  }
  std::string_view slug = address.size() > digits.size() ? address.substr(digits.size() + 1) : "";
  return AskedFor{ArticleNumber(number), slug};
}

Html figure(std::optional<PictureView> const& picture) {
  return html::when(picture, [](PictureView const& it) {
    return html::html<R"(<figure class="lead-picture">{}{}</figure>
)">(image(it, Place::lead), caption(it));
  });
}

/// What else the section has: what came before the article, so that its page stays as it is when the next
/// one comes; at the section's beginning, what came next. Newest first.
std::vector<newsroom::Teaser> neighbours(Context const& context, database::ReadTx& tx,
                                         Article const& article) {
  using newsroom::Opening;
  newsroom::Shelf shelf{newsroom::Shelf::Kind::section, article.section.text()};
  auto read = [&](Opening::Direction direction, int limit) {
    return newsroom::list(tx, shelf, {direction, article.number}, limit, context.now()).teasers;
  };
  auto older = read(Opening::Direction::older_than, kMore);
  int missing = kMore - static_cast<int>(older.size());
  if (missing == 0) return older;
  auto all = read(Opening::Direction::newer_than, missing);
  all.insert(all.end(), older.begin(), older.end());
  return all;
}

Html more(Context const& context, database::ReadTx& tx, Article const& article) {
  auto teasers = neighbours(context, tx, article);
  if (teasers.empty()) return {};

  std::string name = article.section.text();
  for (auto const& section : newsroom::sections(tx)) {
    if (section.slug == article.section) name = section.name;
  }
  Html link = html::html<R"(<a class="link" href="{}">{}</a>)">(addresses::section(article.section), name);
  // The paper speaks here, not the article, whose language the section would inherit.
  std::optional<std::string> language;
  if (article.language != context.settings().language) language = context.settings().language.tag();
  return html::html<R"(<section class="next" aria-labelledby="weiter" lang="{}">
<h2 id="weiter">{}</h2>
<div class="next-list">
{}</div></section>
)">(language, say(context.words(), WORD("More from {section}"), {{"section", link}}),
    html::each(teasers, [&](auto const& teaser) {
      return show_teaser(context, tx, teaser, TeaserSize::small, HeadingLevel::h3);
    }));
}

Html article_view(Context const& context, database::ReadTx& tx, Article const& article,
                  std::optional<PictureView> const& picture) {
  words::Words const& words = context.words(article.language);
  std::string credit = credit_line(article, credit_words(context.settings(), words));
  Html body = body_view(context, tx, article.body, words,
                        {dateline_view(article),
                         article_end(credit, see_pages_view(context, tx, article))});
  std::string_view kind =
      article.genre == newsroom::Genre::opinion ? "article opinion-piece" : "article";
  return html::html<R"(<article class="{}" lang="{}">
{}{}{}<div class="article-body prose">
{}</div>
{}{}{}{}</article>)">(kind, article.language.tag(), advertisement_slot(context, advertising::Place::article, article),
                    article_head(article, words), figure(picture), body,
                    article_foot(article, context.settings(), printed_view(context, tx, article), words),
                    appeal_slot(context, tx, article),
                    advertisement_slot(context, advertising::Place::article_end, article),
                    more(context, tx, article));
}

std::string description_of(Article const& article) {
  if (!article.deck.empty()) return article.deck;
  return text::excerpt(newsroom::running_text(article.body), 200);
}

http::Response shown(Context const& context, database::ReadTx& tx, Article const& article) {
  std::optional<PictureView> picture;
  if (article.lead_picture) picture = find_picture(context, tx, *article.lead_picture);
  html::Html script;
  if (has_places_for_script(context, article)) script = open_places_script();
  PageHead head{.title = article.headline,
                .kind = "article-page",
                .description = description_of(article),
                .canonical = addresses::article(article),
                .section = article.section.text(),
                .extra = script + article_open_graph(context, tx, article, picture) +
                         news_article(context, tx, article, picture)};
  return page(context, tx, head, article_view(context, tx, article, picture));
}

}  // namespace

Result<http::Response> article_page(Context const& context, http::Request const& request) {
  AskedFor asked = TRY(parse_address(request.parameter("address")));
  auto tx = context.read();
  Article article = TRY(newsroom::published_article(tx, asked.number, context.now()));
  if (article.state == newsroom::State::withdrawn) return withdrawn_page(context, tx, article);

  html::Url address = addresses::article(article);
  if (asked.slug != article.slug.text()) {
    auto response = http::Response::redirect(http::Status::moved_permanently, address.text());
    // A slug may change once more: the redirect is asked for again.
    response.cacheable(std::chrono::seconds(0));
    return response;
  }
  return shown(context, tx, article);
}

Result<http::Response> article_preview(Context const& context, Article article) {
  article.state = newsroom::State::published;
  if (!article.published) article.published = context.now();
  auto tx = context.read();
  return shown(context, tx, article);
}

}  // namespace allmende::site
