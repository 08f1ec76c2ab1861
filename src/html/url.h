#pragma once
// Addresses as a type: whatever exists as a Url is safe as the value of href, src, action and the
// like.

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace allmende::html {

/// An address in printable ASCII, percent-encoded where it must be.
class Url {
 public:
  static constexpr std::size_t kLongest = 2048;
  using Parameter = std::pair<std::string_view, std::string_view>;

  /// A path of this site that the program wrote, with its query if it has one: "/entries?page=2".
  /// Throws Bug unless it begins with one / and is printable ASCII without blanks, backslashes,
  /// quotation marks, angle brackets or braces, each % followed by two hex digits.
  static Url path(std::string_view path);

  /// A path of this site put together from data: each segment, name and value is percent-encoded.
  /// path_of({"of", "mira"}, {{"page", "2"}}) is "/of/mira?page=2"; path_of({}) is "/".
  /// Throws Bug for a segment that is empty, "." or "..": browsers would take it for a step.
  static Url path_of(std::initializer_list<std::string_view> segments,
                     std::initializer_list<Parameter> query = {});
  static Url path_of(std::initializer_list<std::string_view> segments, std::span<Parameter const> query);

  /// A place on the same page: fragment("b7") is "#b7". Throws Bug if it is empty.
  static Url fragment(std::string_view id);

  /// An address that a person gave: http, https or mailto, and at most kLongest bytes. Letters
  /// beyond ASCII are encoded (in the host as IDNA says), and so are blanks and brackets behind the
  /// host. Refuses: invalid for any other scheme, without a host, with a user name or password,
  /// with a backslash or control character, for bad UTF-8; limit when it is too long.
  static Result<Url> external(std::string_view address);

  /// Where `path`, a path of this site, is found from outside: for feeds, sitemaps and canonical
  /// links. Throws Bug unless base is http or https without query or fragment, and path begins with
  /// /.
  static Url absolute(Url const& base, Url const& path);

  /// "/a?b=1&c=2": as JSON, XML and headers want it; not yet escaped for markup.
  std::string const& text() const { return text_; }
  /// Whether it names a scheme; false for paths and fragments.
  bool leaves_site() const { return text_[0] != '/' && text_[0] != '#'; }
  bool operator==(Url const&) const = default;

 private:
  explicit Url(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// The renditions of a picture, for srcset and imagesrcset.
class SrcSet {
 public:
  struct Rendition {
    Url url;
    unsigned width;  // pixels
  };

  /// No rendition: the attribute is left out.
  SrcSet() = default;
  SrcSet(std::initializer_list<Rendition> renditions);

  /// Throws Bug for a width of 0.
  void add(Url const& url, unsigned width);

  /// "/a.webp 320w, /b.webp 640w"
  std::string const& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace allmende::html
