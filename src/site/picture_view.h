#pragma once
// Pictures on a page. Private to the site.

#include <optional>

#include "html/html.h"
#include "media/media.h"
#include "newsroom/newsroom.h"
#include "site/context.h"

namespace allmende::site {

/// A picture that is there, ready to be shown.
struct PictureView {
  html::Url source;  ///< the largest rendition, as JPEG; as WebP for a picture that has none (yet, or of an older paper)
  std::string_view type;  ///< its type
  html::SrcSet renditions;        ///< as WebP
  html::SrcSet light_renditions;  ///< as AVIF; may be empty
  int width;
  int height;
  media::Focus focus = {};
  std::string alt;
  std::string credit = {};
  std::string caption = {};
};

/// Nothing when the paper does not have the file (an export without its pictures was imported), and when its right has ended.
std::optional<PictureView> find_picture(Context const& context, database::ReadTx& tx,
                                        newsroom::PictureUse const& use);

/// How soon it is needed, and how wide it is shown.
enum class Place { lead, body, teaser_lead, teaser, advertisement };

html::Html image(PictureView const& picture, Place place);
/// "Caption. Credit", or nothing.
html::Html caption(PictureView const& picture);
/// What parts a caption from the credit behind it: a blank where the caption is a whole sentence, else a dot.
std::string_view before_credit(std::string_view caption, std::string_view credit);

}  // namespace allmende::site
