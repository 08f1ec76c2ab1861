#pragma once
// The tokenizer inside a tag: elements, where they may stand, attributes. See tokenizer.h.

#include "html/tokenizer.h"

namespace allmende::html::detail {

constexpr std::string_view Tokenizer::name() {
  unsigned const start = at_;
  while (at_ < size_ && (letter(text_[at_]) || digit(text_[at_]))) ++at_;
  return {text_ + start, at_ - start};
}

constexpr bool Tokenizer::start_tag() {
  ++at_;
  std::string_view const tag = name();
  if (now() == '{') return fail(Mistake::hole_in_tag_name);
  if (tag == "style") {
    return fail(hole_before("</style") ? Mistake::hole_in_style : Mistake::style_element);
  }
  bool const inside = foreign();
  std::size_t const found = inside ? find(kForeignElements, tag) : find(kElements, tag);
  if (found == kNowhere) return fail(Mistake::unknown_element);
  Element const& element = inside ? kForeignElements[found] : kElements[found];
  bool const in_foreign = inside || (element.traits & kForeign) != 0;
  if (!place(tag, element) || !attributes(tag, in_foreign)) return false;
  if (now() == '/') {
    if (next() != '>') return fail(Mistake::bad_tag);
    if (!in_foreign && (element.traits & kVoid) == 0) return fail(Mistake::self_closing);
    at_ += 2;
    return true;
  }
  ++at_;
  if ((element.traits & kVoid) != 0) return true;
  if ((element.traits & kEmpty) != 0) return empty_element(tag);
  return put({element.name, element.traits, in_foreign});
}

// Whether the element may stand where it does, so that a parser leaves it there.
constexpr bool Tokenizer::place(std::string_view tag, Element const& element) {
  if ((traits() & kTextOnly) != 0) return fail(Mistake::markup_in_text_element);
  bool const in_root = depth_ != 0 && open_[depth_ - 1].name == "html";
  if (in_root || tag == "html" || element.parents == "html") {
    return place_in_document(tag, element);
  }
  if (depth_ == 0) return form_ == Form::fragment ? true : fail(Mistake::document_shape);
  if (!place_in_parent(element)) return fail(Mistake::wrong_place);
  if ((element.traits & (kBlock | kLone)) == 0) return true;
  for (unsigned i = 0; i < depth_; ++i) {
    if ((element.traits & kBlock) != 0 && (open_[i].traits & kPhrasing) != 0) {
      return fail(Mistake::block_in_paragraph);
    }
    if ((element.traits & kLone) != 0 && open_[i].name == tag) return fail(Mistake::inside_itself);
  }
  return true;
}

// html once, and in it head at most once and body once, in this order.
constexpr bool Tokenizer::place_in_document(std::string_view tag, Element const& element) {
  bool good = form_ == Form::document;
  if (tag == "html") {
    good = good && depth_ == 0 && has_doctype_ && !has_root_;
    has_root_ = true;
  } else {
    bool& has_part = tag == "head" ? has_head_ : has_body_;
    good = good && depth_ == 1 && element.parents == "html" && !has_part && !has_body_;
    has_part = true;
  }
  return good ? true : fail(Mistake::document_shape);
}

constexpr bool Tokenizer::place_in_parent(Element const& element) {
  Open const& parent = open_[depth_ - 1];
  if (parent.name == "head") return (element.traits & kMetadata) != 0;
  if ((element.traits & kAnywhere) != 0) return true;
  if (element.parents.empty()) return (parent.traits & kOwnChildren) == 0;
  return has_word(element.parents, parent.name);
}

constexpr bool Tokenizer::put(Open opened) {
  if (depth_ == kMostOpen) return fail(Mistake::too_large);
  if ((opened.traits & kNoScript) != 0) ++noscript_;
  first_line_ = at_;
  open_[depth_++] = opened;
  return true;
}

// script and iframe: their end tag must follow at once.
constexpr bool Tokenizer::empty_element(std::string_view tag) {
  bool const script = tag == "script";
  if (ahead(script ? "</script>" : "</iframe>")) {
    at_ += static_cast<unsigned>(tag.size()) + 3;
    return true;
  }
  return script ? inline_script() : fail(Mistake::frame_content);
}

constexpr bool Tokenizer::inline_script() {
  return fail(hole_before("</script") ? Mistake::hole_in_script : Mistake::inline_script);
}

// Whether a value stands between here and the end tag.
constexpr bool Tokenizer::hole_before(std::string_view end) const {
  for (unsigned i = at_; i + 1 < size_; ++i) {
    if (std::string_view(text_ + i, size_ - i).starts_with(end)) return false;
    if (text_[i] == '{' && text_[i + 1] == '}') return true;
  }
  return false;
}

constexpr bool Tokenizer::end_tag() {
  at_ += 2;
  if (now() == '{') return fail(Mistake::hole_in_tag_name);
  std::string_view const tag = name();
  if (at_ >= size_) return fail(Mistake::unclosed_tag);
  if (now() == '{') return fail(Mistake::hole_in_tag_name);
  if (now() != '>') return fail(Mistake::bad_tag);
  if (depth_ == 0 || open_[depth_ - 1].name != tag) return fail(Mistake::wrong_end_tag);
  if ((traits() & kNoScript) != 0) --noscript_;
  --depth_;
  ++at_;
  return true;
}

// The attributes of a tag; stops at > or />.
constexpr bool Tokenizer::attributes(std::string_view element, bool in_foreign) {
  read_count_ = 0;
  while (true) {
    unsigned const begin = at_;
    skip_blanks();
    if (at_ >= size_) return fail(Mistake::unclosed_tag);
    if (now() == '>' || now() == '/') return whole_tag(element);
    if (begin == at_) return fail(Mistake::bad_tag);
    if (read_count_ == kMostAttributes) return fail(Mistake::too_large);
    Read& read = read_[read_count_] = Read{};
    if (!attribute_name(read, element, in_foreign)) return false;
    if (now() == '=') {
      if (!attribute_value(read, begin)) return false;
    } else if (read.takes == Takes::url || read.takes == Takes::srcset ||
               read.takes == Takes::fragment) {
      return fail(Mistake::bad_attribute);
    }
    if (!read.has_hole && !literal_value(read)) return false;
    if (has(read.name)) return fail(Mistake::duplicate_attribute);
    ++read_count_;
  }
}

constexpr bool Tokenizer::attribute_name(Read& read, std::string_view element, bool in_foreign) {
  unsigned const start = at_;
  while (at_ < size_) {
    char const c = text_[at_];
    bool const good =
        lower(c) || digit(c) || c == '-' || c == ':' || c == '_' || (in_foreign && letter(c));
    if (!good) break;
    ++at_;
  }
  if (now() == '{') return fail(Mistake::hole_in_attribute_name);
  read.name = {text_ + start, at_ - start};
  if (read.name.empty()) return fail(Mistake::bad_attribute);
  read.takes = takes_of(read.name, in_foreign);
  switch (read.takes) {
    case Takes::event:
      return fail(Mistake::event_attribute);
    case Takes::style:
      return fail(Mistake::style_attribute);
    case Takes::srcdoc:
      return fail(Mistake::srcdoc_attribute);
    case Takes::unknown:
      return fail(Mistake::unknown_attribute);
    case Takes::rel:
      read.takes = element == "link" ? Takes::rel : Takes::text;
      return true;
    case Takes::type:
      read.takes = element == "script" ? Takes::type : Takes::text;
      return true;
    default:
      return true;
  }
}

constexpr bool Tokenizer::attribute_value(Read& read, unsigned begin) {
  ++at_;
  char const quote = now();
  if (quote == '{') return fail(Mistake::hole_in_unquoted_attribute);
  if (quote != '"' && quote != '\'') return fail(Mistake::unquoted_attribute);
  unsigned const value = ++at_;
  while (at_ < size_) {
    char const c = text_[at_];
    if (c == quote) {
      // A whole value has taken its quotation mark along.
      read.value = {text_ + value, at_ - value};
      ++at_;
      return true;
    }
    if (c == '{' && next() == '}') {
      bool const whole = at_ == value && at_ + 2 < size_ && text_[at_ + 2] == quote;
      if (!attribute_hole(read, whole ? begin : 0, value)) return false;
      if (whole) return true;
    } else if (c == '{' || c == '}') {
      if (!brace(Mistake::stray_brace)) return false;
    } else {
      if (c == '&' && !reference()) return false;
      ++at_;
    }
  }
  return fail(Mistake::unclosed_attribute);
}

// `begin` is where the whole attribute begins, 0 if the value is only a part of it.
constexpr bool Tokenizer::attribute_hole(Read& read, unsigned begin, unsigned value) {
  Hole hole = begin != 0 ? Hole::attribute : Hole::part;
  switch (read.takes) {
    case Takes::text:
      break;
    case Takes::url:
      if (begin == 0) return fail(Mistake::part_of_url);
      hole = Hole::url;
      break;
    case Takes::srcset:
      if (begin == 0) return fail(Mistake::part_of_srcset);
      hole = Hole::srcset;
      break;
    case Takes::flag:
      if (begin == 0) return fail(Mistake::part_of_flag);
      hole = Hole::flag;
      break;
    case Takes::rel:
      return fail(Mistake::hole_in_link_rel);
    case Takes::type:
      return fail(Mistake::hole_in_script_type);
    case Takes::fragment:
      return fail(Mistake::foreign_address);
    case Takes::equiv:
      return fail(Mistake::hole_in_http_equiv);
    default:
      return fail(Mistake::hole_in_fixed_attribute);
  }
  if (!read.has_hole) read.step = scan_.count;
  read.has_hole = true;
  return begin != 0 ? step(hole, begin, value, at_ + 3) : step(hole, at_, at_, at_ + 2);
}

constexpr bool Tokenizer::literal_value(Read const& read) {
  std::string_view const value = read.value;
  if (read.takes == Takes::srcset) return fail(Mistake::literal_srcset);
  if (read.takes == Takes::fragment) {
    return value.starts_with("#") ? true : fail(Mistake::foreign_address);
  }
  if (read.takes != Takes::url) return true;
  for (char c : value) {
    if (blank(c) || c == '\\') return fail(Mistake::literal_address);
  }
  if (value.starts_with("/") && !value.starts_with("//")) return true;
  for (std::string_view good : {"#", "?", "https://", "http://", "mailto:", "tel:"}) {
    if (value.starts_with(good)) return true;
  }
  return fail(Mistake::literal_address);
}

// What only all the attributes of a tag together tell.
constexpr bool Tokenizer::whole_tag(std::string_view element) {
  if (element == "meta") {
    bool const refresh = has("http-equiv") && has("content") && given("content").has_hole;
    return refresh ? fail(Mistake::hole_in_refresh) : true;
  }
  if (element == "script") return has("src") ? own_address(given("src")) : inline_script();
  if (element == "link" && has("rel") && has("href")) {
    std::string_view const rel = given("rel").value;
    bool const loads = contains(rel, "stylesheet") || contains(rel, "preload");
    return loads ? own_address(given("href")) : true;
  }
  return true;
}

// What runs in the page or styles it comes from this site.
constexpr bool Tokenizer::own_address(Read const& read) {
  if (read.has_hole) {
    scan_.steps[read.step].hole = Hole::own_url;
    return true;
  }
  bool const own = read.value.starts_with("/") && !read.value.starts_with("//");
  return own ? true : fail(Mistake::literal_address);
}

constexpr bool Tokenizer::has(std::string_view wanted) const {
  for (unsigned i = 0; i < read_count_; ++i) {
    if (read_[i].name == wanted) return true;
  }
  return false;
}

constexpr Tokenizer::Read const& Tokenizer::given(std::string_view wanted) const {
  unsigned i = 0;
  while (read_[i].name != wanted) ++i;
  return read_[i];
}

}  // namespace allmende::html::detail
