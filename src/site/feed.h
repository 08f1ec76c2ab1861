#pragma once
// A feed before it is written in one of its three formats. Private to the site; who may ask:
// feeds.h.

#include <optional>
#include <string>
#include <vector>

#include "site/context.h"

namespace allmende::site {

struct FeedPerson {
  std::string name;
  std::string address = {};  ///< empty for an agency
};

struct FeedEnclosure {
  std::string address;
  std::string_view type;  ///< "image/jpeg"
  std::size_t bytes;
  std::string description;
};

/// All addresses are whole.
struct FeedItem {
  std::string name;  ///< permanent
  std::string address;
  std::string title;
  std::string summary = {};  ///< plain text
  std::string content;       ///< HTML
  Language language;
  Instant published;
  Instant changed;
  std::vector<FeedPerson> authors = {};       ///< who wrote it, or the credit line of agency copy
  std::vector<FeedPerson> contributors = {};  ///< pictures, translation
  std::string section_slug;
  std::string section;
  std::vector<std::string> topics = {};
  std::optional<FeedEnclosure> picture = {};
};

struct Feed {
  std::string name;  ///< permanent
  std::string title;
  std::string description;
  std::string home;  ///< the page with the same articles
  std::string self;
  std::string first = {};  ///< only of a later stretch: where the feed begins
  std::string next = {};   ///< where it goes on, older; empty at its end
  std::string copyright;
  FeedPerson paper;
  std::string email = {};
  Language language;
  Instant changed;
  std::vector<FeedItem> items = {};
};

/// `words` for the forms of dates only.
std::string rss_document(Feed const& feed, words::Words const& words);
std::string atom_document(Feed const& feed, words::Words const& words);
std::string json_feed_document(Feed const& feed, words::Words const& words);

}  // namespace allmende::site
