#pragma once
// A picture, as the paper keeps it. Part of the door.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/base.h"
#include "people/people.h"

namespace allmende::media {

/// In the order in which a browser is offered them: AVIF weighs half of WebP; JPEG is for feeds, for previews
/// elsewhere and for browsers of before 2020.
enum class Format { avif, webp, jpeg };

/// The format that a rendition's file name tells.
Format format_of(std::string_view file);
/// "image/avif".
std::string_view type_of(Format format);

struct Rendition {
  std::string file;  ///< the last part of its address: "3f2a…-656.webp"
  int width;
  int height;

  Format format() const { return format_of(file); }
  bool operator==(Rendition const&) const = default;
};

/// What stays in view when a picture is cut: in hundredths of its width from the left, and of its height from the top.
struct Focus {
  int x = 50;
  int y = 50;
  bool operator==(Focus const&) const = default;
};

/// What the house knows of a picture, proposed to whoever uses it; what an article then says is its own
/// (newsroom::PictureUse).
struct Facts {
  std::string credit = {};   ///< "Foto: Jonas Thode"
  std::string caption = {};
  std::string alt = {};      ///< for those who do not see it
  Focus focus = {};
  std::optional<Instant> ends = {};  ///< from then on it may be shown no longer
  bool operator==(Facts const&) const = default;
};

inline constexpr std::size_t kLongestCredit = 300, kLongestCaption = 2000, kLongestAlt = 1200;

struct StoredPicture {
  std::string name;                   ///< "kran-im-hafen.jpg"
  std::string sha256;                 ///< of the original, in hexadecimal
  std::vector<Rendition> renditions;  ///< by width; a new picture has one until the others are made
  Facts facts = {};
  std::optional<Instant> added = {};  ///< none for pictures of older papers
  std::string added_by = {};          ///< a name
  std::optional<people::PersonId> taker = {};

  std::vector<Rendition> in(Format format) const;  ///< those of one format, by width
  /// The smallest at least so wide, or the largest there is, in the last of Format that it has. Nothing without
  /// renditions.
  Rendition const* at_least(int width) const;
  bool may_be_shown(Instant now) const { return !facts.ends || now < *facts.ends; }
};

}  // namespace allmende::media
