#pragma once
// A page as a sequence of stretches: paragraphs and lines that stand for themselves. Private to
// page_text.

#include <string_view>
#include <vector>

#include "newsroom/page_text_marks.h"

namespace allmende::newsroom::page_text {

struct Stretch {
  enum class Kind { plain, item, ad_label, reading_time };
  Kind kind;
  std::string_view text;   ///< may run over several lines of the file
  std::string_view value;  ///< the text without bullet or label decoration
  bool joined = false;     ///< put together from lines that were broken to fit a width
};

/// Lines that were broken to fit a width become one paragraph again: by their even width, or where
/// the next one goes on in small letters. Every other line is a stretch of its own.
std::vector<Stretch> stretches_of(std::vector<std::string_view> const& lines,
                                  Knowledge const& known);

}  // namespace allmende::newsroom::page_text
