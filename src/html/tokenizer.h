#pragma once
// Reads a template at compile time: finds each place for a value, says what may stand there, and
// refuses a template that a browser's parser would read otherwise than it looks. Nothing here runs
// in the program.
//
// The tokenizer knows a small, strict HTML: lower-case names, quoted attributes, every element
// closed. What it accepts is therefore read the same by every parser, whatever the values are.

#include <array>
#include <string_view>

#include "html/attributes.h"
#include "html/elements.h"
#include "html/mistake.h"
#include "html/plan.h"

namespace allmende::html::detail {

/// What is made of a template: a piece of a page, or a whole one.
enum class Form { fragment, document };

inline constexpr unsigned kMostSteps = 160;
inline constexpr unsigned kMostOpen = 48;
inline constexpr unsigned kMostAttributes = 32;

/// What the tokenizer found: a mistake and its line, or the steps that write the page.
struct Scan {
  Mistake mistake = Mistake::none;
  Line line = {};
  unsigned last = 0;  // where the markup after the last step begins
  unsigned count = 0;
  std::array<Step, kMostSteps> steps = {};
};

constexpr Line line_of(char const* text, unsigned at) {
  int line = 1;
  for (unsigned i = 0; i < at; ++i) line += text[i] == '\n' ? 1 : 0;
  return Line{line};
}

class Tokenizer {
 public:
  constexpr Tokenizer(char const* text, unsigned size, Form form)
      : text_(text), size_(size), form_(form) {}

  constexpr Scan scan() {
    while (scan_.mistake == Mistake::none && at_ < size_) content();
    if (scan_.mistake == Mistake::none) end();
    scan_.last = literal_;
    if (scan_.mistake != Mistake::none) scan_.line = line_of(text_, at_);
    return scan_;
  }

 private:
  struct Open {
    std::string_view name;
    unsigned traits = 0;
    bool foreign = false;
  };

  // One attribute of the tag that is being read.
  struct Read {
    std::string_view name;
    std::string_view value;
    Takes takes = Takes::unknown;
    bool has_hole = false;
    unsigned step = 0;  // of its first hole
  };

  constexpr bool fail(Mistake mistake) {
    if (scan_.mistake == Mistake::none) scan_.mistake = mistake;
    return false;
  }
  constexpr char now() const { return at_ < size_ ? text_[at_] : '\0'; }
  constexpr char next() const { return at_ + 1 < size_ ? text_[at_ + 1] : '\0'; }
  constexpr bool ahead(std::string_view word) const {
    return std::string_view(text_ + at_, size_ - at_).starts_with(word);
  }
  static constexpr bool blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }
  static constexpr bool lower(char c) { return c >= 'a' && c <= 'z'; }
  static constexpr bool letter(char c) { return lower(c) || (c >= 'A' && c <= 'Z'); }
  static constexpr bool digit(char c) { return c >= '0' && c <= '9'; }
  constexpr void skip_blanks() {
    while (at_ < size_ && blank(text_[at_])) ++at_;
  }
  constexpr unsigned traits() const { return depth_ == 0 ? 0 : open_[depth_ - 1].traits; }
  constexpr bool foreign() const { return depth_ != 0 && open_[depth_ - 1].foreign; }

  // Between the tags.
  constexpr bool content();
  constexpr bool words();
  constexpr bool content_hole();
  constexpr bool reference();
  constexpr bool step(Hole hole, unsigned end, unsigned value, unsigned resume);
  constexpr bool brace(Mistake stray);
  constexpr bool comment();
  constexpr bool doctype();
  constexpr bool end();

  // Tags.
  constexpr std::string_view name();
  constexpr bool start_tag();
  constexpr bool place(std::string_view tag, Element const& element);
  constexpr bool place_in_document(std::string_view tag, Element const& element);
  constexpr bool place_in_parent(Element const& element);
  constexpr bool put(Open opened);
  constexpr bool empty_element(std::string_view tag);
  constexpr bool inline_script();
  constexpr bool hole_before(std::string_view end) const;
  constexpr bool end_tag();

  // Attributes.
  constexpr bool attributes(std::string_view element, bool in_foreign);
  constexpr bool attribute_name(Read& read, std::string_view element, bool in_foreign);
  constexpr bool attribute_value(Read& read, unsigned begin);
  constexpr bool attribute_hole(Read& read, unsigned begin, unsigned value);
  constexpr bool literal_value(Read const& read);
  constexpr bool whole_tag(std::string_view element);
  constexpr bool own_address(Read const& read);
  constexpr bool has(std::string_view name) const;
  constexpr Read const& given(std::string_view name) const;  // has(name)

  char const* text_;
  unsigned size_;
  Form form_;
  unsigned at_ = 0;
  unsigned literal_ = 0;  // where the markup begins that no step holds yet
  unsigned depth_ = 0;
  unsigned noscript_ = 0;    // open noscript elements
  unsigned first_line_ = 0;  // right after the start tag of pre or textarea
  bool has_doctype_ = false;
  bool has_root_ = false;
  bool has_head_ = false;
  bool has_body_ = false;
  unsigned read_count_ = 0;
  Open open_[kMostOpen] = {};
  Read read_[kMostAttributes] = {};
  Scan scan_ = {};
};

constexpr Scan scan(char const* text, unsigned size, Form form) {
  return Tokenizer(text, size, form).scan();
}

}  // namespace allmende::html::detail

#include "html/tokenizer_content.h"
#include "html/tokenizer_tags.h"
