#include "site/picture_view.h"


namespace allmende::site {

using html::Html;

namespace {

/// As wide as the style sheet shows it (theme/css). A phone with three dots to the pixel gets a rendition for
/// two: the third is not seen, and weighs as much as the two before it.
constexpr char kOnPhones[] = "(max-width: 40rem) and (min-resolution: 2.5dppx) 60vw, calc(100vw - 2rem)";

std::string_view on_large_screens(Place place) {
  switch (place) {
    case Place::lead: return "(min-width: 60rem) 56rem, (min-width: 48rem) calc(100vw - 4rem)";
    case Place::body: return "(min-width: 41rem) 37.5rem";
    case Place::teaser_lead: return "(min-width: 72rem) 38rem, (min-width: 48rem) calc(100vw - 4rem)";
    case Place::advertisement: return "(min-width: 48rem) 12rem, 6rem";
    case Place::teaser: return "(min-width: 72rem) 21rem, (min-width: 48rem) 60vw";
  }
  report_bug("every place has its sizes");
}

std::string sizes_of(Place place) {
  if (place == Place::advertisement) return std::string(on_large_screens(place));
  return fmt::format("{}, {}", on_large_screens(place), kOnPhones);
}

html::SrcSet srcset(Context const& context, std::vector<media::Rendition> const& renditions) {
  html::SrcSet set;
  for (media::Rendition const& rendition : renditions) {
    set.add(context.picture_address(rendition.file), static_cast<unsigned>(rendition.width));
  }
  return set;
}

/// Where a picture is cut (theme/css/focus.css), its focus stays in view: "focus-x-30", in tenths.
std::optional<std::string> class_of(PictureView const& picture, Place place) {
  bool is_cut = place == Place::teaser;
  if (!is_cut || picture.focus == media::Focus{}) return std::nullopt;
  auto tenth = [](int it) { return (it + 5) / 10 * 10; };
  return fmt::format("focus-x-{} focus-y-{}", tenth(picture.focus.x), tenth(picture.focus.y));
}

Html source(std::string_view type, html::SrcSet const& renditions, std::string const& sizes) {
  if (renditions.text().empty()) return {};
  return html::html<R"(<source type="{}" srcset="{}" sizes="{}">)">(type, renditions, sizes);
}

}  // namespace

std::optional<PictureView> find_picture(Context const& context, database::ReadTx& tx,
                                        newsroom::PictureUse const& use) {
  if (use.file.empty()) return std::nullopt;
  auto stored = media::find(tx, use.file);
  if (!stored || !stored->may_be_shown(context.now())) return std::nullopt;
  auto for_everyone = stored->in(media::Format::jpeg);
  auto renditions = stored->in(media::Format::webp);
  if (for_everyone.empty()) for_everyone = renditions;
  if (for_everyone.empty()) return std::nullopt;
  media::Rendition const& largest = for_everyone.back();
  return PictureView{.source = context.picture_address(largest.file),
                     .type = media::type_of(largest.format()),
                     .renditions = srcset(context, renditions),
                     .light_renditions = srcset(context, stored->in(media::Format::avif)),
                     .width = largest.width,
                     .height = largest.height,
                     .focus = stored->facts.focus,
                     .alt = use.alt,
                     .credit = use.credit,
                     .caption = use.caption};
}

Html image(PictureView const& picture, Place place) {
  bool first = place == Place::lead || place == Place::teaser_lead;
  std::optional<std::string_view> loading;
  std::optional<std::string_view> priority;
  if (first) priority = "high";
  else loading = "lazy";
  std::string sizes = sizes_of(place);
  Html sources = source("image/avif", picture.light_renditions, sizes) + source("image/webp", picture.renditions, sizes);
  return html::html<R"(<picture>{}<img src="{}" width="{}" height="{}" alt="{}" class="{}" loading="{}" fetchpriority="{}"></picture>)">(
      sources, picture.source, picture.width, picture.height, picture.alt, class_of(picture, place), loading, priority);
}

std::string_view before_credit(std::string_view caption, std::string_view credit) {
  if (caption.empty() || credit.empty()) return "";
  constexpr std::string_view kEnds[] = {".", "!", "?", "…", ":", "«", "“", "\"", ")"};
  bool ended = std::ranges::any_of(kEnds, [&](std::string_view end) { return caption.ends_with(end); });
  return ended ? " " : " · ";
}

Html caption(PictureView const& picture) {
  if (picture.caption.empty() && picture.credit.empty()) return {};
  Html credit = html::when(!picture.credit.empty(), [&] {
    return html::html<R"(<span class="credit">{}</span>)">(picture.credit);
  });
  return html::html<"<figcaption>{}{}{}</figcaption>">(picture.caption, before_credit(picture.caption, picture.credit),
                                                       credit);
}

}  // namespace allmende::site
