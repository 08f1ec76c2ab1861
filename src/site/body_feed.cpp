#include "site/body_feed.h"

#include "site/addresses.h"
#include "site/body_view.h"
#include "site/frame.h"
#include "site/outside.h"
#include "site/picture_view.h"

namespace allmende::site {

using html::Html;
using namespace newsroom;

namespace {

// Wide enough for a page's column on a dense screen, small enough for thirty of them in one feed.
constexpr int kWidest = 1100;

Html items_view(std::vector<Text> const& items) {
  return html::each(items,
                    [](Text const& item) { return html::html<"<li>{}</li>">(text_view(item)); });
}

Html figure(std::optional<FeedPicture> const& picture, PictureUse const& use) {
  if (!picture) return {};
  std::string note = use.caption;
  if (!use.credit.empty()) note += std::string(before_credit(use.caption, use.credit)) + use.credit;
  Html below =
      html::when(!note.empty(), [&] { return html::html<"<figcaption>{}</figcaption>">(note); });
  return html::html<R"(<figure><img src="{}" width="{}" height="{}" alt="{}">{}</figure>
)">(picture->address, picture->width, picture->height, use.alt, below);
}

class FeedBlock {
 public:
  FeedBlock(Context const& context, database::ReadTx& tx, words::Words const& words, Html dateline)
      : context_(context), tx_(tx), words_(words), dateline_(std::move(dateline)) {}

  Html view(Block const& block) { return std::visit(*this, block.content); }
  Html take_dateline() { return std::exchange(dateline_, Html()); }

  Html operator()(Paragraph const& block) {
    return html::html<"<p>{}{}</p>\n">(take_dateline(), text_view(block.text));
  }
  Html operator()(Subheading const& block) {
    return html::html<"<h2>{}</h2>\n">(text_view(block.text));
  }
  Html operator()(Quote const& block) {
    Html who = html::when(!block.attribution.empty(),
                          [&] { return html::html<"<footer>{}</footer>">(block.attribution); });
    return html::html<"<blockquote><p>{}</p>{}</blockquote>\n">(text_view(block.text), who);
  }
  Html operator()(List const& block) {
    Html items = items_view(block.items);
    if (block.order == List::Order::numbers) return html::html<"<ol>{}</ol>\n">(items);
    return html::html<"<ul>{}</ul>\n">(items);
  }
  Html operator()(Picture const& block) {
    return figure(find_feed_picture(context_, tx_, block.use.file), block.use);
  }
  Html operator()(InfoBox const& block) {
    std::string title = block.title.empty() ? words_.say("Background") : block.title;
    Html inside = html::each(block.blocks, [&](Block const& each) { return view(each); });
    return html::html<"<aside><h2>{}</h2>\n{}</aside>\n">(title, inside);
  }
  Html operator()(Exchange const& block) {
    Html answer = html::each(block.answer, [](Text const& paragraph) {
      return html::html<"<p>{}</p>\n">(text_view(paragraph));
    });
    return html::html<"<p><strong>{}</strong></p>\n{}">(text_view(block.question), answer);
  }
  Html operator()(Separator const&) { return html::html<"<hr>\n">(); }
  Html operator()(Embed const& block) {
    Run run{.text = block.title.empty() ? block.url : block.title, .link = block.url};
    return html::html<"<p>{}</p>\n">(text_view({run}));
  }

 private:
  Context const& context_;
  database::ReadTx& tx_;
  words::Words const& words_;
  Html dateline_;
};

Html dateline(Article const& article) {
  if (article.dateline.empty()) return {};
  return html::html<"<strong>{}.</strong> ">(fmt::to_string(fmt::join(article.dateline, "/")));
}

Html body(Context const& context, database::ReadTx& tx, Article const& article,
          words::Words const& words) {
  FeedBlock blocks(context, tx, words, dateline(article));
  Html view =
      html::each(article.body.blocks, [&](Block const& block) { return blocks.view(block); });
  Html left = blocks.take_dateline();
  return left.empty() ? view : html::html<"<p>{}</p>\n">(left) + view;
}

Html corrections(Article const& article, words::Words const& words) {
  if (article.corrections.empty()) return {};
  auto count = static_cast<std::int64_t>(article.corrections.size());
  Html notes = html::each(article.corrections, [&](Correction const& correction) {
    Date day = words.day_of(correction.at);
    return html::html<"<p>{} {}</p>\n">(time(day, words.date(day) + ":"), correction.text);
  });
  return html::html<"<h2>{}</h2>\n{}">(words.say_n("Correction", "Corrections", count), notes);
}

}  // namespace

std::optional<FeedPicture> find_feed_picture(Context const& context, database::ReadTx& tx,
                                             std::string const& file) {
  if (file.empty()) return std::nullopt;
  auto stored = media::find(tx, file);
  if (!stored || !stored->may_be_shown(context.now())) return std::nullopt;
  // Readers of feeds are slower to learn new formats than browsers.
  auto renditions = stored->in(media::Format::jpeg);
  if (renditions.empty()) renditions = stored->in(media::Format::webp);
  if (renditions.empty()) return std::nullopt;
  media::Rendition const* chosen = &renditions.front();
  for (media::Rendition const& rendition : renditions) {
    if (rendition.width <= kWidest) chosen = &rendition;
  }
  return FeedPicture{public_address(context.settings(), context.picture_address(chosen->file)), chosen->file,
                     media::type_of(chosen->format()), chosen->width, chosen->height};
}

std::optional<std::size_t> length_of(Context const& context, FeedPicture const& picture) {
  auto bytes = context.pictures().rendition(picture.rendition);
  if (!bytes) return std::nullopt;
  return bytes->size();
}

Html feed_content(Context const& context, database::ReadTx& tx, Article const& article,
                  std::optional<FeedPicture> const& lead) {
  words::Words const& words = context.words(article.language);
  Html content = figure(lead, article.lead_picture.value_or(PictureUse{}));
  if (!article.deck.empty()) content += html::html<"<p><strong>{}</strong></p>\n">(article.deck);
  content += body(context, tx, article, words);
  std::string credit = credit_of(context, article);
  if (!credit.empty()) content += html::html<"<p><em>{}</em></p>\n">(credit);
  return content + corrections(article, words);
}

}  // namespace allmende::site
