#include "site/front_page.h"

#include "edition/edition.h"
#include "site/addresses.h"
#include "site/body_view.h"
#include "site/frame.h"
#include "site/issue_pages.h"
#include "site/json_ld.h"
#include "site/open_graph.h"
#include "site/slots.h"
#include "site/teaser_view.h"

namespace allmende::site {

using html::Html;
using newsroom::Front;
using newsroom::FrontSection;
using newsroom::Teaser;

namespace {

constexpr std::size_t kFewestForColumns = 7;
constexpr std::size_t kPicturesInTop = 1;

/// The page one knows by name: opinion has its own strip, whatever the paper calls the section.
bool is_opinion(FrontSection const& section) {
  return !section.teasers.empty() && std::ranges::all_of(section.teasers, [](Teaser const& teaser) {
    return teaser.genre == newsroom::Genre::opinion;
  });
}

Front compose(Context const& context, database::ReadTx& tx) {
  Instant now = context.now();
  return newsroom::compose_front(edition::front_input(tx, context.words().day_of(now), now));
}

/// The lead begins to tell; at more length when no picture shows it.
Html beginning(database::ReadTx& tx, Teaser const& teaser, std::size_t longest) {
  auto article = newsroom::any_article(tx, teaser.number);
  if (!article) return {};
  std::string places;
  for (auto const& place : article->dateline) places += (places.empty() ? "" : "/") + place;
  Html dateline = html::when(!places.empty(), [&] {
    return html::html<R"(<b class="dateline">{}</b> )">(places + ".");
  });
  return html::html<R"(<p class="teaser-start">{}{}</p>)">(
      dateline, text::excerpt(newsroom::running_text(article->body), longest));
}

Html lead(Context const& context, database::ReadTx& tx, Teaser const& teaser_row) {
  TeaserView view = teaser_view(context, tx, teaser_row, TeaserSize::lead, HeadingLevel::h3);
  view.start = beginning(tx, teaser_row, view.picture ? 420 : 700);
  return teaser(view);
}

Html second(Context const& context, database::ReadTx& tx, std::vector<Teaser> const& teasers) {
  Html all;
  std::size_t pictures = 0;
  for (Teaser const& row : teasers) {
    TeaserView view = teaser_view(context, tx, row, TeaserSize::second, HeadingLevel::h3);
    if (view.picture && ++pictures > kPicturesInTop) view.picture.reset();
    all += teaser(view);
  }
  return all;
}

/// Pictures side by side, or none: beside a picture a story without one leaves a hole.
Html row_of(Context const& context, database::ReadTx& tx, std::span<Teaser const> teasers) {
  bool pictures = std::ranges::none_of(teasers, [](Teaser const& row) { return row.picture.empty(); });
  Html all;
  for (Teaser const& row : teasers) {
    TeaserView view = teaser_view(context, tx, row, TeaserSize::second, HeadingLevel::h3);
    if (!pictures) view.picture.reset();
    all += teaser(view);
  }
  return all;
}

/// A paper of few stories has no news in brief: every story beneath the lead is told alike.
Html few(Context const& context, database::ReadTx& tx, Front const& front) {
  auto stories = front.second;
  stories.insert(stories.end(), front.brief.begin(), front.brief.end());
  if (stories.empty()) return {};
  return html::html<R"(<section class="block block-few" aria-label="{}"><div class="block-stories">
{}</div></section>
)">(context.words().say("More"), row_of(context, tx, stories));
}

Html brief(Context const& context, Teaser const& teaser) {
  words::Words const& words = context.words();
  bool today = words.day_of(teaser.published) == words.day_of(context.now());
  std::string shown = today ? words.say("{time} h", {{"time", words.time(teaser.published)}})
                            : words.date_short(words.day_of(teaser.published));
  return html::html<R"(<li class="brief">{}<h3 class="brief-title"><a href="{}">{}</a></h3></li>
)">(time(words, teaser.published, shown), addresses::article(teaser), teaser.headline);
}

Html top(Context const& context, database::ReadTx& tx, Front const& front) {
  if (!front.lead) return {};
  words::Words const& words = context.words();
  bool alone = 1 + front.second.size() + front.brief.size() < kFewestForColumns;
  Html columns = html::when(!alone, [&] {
    return html::html<R"(<div class="top-second">
{}</div>
<div class="top-news"><h2>{}</h2>
<ol class="briefs">
{}</ol></div>
)">(second(context, tx, front.second), words.say("More stories"),
    html::each(front.brief, [&](Teaser const& row) { return brief(context, row); }));
  });
  return html::html<R"(<section class="{}" aria-labelledby="wichtigstes">
<h2 class="visually-hidden" id="wichtigstes">{}</h2>
<div class="top-lead">
{}</div>
{}</section>
{})">(alone ? "top top-alone" : "top", words.say("Most important"), lead(context, tx, *front.lead), columns,
      alone ? few(context, tx, front) : Html());
}

Html breaking(Context const& context, Front const& front) {
  return html::when(front.breaking, [&](Teaser const& it) {
    return html::html<R"(<section class="breaking" aria-labelledby="eilmeldung"><h2 id="eilmeldung">{}</h2><p><a href="{}">{}</a></p></section>
)">(context.words().say("Breaking"), addresses::article(it), it.headline);
  });
}

enum class Shape { split, row, lines };

/// By what the section has today; two neighbours never look alike.
Shape shape_of(FrontSection const& section, Shape before) {
  bool picture = !section.teasers.front().picture.empty();
  if (section.teasers.size() < 3) return before == Shape::lines ? Shape::row : Shape::lines;
  if (picture && before != Shape::split) return Shape::split;
  if (before != Shape::row) return Shape::row;
  return section.teasers.size() >= 4 && !picture ? Shape::lines : Shape::split;
}

Html stories(Context const& context, database::ReadTx& tx, std::vector<Teaser> const& teasers,
             std::size_t from, std::size_t to, TeaserSize size) {
  Html all;
  for (std::size_t i = from; i < std::min(to, teasers.size()); ++i) {
    all += show_teaser(context, tx, teasers[i], size);
  }
  return all;
}

Html block(std::string_view kind, newsroom::Section const& section, Html const& inside) {
  std::string id = "ressort-" + section.slug.text();
  Html description = html::when(!section.description.empty(),
                                [&] { return html::html<"<p>{}</p>">(section.description); });
  return html::html<R"(<section class="{}" aria-labelledby="{}">
<header class="block-head"><h2 id="{}"><a href="{}">{}</a></h2>{}</header>
<div class="block-stories">
{}</div></section>
)">(kind, id, id, addresses::section(section.slug), section.name, description, inside);
}

Html shaped(Context const& context, database::ReadTx& tx, newsroom::Section const& section,
            FrontSection const& front, Shape shape) {
  auto const& teasers = front.teasers;
  switch (shape) {
    case Shape::split:
      return block("block block-split", section,
                   stories(context, tx, teasers, 0, 1, TeaserSize::second) +
                       stories(context, tx, teasers, 1, 4, TeaserSize::small));
    case Shape::row:
      return block("block block-row", section, row_of(context, tx, std::span(teasers).first(std::min<std::size_t>(3, teasers.size()))));
    case Shape::lines:
      return block("block block-lines", section, stories(context, tx, teasers, 0, 4, TeaserSize::line));
  }
  report_bug("every shape is built");
}

Html opinion(Context const& context, database::ReadTx& tx, newsroom::Section const& section,
             FrontSection const& front) {
  return block("block block-row opinion", section,
               stories(context, tx, front.teasers, 0, 3, TeaserSize::opinion));
}

newsroom::Section find_section(std::vector<newsroom::Section> const& sections, Slug const& slug) {
  auto found = std::ranges::find(sections, slug, &newsroom::Section::slug);
  VERIFY(found != sections.end());
  return *found;
}

/// What a block shows at most.
std::vector<Teaser> shown_of(FrontSection const& section) {
  constexpr std::ptrdiff_t kMost = 4;
  auto begin = section.teasers.begin();
  return {begin, begin + std::min(kMost, std::ssize(section.teasers))};
}

struct Block {
  Html html = {};
  std::vector<Teaser> teasers = {};
};

/// Between two blocks, after the second one or later: where no neighbour shows what is closed to advertising.
Html with_advertisement(Context const& context, std::vector<Block> const& blocks) {
  constexpr std::size_t kFirstGap = 2;
  Html all, slot;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (i >= kFirstGap && slot.empty()) {
      std::vector<Teaser> beside = blocks[i - 1].teasers;
      beside.insert(beside.end(), blocks[i].teasers.begin(), blocks[i].teasers.end());
      slot = advertisement_slot(context, advertising::Place::front, beside);
      all += slot;
    }
    all += blocks[i].html;
  }
  return all;
}

/// Two sections, the opinion strip, the other sections.
Html sections_view(Context const& context, database::ReadTx& tx, Front const& front) {
  auto sections = newsroom::sections(tx);
  Block strip;
  std::vector<Block> blocks;
  Shape before = Shape::lines;
  for (FrontSection const& each : front.sections) {
    auto section = find_section(sections, each.section);
    if (strip.html.empty() && is_opinion(each)) {
      strip = {opinion(context, tx, section, each), shown_of(each)};
      continue;
    }
    before = shape_of(each, before);
    blocks.push_back({shaped(context, tx, section, each, before), shown_of(each)});
  }
  if (!strip.html.empty()) blocks.insert(blocks.begin() + std::min<std::ptrdiff_t>(2, std::ssize(blocks)), strip);
  return with_advertisement(context, blocks);
}

}  // namespace

Result<http::Response> front_page(Context const& context, http::Request const&) {
  auto tx = context.read();
  return front_sheet(context, tx);
}

http::Response front_sheet(Context const& context, database::ReadTx& tx) {
  Settings const& settings = context.settings();
  Front front = compose(context, tx);
  Html main = breaking(context, front) + top(context, tx, front) + sections_view(context, tx, front) + newest_issue_view(context, tx);
  if (!front.lead) {
    main = html::html<R"(<p class="register-empty">{}</p>)">(
        context.words().say("The first issue is being written."));
  }
  PageHead head{.title = settings.name,
                .kind = "front",
                .description = settings.claim,
                .canonical = addresses::front(),
                .extra = feed_links(context) + newspaper(context)};
  return page(context, tx, head, main);
}

}  // namespace allmende::site
