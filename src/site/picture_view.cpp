#include "site/picture_view.h"

#include "site/addresses.h"

namespace allmende::site {

using html::Html;

namespace {

std::string_view sizes_of(Place place) {
  switch (place) {
    case Place::lead: return "(min-width: 75rem) 72rem, 100vw";
    case Place::body: return "(min-width: 48rem) 40rem, 100vw";
    case Place::teaser_lead: return "(min-width: 64rem) 40rem, 100vw";
    case Place::teaser: return "(min-width: 64rem) 20rem, (min-width: 40rem) 50vw, 100vw";
  }
  report_bug("every place has its sizes");
}

}  // namespace

std::optional<PictureView> find_picture(Context const& context, database::ReadTx& tx,
                                        newsroom::PictureUse const& use) {
  if (use.file.empty()) return std::nullopt;
  auto stored = context.pictures().find(tx, use.file);
  if (!stored || stored->renditions.empty()) return std::nullopt;
  media::Rendition const& largest = stored->renditions.back();
  PictureView view{addresses::picture(largest.file), {}, largest.width, largest.height,
                   use.alt, use.credit, use.caption};
  for (media::Rendition const& rendition : stored->renditions) {
    view.renditions.add(addresses::picture(rendition.file), static_cast<unsigned>(rendition.width));
  }
  return view;
}

Html image(PictureView const& picture, Place place) {
  bool first = place == Place::lead || place == Place::teaser_lead;
  std::optional<std::string_view> loading;
  std::optional<std::string_view> priority;
  if (first) priority = "high";
  else loading = "lazy";
  return html::html<R"(<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" loading="{}" fetchpriority="{}">)">(
      picture.source, picture.renditions, sizes_of(place), picture.width, picture.height, picture.alt,
      loading, priority);
}

Html caption(PictureView const& picture) {
  if (picture.caption.empty() && picture.credit.empty()) return {};
  Html credit = html::when(!picture.credit.empty(), [&] {
    return html::html<R"( <span class="credit">{}</span>)">(picture.credit);
  });
  return html::html<"<figcaption>{}{}</figcaption>">(picture.caption, credit);
}

}  // namespace allmende::site
