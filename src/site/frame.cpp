#include "site/frame.h"

#include "site/addresses.h"
#include "theme/theme.h"
#include "transparency/transparency.h"

namespace allmende::site {

using html::Html;
using html::html;
using html::Url;

namespace {

// A name longer than this does not fit its line in the largest type on a phone.
constexpr std::size_t kLongName = 14;

Html preload(std::string_view font) {
  return html::html<R"(<link rel="preload" href="{}" as="font" type="font/woff2" crossorigin="anonymous">)">(
      Url::path(font));
}

Html head_of(Settings const& settings, PageHead const& head) {
  std::string title = head.title.empty() || head.title == settings.name
                          ? settings.name
                          : fmt::format("{} – {}", head.title, settings.name);
  return html::html<"<title>{}</title>">(title) +
         html::when(!head.description.empty(), [&] {
           return html::html<R"(<meta name="description" content="{}">)">(head.description);
         }) +
         html::when(head.canonical, [&](Url const& canonical) {
           return html::html<R"(<link rel="canonical" href="{}">)">(
               addresses::absolute(settings.address, canonical));
         }) +
         html::when(head.indexed == PageHead::Indexed::no,
                    [] { return html::html<R"(<meta name="robots" content="noindex">)">(); }) +
         html::when(settings.reserve_text_and_data_mining,
                    [] { return html::html<R"(<meta name="tdm-reservation" content="1">)">(); });
}

Html name_of(Settings const& settings, bool is_front) {
  std::string_view kind =
      settings.name.size() > kLongName ? "masthead-name is-long" : "masthead-name";
  Html link = html::html<R"(<a href="{}">{}</a>)">(addresses::front(), settings.name);
  if (is_front) return html::html<R"(<h1 class="{}">{}</h1>)">(kind, link);
  return html::html<R"(<p class="{}">{}</p>)">(kind, link);
}

Html masthead(Context const& context, bool is_front) {
  words::Words const& words = context.words();
  Settings const& settings = context.settings();
  Date today = words.day_of(context.now());
  return html::html<R"(<header class="masthead">{}<p class="masthead-line">{}</p>{}
<p class="masthead-give"><a href="{}">{}</a></p></header>)">(
      name_of(settings, is_front), time(today, words.date_long(today)),
      html::when(!settings.claim.empty(),
                 [&] { return html::html<R"(<p class="masthead-tagline">{}</p>)">(settings.claim); }),
      addresses::contribution(), words.say("Support us"));
}

Html section_link(newsroom::Section const& section, std::string const& current) {
  std::optional<std::string> here;
  if (section.slug.text() == current) here = "page";
  return html::html<R"(<li><a href="{}" aria-current="{}">{}</a></li>)">(
      addresses::section(section.slug), here, section.name);
}

Html navigation(Context const& context, std::vector<newsroom::Section> const& sections,
                std::string const& current) {
  if (sections.empty()) return {};
  return html::html<R"(<nav class="sections" aria-label="{}"><ul>
{}</ul></nav>)">(context.words().say("Sections"), html::each(sections, [&](auto const& section) {
                   return section_link(section, current);
                 }));
}

Html footer_link(Url const& url, std::string const& name) {
  return html::html<R"(<li><a href="{}">{}</a></li>)">(url, name);
}

/// Whether the paper has a goal, of which there is a page.
enum class Shows { nothing, transparency };

Html footer_links(words::Words const& words, std::vector<newsroom::TextPage> const& pages, Shows shows) {
  using addresses::Feed;
  Html links = html::each(pages, [](newsroom::TextPage const& page) {
    return footer_link(addresses::text_page(page.slug), page.title);
  });
  links += footer_link(addresses::archive(), words.say("Archive"));
  links += footer_link(addresses::issues(), words.say("Issues"));
  links += footer_link(addresses::feed(Feed::rss), words.say("RSS"));
  links += footer_link(addresses::feed(Feed::atom), words.say("Atom"));
  links += footer_link(addresses::feed(Feed::json), words.say("JSON Feed"));
  links += footer_link(addresses::contribution(), words.say("Support us"));
  if (shows == Shows::transparency) links += footer_link(addresses::transparency(), words.say("Transparency"));
  return links;
}

Shows shown_by(Context const& context, database::ReadTx& tx) {
  if (!context.settings().has_till) return Shows::nothing;
  return transparency::plan(tx).goal > Money::cents(0) ? Shows::transparency : Shows::nothing;
}

Html footer(Context const& context, std::vector<newsroom::TextPage> const& pages, Shows shows) {
  words::Words const& words = context.words();
  Settings const& settings = context.settings();
  std::string house =
      settings.publisher.empty()
          ? words.say("All texts are open to everyone.")
          : words.say("Published by {publisher}. All texts are open to everyone.",
                      {{"publisher", settings.publisher}});
  return html::html<R"(<footer class="footer"><div class="footer-inside">
<p class="footer-name">{}</p><p class="footer-house">{}</p>
<ul class="footer-links">{}</ul></div></footer>)">(settings.name, house, footer_links(words, pages, shows));
}

html::Document assembled(Context const& context, PageHead const& head, Html const& navigation,
                         Html const& main, Html const& footer) {
  words::Words const& words = context.words();
  std::string kind = context.looks_ahead() ? head.kind + " ahead" : head.kind;
  return html::document<R"(<!doctype html>
<html lang="{}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{}
{}<link rel="stylesheet" href="{}">
<link rel="icon" href="{}" type="image/svg+xml">
{}</head>
<body class="{}">
<a class="skip" href="#inhalt">{}</a>
{}
{}
<main id="inhalt" tabindex="-1">
{}
</main>
{}
</body>
</html>
)">(context.settings().language.tag(), head_of(context.settings(), head),
    html::each(theme::preloaded_fonts(), preload), Url::path(theme::address("paper.css")),
    Url::path(theme::address("favicon.svg")), head.extra, kind, words.say("Skip to content"),
    masthead(context, head.kind == "front"), navigation, main, footer);
}

}  // namespace

html::Document framed(Context const& context, database::ReadTx& tx, PageHead const& head,
                      Html const& main) {
  return assembled(context, head, navigation(context, newsroom::sections(tx), head.section), main,
                   footer(context, newsroom::text_pages(tx), shown_by(context, tx)));
}

http::Response page(Context const& context, database::ReadTx& tx, PageHead const& head,
                    Html const& main, http::Status status) {
  auto response = http::Response::html(framed(context, tx, head, main).bytes(), status);
  response.cacheable(std::chrono::seconds(0));
  return response;
}

http::Response bare_page(Context const& context, http::Problem const& problem) {
  words::Words const& words = context.words();
  bool ours = http::number_of(problem.status) >= 500;
  std::string title = ours ? words.say("Something went wrong here")
                           : words.say("This request cannot be answered");
  std::string advice = ours ? words.say("It is our fault. Please try again in a moment.")
                            : words.say("Please check the address or what was entered.");
  Html main = html::html<R"(<div class="text-page missing"><header class="list-head">
<p class="kicker">{}</p><h1>{}</h1><p class="deck">{}</p></header>{}</div>)">(
      http::number_of(problem.status), title, advice,
      html::when(!problem.request_id.empty(), [&] {
        return html::html<R"(<p class="article-note">{}</p>)">(
            words.say("Number of this incident: {id}", {{"id", problem.request_id}}));
      }));
  PageHead head{.title = title, .kind = "missing", .indexed = PageHead::Indexed::no};
  auto document = assembled(context, head, {}, main, footer(context, {}, Shows::nothing));
  auto response = http::Response::html(document.bytes(), problem.status);
  response.not_stored();
  return response;
}

Html time(words::Words const& words, Instant instant, std::string const& shown) {
  return html::html<R"(<time datetime="{}">{}</time>)">(words.iso_with_offset(instant), shown);
}

Html time(Date date, std::string const& shown) {
  return html::html<R"(<time datetime="{}">{}</time>)">(date.iso8601(), shown);
}

Html say(words::Words const& words, char const* english, std::initializer_list<Piece> pieces) {
  Html all;
  for (words::Part const& part : words.parts(english)) {
    if (part.kind == words::Part::Kind::words) {
      all += html::text(part.text);
      continue;
    }
    auto piece = std::ranges::find(pieces, part.text, &Piece::name);
    VERIFY(piece != pieces.end());
    all += piece->markup;
  }
  return all;
}

Html list(words::Words const& words, std::vector<Html> const& items) {
  std::vector<std::string> between = words.between(items.size());
  Html all;
  for (std::size_t i = 0; i < items.size(); ++i) {
    all += items[i];
    if (i < between.size()) all += html::text(between[i]);
  }
  return all;
}

}  // namespace allmende::site
