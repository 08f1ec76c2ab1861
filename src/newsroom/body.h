#pragma once
// The body of a text: a closed, versioned list of blocks, each with an id that stays with it. This is what is
// stored; HTML, plain text, reading time, feeds and print are derived from it and never stored beside it.
// The same schema for others to read: docs/article.schema.json.

#include <string>
#include <variant>
#include <vector>

#include "base/base.h"

namespace allmende::newsroom {

/// A stretch of text with the same marks. `link` is empty or an http, https or mailto address.
struct Run {
  std::string text;
  bool strong = false;
  bool emphasis = false;
  std::string link = {};

  bool operator==(Run const&) const = default;
};

/// One line or paragraph of text. Neighbouring runs differ in their marks; no run is empty.
using Text = std::vector<Run>;

/// A picture as one article uses it: which file, and what is said of it here. `alt` may be empty only
/// for a picture that says nothing (an ornament).
struct PictureUse {
  std::string file;
  std::string alt = {};
  std::string credit = {};
  std::string caption = {};

  bool operator==(PictureUse const&) const = default;
};

struct Block;

struct Paragraph {
  Text text;
  bool operator==(Paragraph const&) const = default;
};
struct Subheading {
  Text text;
  bool operator==(Subheading const&) const = default;
};
struct Quote {
  Text text;
  std::string attribution = {};
  bool operator==(Quote const&) const = default;
};
struct List {
  enum class Order { bullets, numbers };
  Order order = Order::bullets;
  std::vector<Text> items;
  bool operator==(List const&) const = default;
};
struct Picture {
  PictureUse use;
  bool operator==(Picture const&) const = default;
};
/// A box beside the text. Holds paragraphs, subheadings and lists, no other box.
struct InfoBox {
  std::string title;
  std::vector<Block> blocks;
  bool operator==(InfoBox const&) const;
};
/// One question of an interview with the paragraphs of its answer.
struct Exchange {
  Text question;
  std::vector<Text> answer;
  bool operator==(Exchange const&) const = default;
};
struct Separator {
  bool operator==(Separator const&) const = default;
};
/// Something on another server. The page shows a link to it and loads nothing before it is followed.
struct Embed {
  std::string provider;
  std::string url;
  std::string title;
  bool operator==(Embed const&) const = default;
};

struct Block {
  using Content = std::variant<Paragraph, Subheading, Quote, List, Picture, InfoBox, Exchange,
                               Separator, Embed>;
  std::string id;  ///< 1 to 32 of a–z, 0–9 and hyphen; unique in the body
  Content content;

  bool operator==(Block const&) const = default;
};

inline bool InfoBox::operator==(InfoBox const&) const = default;

struct Body {
  static constexpr int kVersion = 1;
  std::vector<Block> blocks;

  bool operator==(Body const&) const = default;
};

/// Everything a body says, one paragraph a line: for reading time, search and plain feeds. Captions are
/// part of it, embeds are not (formats of reading time: title, teaser, body, captions; no embeds).
std::string plain_text(Body const& body);
std::string plain_text(Text const& text);
/// What its paragraphs say and nothing else, one a line, for excerpts: a subheading or the item of a list is no
/// sentence that the next one could follow. Everything where there are no paragraphs.
std::string running_text(Body const& body);

/// The pictures of a body in their order, boxes included.
std::vector<PictureUse> pictures_of(Body const& body);

}  // namespace allmende::newsroom
