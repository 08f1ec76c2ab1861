#include "site/list_pages.h"

#include <algorithm>
#include <charconv>

#include "site/addresses.h"
#include "site/frame.h"
#include "site/open_graph.h"
#include "site/register.h"
#include "site/slots.h"
#include "site/teaser_view.h"

namespace allmende::site {

using html::Html;
using newsroom::Opening;
using newsroom::Shelf;

namespace {

constexpr std::size_t kBesideHead = 4;  // about what a large screen shows with the list's head

struct ListPage {
  Shelf shelf;
  std::string title;
  std::string description = {};
  std::string section = {};
  Html feeds = {};
};

Result<newsroom::ArticleNumber> number_of(std::string_view text) {
  std::int64_t number = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number <= 0) {
    return refuse(Code::not_found, "no article has this number");
  }
  return newsroom::ArticleNumber(number);
}

/// An address that names no place in the list is an address without a page, as /artikel/xx is: whoever
/// followed a broken link would take the newest articles for those that were meant.
Result<Opening> opening_of(http::Request const& request) {
  auto older_than = request.query("vor");
  auto newer_than = request.query("nach");
  if (older_than && newer_than) return refuse(Code::not_found, "a list is opened at one place");
  Opening opening;
  if (!older_than && !newer_than) return opening;
  opening.direction = older_than ? Opening::Direction::older_than : Opening::Direction::newer_than;
  opening.article = TRY(number_of(older_than ? *older_than : *newer_than));
  return opening;
}

Html paging(words::Words const& words, html::Url const& list, newsroom::Stretch const& stretch) {
  Html links = html::when(stretch.newer_than, [&](auto number) {
    return html::html<R"(<a rel="prev" href="{}">{}</a>)">(addresses::newer_than(list, number),
                                                            words.say("← Newer"));
  });
  links += html::when(stretch.older_than, [&](auto number) {
    return html::html<R"(<a rel="next" href="{}">{}</a>)">(addresses::older_than(list, number),
                                                            words.say("Older →"));
  });
  if (links.empty()) return {};
  return html::html<R"(<nav class="paging" aria-label="{}">{}</nav>)">(words.say("Paging"), links);
}

/// What the duty editor has placed at the head of this section's page; the list below leaves it out.
Html placed_by_hand(Context const& context, database::ReadTx& tx, ListPage const& list_page, newsroom::Stretch& stretch) {
  if (list_page.section.empty()) return {};
  auto arranged = newsroom::arrangement(tx).sections;
  auto here = arranged.find(database::must_be(Slug::parse(list_page.section)));
  if (here == arranged.end()) return {};
  auto placed = newsroom::teasers_of(tx, here->second, context.now());
  std::erase_if(stretch.teasers, [&](newsroom::Teaser const& teaser) {
    return std::ranges::find(here->second, teaser.number) != here->second.end();
  });
  if (placed.empty()) return {};
  return html::html<R"(<div class="list-placed">
{}</div>
)">(html::each(placed, [&](newsroom::Teaser const& teaser) {
    return show_teaser(context, tx, teaser, TeaserSize::second, HeadingLevel::h2);
  }));
}

http::Response list_sheet(Context const& context, database::ReadTx& tx, Opening const& opening, ListPage const& list_page) {
  auto stretch = newsroom::list(tx, list_page.shelf, opening, context.settings().list_size, context.now());
  Html description = html::when(!list_page.description.empty(), [&] {
    return html::html<R"(<p class="deck">{}</p>)">(list_page.description);
  });
  Html by_hand;
  if (opening.direction == Opening::Direction::newest) by_hand = placed_by_hand(context, tx, list_page, stretch);
  Html place;
  if (!list_page.section.empty() && !stretch.teasers.empty()) {
    place = advertisement_slot(context, advertising::Place::list, {stretch.teasers.data(), std::min(stretch.teasers.size(), kBesideHead)});
  }
  html::Url address = addresses::shelf(list_page.shelf);
  Html main = html::html<R"(<div class="list-page"><header class="list-head">
<h1>{}</h1>{}{}</header>
{}{}{}
{}</div>)">(list_page.title, description, list_page.feeds, place, by_hand,
            register_view(context, tx, stretch.teasers, Marks::days),
            paging(context.words(), address, stretch));
  PageHead head{.title = list_page.title,
                .kind = "list",
                .description = list_page.description,
                .section = list_page.section};
  // Stretches of a list move as articles come: only its beginning is a page to be found.
  if (opening.direction == Opening::Direction::newest) head.canonical = address;
  else head.indexed = PageHead::Indexed::no;
  return page(context, tx, head, main);
}

Result<http::Response> answer(Context const& context, database::ReadTx& tx, http::Request const& request,
                      ListPage const& list_page) {
  return list_sheet(context, tx, TRY(opening_of(request)), list_page);
}

Html feed_note(Context const& context, Slug const& section) {
  using addresses::Feed;
  auto link = [&](Feed kind, std::string_view name) {
    return html::html<R"(<a href="{}">{}</a>)">(addresses::feed(kind, section), name);
  };
  Html links = link(Feed::rss, "RSS") + html::text(" ") + link(Feed::atom, "Atom") + html::text(" ") +
               link(Feed::json, "JSON");
  return html::html<R"(<p class="article-note">{}</p>)">(
      say(context.words(), WORD("As a feed: {links}"), {{"links", links}}));
}

Result<ListPage> section_list(Context const& context, database::ReadTx& tx, std::string_view slug) {
  for (newsroom::Section const& section : newsroom::sections(tx)) {
    if (section.slug.text() != slug) continue;
    return ListPage{.shelf = {Shelf::Kind::section, std::string(slug)},
                    .title = section.name,
                    .description = section.description,
                    .section = std::string(slug),
                    .feeds = feed_note(context, section.slug)};
  }
  return refuse(Code::not_found, "no section has this name");
}

}  // namespace

Result<http::Response> section_page(Context const& context, http::Request const& request) {
  auto tx = context.read();
  return answer(context, tx, request, TRY(section_list(context, tx, request.parameter("slug"))));
}

Result<http::Response> section_sheet(Context const& context, database::ReadTx& tx, std::string_view slug) {
  return list_sheet(context, tx, {}, TRY(section_list(context, tx, slug)));
}

Result<http::Response> topic_page(Context const& context, http::Request const& request) {
  auto tx = context.read();
  auto topic = newsroom::topic(tx, request.parameter("slug"));
  if (!topic) return refuse(Code::not_found, "no topic has this name");
  return answer(context, tx, request,
                {.shelf = {Shelf::Kind::topic, topic->slug.text()}, .title = topic->name});
}

Result<http::Response> author_page(Context const& context, http::Request const& request) {
  auto tx = context.read();
  auto author = newsroom::author(tx, request.parameter("slug"));
  if (!author) return refuse(Code::not_found, "no author has this name");
  return answer(context, tx, request,
                {.shelf = {Shelf::Kind::author, author->slug.text()},
                 .title = author->name,
                 .description = author->description});
}

}  // namespace allmende::site
