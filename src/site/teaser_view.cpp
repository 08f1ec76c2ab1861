#include "site/teaser_view.h"

#include "site/addresses.h"

namespace allmende::site {

using html::Html;

namespace {

std::string_view class_of(TeaserSize size) {
  switch (size) {
    case TeaserSize::lead: return "teaser teaser-lead";
    case TeaserSize::second: return "teaser teaser-second";
    case TeaserSize::small: return "teaser teaser-small";
    case TeaserSize::line: return "teaser teaser-line";
    case TeaserSize::opinion: return "teaser teaser-opinion";
    case TeaserSize::list: return "teaser teaser-list";
  }
  report_bug("every size has a class");
}

Html figure(TeaserView const& view) {
  return html::when(view.picture, [&](PictureView const& picture) {
    bool lead = view.size == TeaserSize::lead;
    Html credit = html::when(lead && !picture.credit.empty(), [&] {
      return html::html<R"(<figcaption class="teaser-credit">{}</figcaption>)">(picture.credit);
    });
    return html::html<R"(<figure class="teaser-picture">{}{}</figure>)">(
        image(picture, lead ? Place::teaser_lead : Place::teaser), credit);
  });
}

Html title(TeaserView const& view) {
  Html link = html::html<R"(<a href="{}">{}</a>)">(view.address, view.headline);
  if (view.level == HeadingLevel::h2) return html::html<R"(<h2 class="teaser-title">{}</h2>)">(link);
  return html::html<R"(<h3 class="teaser-title">{}</h3>)">(link);
}

Html meta(TeaserView const& view) {
  bool both = !view.authors.empty() && !view.reading_time.empty();
  std::string line = view.authors + (both ? " · " : "") + view.reading_time;
  return html::when(!line.empty(),
                    [&] { return html::html<R"(<p class="teaser-meta">{}</p>)">(line); });
}

bool shows_picture(TeaserSize size) {
  return size == TeaserSize::lead || size == TeaserSize::second || size == TeaserSize::list;
}

}  // namespace

Html teaser(TeaserView const& view) {
  Html author = html::when(view.size == TeaserSize::opinion && !view.authors.empty(), [&] {
    return html::html<R"(<p class="teaser-author">{}</p>)">(view.authors);
  });
  Html kicker = html::when(!view.kicker.empty(),
                           [&] { return html::html<R"(<p class="kicker">{}</p>)">(view.kicker); });
  Html deck = html::when(!view.deck.empty(), [&] {
    return html::html<R"(<p class="teaser-deck">{}</p>)">(view.deck);
  });
  Html last = view.size == TeaserSize::opinion ? Html() : meta(view);
  return html::html<R"(<article class="{}" lang="{}">{}{}{}{}{}{}{}</article>
)">(class_of(view.size), view.language, figure(view), author, kicker, title(view), deck, view.start, last);
}

TeaserView teaser_view(Context const& context, database::ReadTx& tx, newsroom::Teaser const& teaser,
                       TeaserSize size, HeadingLevel level) {
  words::Words const& words = context.words(teaser.language);
  bool full = size == TeaserSize::lead || size == TeaserSize::second || size == TeaserSize::list;
  TeaserView view{.size = size,
                  .level = level,
                  .address = addresses::article(teaser),
                  .headline = teaser.headline};
  if (teaser.language.primary() != context.settings().language.primary()) {
    view.language = teaser.language.tag();
  }
  if (size == TeaserSize::line) return view;
  view.kicker = teaser.kicker;
  if (full || size == TeaserSize::opinion) view.deck = teaser.deck;
  view.authors = words.list(teaser.authors);
  if (full) view.reading_time = words.say("Reading time: {minutes} min.", {{"minutes", teaser.minutes}});
  if (shows_picture(size)) {
    view.picture = find_picture(context, tx, {teaser.picture, teaser.picture_alt});
  }
  return view;
}

Html show_teaser(Context const& context, database::ReadTx& tx, newsroom::Teaser const& it,
                 TeaserSize size, HeadingLevel level) {
  return teaser(teaser_view(context, tx, it, size, level));
}

}  // namespace allmende::site
