#include "site/picture_view.h"

#include "site/addresses.h"

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

html::SrcSet srcset(std::vector<media::Rendition> const& renditions) {
  html::SrcSet set;
  for (media::Rendition const& rendition : renditions) {
    set.add(addresses::picture(rendition.file), static_cast<unsigned>(rendition.width));
  }
  return set;
}

}  // namespace

std::optional<PictureView> find_picture(Context const& context, database::ReadTx& tx,
                                        newsroom::PictureUse const& use) {
  if (use.file.empty()) return std::nullopt;
  auto stored = context.pictures().find(tx, use.file);
  if (!stored) return std::nullopt;
  auto renditions = stored->in(media::Format::webp);
  if (renditions.empty()) return std::nullopt;
  media::Rendition const& largest = renditions.back();
  return PictureView{.source = addresses::picture(largest.file),
                     .renditions = srcset(renditions),
                     .light_renditions = srcset(stored->in(media::Format::avif)),
                     .width = largest.width,
                     .height = largest.height,
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
  Html plain = html::html<R"(<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" loading="{}" fetchpriority="{}">)">(
      picture.source, picture.renditions, sizes, picture.width, picture.height, picture.alt,
      loading, priority);
  if (picture.light_renditions.text().empty()) return plain;
  return html::html<R"(<picture><source type="image/avif" srcset="{}" sizes="{}">{}</picture>)">(
      picture.light_renditions, sizes, plain);
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
