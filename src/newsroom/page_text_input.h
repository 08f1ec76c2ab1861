#pragma once
// The bytes of a file made readable, with the way back from every character to its place in the
// file. Private to page_text.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/base.h"
#include "newsroom/page_text.h"

namespace allmende::newsroom::page_text {

class PageInput {
 public:
  /// Refuses what is no text, as read_page_text says.
  static Result<PageInput> read(std::string_view bytes);

  /// Trimmed lines, blank ones empty; views into this object, which must stay where it is.
  std::vector<std::string_view> lines() const;

  /// All of it, with line feeds.
  std::string_view whole() const { return clean_; }

  /// The line, from 1, in which a view into this object begins.
  int line_of(std::string_view part) const;

  /// A finding for a view into this object that is not empty.
  Finding finding(Element element, Certainty certainty, std::string_view part,
                  std::string doubt) const;

 private:
  PageInput() = default;
  void append(std::string_view character, std::size_t origin);

  std::string clean_;  ///< line ends are line feeds, invisible characters are gone
  std::vector<std::size_t> line_ends_;
  std::vector<std::uint32_t>
      origin_;  ///< for each byte of clean_, and for its end, the place in the file
};

}  // namespace allmende::newsroom::page_text
