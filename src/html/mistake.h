#pragma once
// What can be wrong with a template or with the values given to it, and the sentence for each. The
// sentences are what the compiler prints; tests/compile_fail/html holds one file for each.

namespace allmende::html::detail {

enum class Mistake {
  none,
  // the shape of the markup
  stray_less_than,
  stray_ampersand,
  stray_brace,
  bad_comment,
  bad_tag,
  unknown_element,
  wrong_place,
  block_in_paragraph,
  inside_itself,
  text_between_rows,
  markup_in_text_element,
  wrong_end_tag,
  unclosed_element,
  unclosed_tag,
  self_closing,
  doctype,
  document_shape,
  too_large,
  // attributes
  bad_attribute,
  unknown_attribute,
  duplicate_attribute,
  unquoted_attribute,
  unclosed_attribute,
  event_attribute,
  style_attribute,
  srcdoc_attribute,
  literal_address,
  literal_srcset,
  foreign_address,
  // script and style
  style_element,
  inline_script,
  frame_content,
  // holes
  hole_in_tag_name,
  hole_in_attribute_name,
  hole_in_unquoted_attribute,
  hole_in_comment,
  hole_in_script,
  hole_in_style,
  part_of_url,
  part_of_srcset,
  part_of_flag,
  hole_in_fixed_attribute,
  hole_in_http_equiv,
  hole_in_refresh,
  hole_in_link_rel,
  hole_in_script_type,
  // values
  too_few_values,
  too_many_values,
  markup_in_attribute,
  markup_as_text,
  url_as_text,
  srcset_as_text,
  text_as_markup,
  not_a_url,
  not_a_srcset,
  not_a_bool,
  bool_as_text,
  character_as_text,
  optional_as_text,
  document_as_text,
  unknown_type,
};

/// Where a mistake is, so that the compiler prints it: the line of the template, counted from 1,
/// and the value, counted from 1 (0: the template itself is at fault).
enum class Line : int {};
enum class ValueNumber : int {};

struct Verdict {
  Mistake mistake = Mistake::none;
  Line line = {};
  ValueNumber value = {};
};

/// Is instantiated once for each mistake that is made, and fails to compile unless there is none.
template <Mistake kMistake, Line = Line{}, ValueNumber = ValueNumber{}>
struct Explanation {
  // the shape of the markup
  static_assert(kMistake != Mistake::stray_less_than,
                "html: a lone < in the text of a template is written &lt;");
  static_assert(
      kMistake != Mistake::stray_ampersand,
      "html: a lone & in a template is written &amp; (and a character reference ends in ;)");
  static_assert(
      kMistake != Mistake::stray_brace,
      "html: a place for a value is written {}, and literal braces are written {{ and }}");
  static_assert(
      kMistake != Mistake::bad_comment,
      "html: a comment is <!-- words -->, and its words hold no -- and do not begin with >");
  static_assert(
      kMistake != Mistake::bad_tag,
      "html: this is not a tag: names are lower-case, and a blank stands before each attribute");
  static_assert(kMistake != Mistake::unknown_element,
                "html: there is no such element here (elements.h lists what may be written)");
  static_assert(kMistake != Mistake::wrong_place,
                "html: this element may not stand in that parent; a parser would move or drop it");
  static_assert(kMistake != Mistake::block_in_paragraph,
                "html: a paragraph or heading holds no block; a parser would end it early");
  static_assert(kMistake != Mistake::inside_itself,
                "html: a, button, form and label may not stand inside themselves");
  static_assert(kMistake != Mistake::text_between_rows,
                "html: here stand only the parent's own elements (rows, items, options), no text");
  static_assert(kMistake != Mistake::markup_in_text_element,
                "html: title, textarea and option hold only text, no elements");
  static_assert(kMistake != Mistake::wrong_end_tag,
                "html: this end tag does not close the element that is open");
  static_assert(kMistake != Mistake::unclosed_element,
                "html: an element is not closed; a template must be balanced");
  static_assert(kMistake != Mistake::unclosed_tag, "html: the template ends inside a tag");
  static_assert(kMistake != Mistake::self_closing,
                "html: only void elements and drawings may end in />");
  static_assert(kMistake != Mistake::doctype,
                "html: <!doctype html> begins a whole page, and that is made by html::document");
  static_assert(kMistake != Mistake::document_shape,
                "html: a document is <!doctype html> and one html element with nothing beside it");
  static_assert(kMistake != Mistake::too_large,
                "html: the template has too many values, open elements or attributes; split it");
  // attributes
  static_assert(kMistake != Mistake::bad_attribute,
                "html: this is not an attribute: it is written name or name=\"value\"");
  static_assert(kMistake != Mistake::unknown_attribute,
                "html: there is no such attribute here (attributes.h lists what may be written)");
  static_assert(kMistake != Mistake::duplicate_attribute, "html: the attribute stands there twice");
  static_assert(kMistake != Mistake::unquoted_attribute,
                "html: the value of an attribute stands in quotation marks");
  static_assert(kMistake != Mistake::unclosed_attribute,
                "html: the template ends inside an attribute's value");
  static_assert(kMistake != Mistake::event_attribute,
                "html: an event attribute (on...) is inline script, which no page may have");
  static_assert(kMistake != Mistake::style_attribute,
                "html: a style attribute is inline style, which no page may have; use a class");
  static_assert(kMistake != Mistake::srcdoc_attribute,
                "html: srcdoc holds a whole page as text, which no template may have");
  static_assert(kMistake != Mistake::literal_address,
                "html: a literal address begins with /, #, ?, https://, http://, mailto: or tel: "
                "(a script's or style sheet's with /)");
  static_assert(kMistake != Mistake::literal_srcset,
                "html: srcset and imagesrcset are written srcset=\"{}\" and take an html::SrcSet");
  static_assert(kMistake != Mistake::foreign_address,
                "html: in svg and math an address is a literal that begins with #");
  // script and style
  static_assert(kMistake != Mistake::style_element,
                "html: a style element is inline style, which no page may have; use a style sheet");
  static_assert(
      kMistake != Mistake::inline_script,
      "html: a script is loaded by src=\"{}\" and is empty; for data use html::data_block");
  static_assert(kMistake != Mistake::frame_content, "html: an iframe is empty");
  // holes
  static_assert(kMistake != Mistake::hole_in_tag_name, "html: a value may not name an element");
  static_assert(kMistake != Mistake::hole_in_attribute_name,
                "html: a value may not name an attribute; an optional attribute is name=\"{}\" "
                "with a bool or a std::optional");
  static_assert(kMistake != Mistake::hole_in_unquoted_attribute,
                "html: a value may not stand in an unquoted attribute");
  static_assert(kMistake != Mistake::hole_in_comment, "html: a value may not stand in a comment");
  static_assert(kMistake != Mistake::hole_in_script, "html: a value may not stand in a script");
  static_assert(kMistake != Mistake::hole_in_style, "html: a value may not stand in a style sheet");
  static_assert(kMistake != Mistake::part_of_url,
                "html: a value may not be a part of an address; make an html::Url of the whole");
  static_assert(kMistake != Mistake::part_of_srcset,
                "html: a value may not be a part of a srcset; make an html::SrcSet of the whole");
  static_assert(kMistake != Mistake::part_of_flag,
                "html: an attribute that is there or not takes a bool as its whole value");
  static_assert(kMistake != Mistake::hole_in_fixed_attribute,
                "html: this attribute steers the browser; the template says it, never a value");
  static_assert(kMistake != Mistake::hole_in_http_equiv,
                "html: a value may not stand in http-equiv");
  static_assert(kMistake != Mistake::hole_in_refresh,
                "html: a value may not be the content of a meta element with http-equiv");
  static_assert(kMistake != Mistake::hole_in_link_rel,
                "html: a value may not be the rel of a link; the template says what is linked");
  static_assert(kMistake != Mistake::hole_in_script_type,
                "html: a value may not be the type of a script");
  // values
  static_assert(kMistake != Mistake::too_few_values, "html: there are more {} than values");
  static_assert(kMistake != Mistake::too_many_values, "html: there are more values than {}");
  static_assert(kMistake != Mistake::markup_in_attribute,
                "html: Html is markup and may not stand in an attribute");
  static_assert(kMistake != Mistake::markup_as_text,
                "html: Html is markup, and here (title, textarea, option, noscript, svg, math) "
                "stands only text");
  static_assert(kMistake != Mistake::url_as_text,
                "html: a Url is the whole value of an address attribute; elsewhere use its text()");
  static_assert(kMistake != Mistake::srcset_as_text,
                "html: a SrcSet is the whole value of srcset or imagesrcset");
  static_assert(
      kMistake != Mistake::text_as_markup,
      "html: here stand only the parent's own elements (rows, items, options), so only Html");
  static_assert(kMistake != Mistake::not_a_url,
                "html: this attribute takes an html::Url and nothing else");
  static_assert(kMistake != Mistake::not_a_srcset,
                "html: this attribute takes an html::SrcSet and nothing else");
  static_assert(kMistake != Mistake::not_a_bool,
                "html: this attribute is there or not: it takes a bool and nothing else");
  static_assert(kMistake != Mistake::bool_as_text,
                "html: a bool is not a text; say which words it stands for");
  static_assert(kMistake != Mistake::character_as_text,
                "html: a single character is not a text; give a string");
  static_assert(
      kMistake != Mistake::optional_as_text,
      "html: a std::optional is the whole value of an attribute; elsewhere use html::when");
  static_assert(kMistake != Mistake::document_as_text,
                "html: a Document is a whole page and may not stand inside another");
  static_assert(
      kMistake != Mistake::unknown_type,
      "html: a value is Html, Url, SrcSet, text, a whole number, or for an attribute a bool "
      "or a std::optional");
  static constexpr bool kRight = kMistake == Mistake::none;
};

}  // namespace allmende::html::detail
