#pragma once
// An article as lists show it, without its body.

#include <optional>
#include <string>
#include <vector>

#include "newsroom/article.h"

namespace allmende::newsroom {

struct Teaser {
  ArticleNumber number;
  Slug slug;
  Language language;
  Genre genre;
  std::string kicker;
  std::string headline;
  std::string deck;
  Slug section;
  std::vector<std::string> authors;  ///< names of those who wrote it
  std::string picture;               ///< file of the lead picture, or empty
  std::string picture_alt;
  int minutes;  ///< reading time
  bool advertising = true;  ///< whether it may stand beside the article
  Instant published;
};

}  // namespace allmende::newsroom
