#pragma once
// The tokenizer between the tags: text, values, comments, the doctype. See tokenizer.h.

#include "html/tokenizer.h"

namespace allmende::html::detail {

constexpr bool Tokenizer::content() {
  switch (text_[at_]) {
    case '<':
      if (next() == '/') return end_tag();
      if (next() == '!') return ahead("<!--") ? comment() : doctype();
      if (letter(next())) return start_tag();
      return fail(next() == '{' ? Mistake::hole_in_tag_name : Mistake::stray_less_than);
    case '{':
      return next() == '}' ? content_hole() : brace(Mistake::stray_brace);
    case '}':
      return brace(Mistake::stray_brace);
    default:
      return words();
  }
}

// Text up to the next tag or value.
constexpr bool Tokenizer::words() {
  bool const loose = (traits() & kOwnChildren) == 0 && (form_ == Form::fragment || depth_ != 0);
  while (at_ < size_) {
    char const c = text_[at_];
    if (c == '<' || c == '{' || c == '}') return true;
    if (!blank(c)) {
      if (!loose) return fail(depth_ == 0 ? Mistake::document_shape : Mistake::text_between_rows);
      if (c == '&' && !reference()) return false;
    }
    ++at_;
  }
  return true;
}

constexpr bool Tokenizer::content_hole() {
  bool const beside_body = depth_ == 0 || open_[depth_ - 1].name == "html";
  if (form_ == Form::document && beside_body) return fail(Mistake::document_shape);
  Hole hole = Hole::content;
  if ((traits() & kOwnChildren) != 0) {
    hole = Hole::markup;
  } else if (foreign() || noscript_ != 0 || (traits() & kTextOnly) != 0) {
    hole = Hole::words;
  }
  bool const first_line = first_line_ == at_ && depth_ != 0 && (traits() & kFirstLine) != 0;
  if (!step(hole, at_, at_, at_ + 2)) return false;
  scan_.steps[scan_.count - 1].first_line = first_line;
  return true;
}

// A character reference must be whole, so that no value can complete one.
constexpr bool Tokenizer::reference() {
  unsigned i = at_ + 1;
  if (i < size_ && text_[i] == '#') ++i;
  unsigned const start = i;
  while (i < size_ && (letter(text_[i]) || digit(text_[i]))) ++i;
  if (i == start || i >= size_ || text_[i] != ';') return fail(Mistake::stray_ampersand);
  at_ = i;
  return true;
}

// The markup up to `end` is a step's; the rest goes on at `resume`.
constexpr bool Tokenizer::step(Hole hole, unsigned end, unsigned value, unsigned resume) {
  if (scan_.count == kMostSteps) return fail(Mistake::too_large);
  scan_.steps[scan_.count++] = Step{literal_, end, value, hole};
  literal_ = resume;
  at_ = resume;
  return true;
}

// {{ and }} are written as one brace.
constexpr bool Tokenizer::brace(Mistake stray) {
  if (next() != now()) return fail(stray);
  if (depth_ == 0 && form_ == Form::document) return fail(Mistake::document_shape);
  if ((traits() & kOwnChildren) != 0) return fail(Mistake::text_between_rows);
  return step(Hole::none, at_ + 1, at_ + 1, at_ + 2);
}

constexpr bool Tokenizer::comment() {
  at_ += 4;
  if (now() == '>' || ahead("->")) return fail(Mistake::bad_comment);
  while (at_ < size_) {
    if (now() == '{' || now() == '}') return fail(Mistake::hole_in_comment);
    if (ahead("--")) {
      if (!ahead("-->")) return fail(Mistake::bad_comment);
      at_ += 3;
      return true;
    }
    ++at_;
  }
  return fail(Mistake::bad_comment);
}

constexpr bool Tokenizer::doctype() {
  constexpr std::string_view kDoctype = "<!doctype html>";
  if (form_ != Form::document || has_doctype_ || has_root_ || !ahead(kDoctype)) {
    return fail(Mistake::doctype);
  }
  has_doctype_ = true;
  at_ += static_cast<unsigned>(kDoctype.size());
  return true;
}

constexpr bool Tokenizer::end() {
  if (depth_ != 0) return fail(Mistake::unclosed_element);
  if (form_ == Form::document && !has_root_) return fail(Mistake::document_shape);
  return true;
}

}  // namespace allmende::html::detail
