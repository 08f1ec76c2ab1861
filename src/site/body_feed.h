#pragma once
// An article as other programs show it: HTML without the paper's look. Every address is whole, no
// element has an id, a class or a script, so that it may stand among strangers. Private to the
// site.

#include <optional>
#include <string>

#include "html/html.h"
#include "newsroom/newsroom.h"
#include "site/context.h"

namespace allmende::site {

/// A picture as one file, for readers that know no renditions.
struct FeedPicture {
  html::Url address;
  std::string rendition;  ///< its name in media
  std::string_view type;  ///< "image/jpeg"
  int width;
  int height;
};

/// Nothing when the paper does not have the file.
std::optional<FeedPicture> find_feed_picture(Context const& context, database::ReadTx& tx,
                                             std::string const& file);
/// How long its file is; nothing when the file is gone. Reads it.
std::optional<std::size_t> length_of(Context const& context, FeedPicture const& picture);

/// The whole article below its headline: lead picture, deck, dateline, body, credit line, and its
/// corrections as dated notes. `lead` is the lead picture, found.
html::Html feed_content(Context const& context, database::ReadTx& tx,
                        newsroom::Article const& article, std::optional<FeedPicture> const& lead);

}  // namespace allmende::site
