#pragma once
// Articles in lists. Private to the site; sizes and markup as in theme/MARKUP.md.

#include "html/html.h"
#include "newsroom/newsroom.h"
#include "site/picture_view.h"

namespace allmende::site {

enum class TeaserSize { lead, second, small, line, opinion, list };
enum class HeadingLevel { h2, h3 };

struct TeaserView {
  TeaserSize size;
  HeadingLevel level = HeadingLevel::h3;
  html::Url address;
  std::optional<std::string> language = {};  ///< when it is not the page's
  std::string kicker = {};
  std::string headline;
  std::string deck = {};
  std::string authors = {};
  std::string reading_time = {};
  std::optional<PictureView> picture = {};
  html::Html start = {};  ///< the beginning of the text, for a lead without a picture
};

html::Html teaser(TeaserView const& view);

/// Everything a teaser of this size shows, looked up.
TeaserView teaser_view(Context const& context, database::ReadTx& tx, newsroom::Teaser const& teaser,
                       TeaserSize size, HeadingLevel level);

/// teaser(teaser_view(…)).
html::Html show_teaser(Context const& context, database::ReadTx& tx, newsroom::Teaser const& teaser,
                       TeaserSize size, HeadingLevel level = HeadingLevel::h3);

}  // namespace allmende::site
