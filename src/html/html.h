#pragma once
// HTML as a type. This door is the only way to make markup, and no way leads through it from a
// string: a page is written as templates, which the compiler reads, and values, which are escaped
// by the place they stand in. A value that could become a tag, a script, a style or an address of
// another scheme does not compile; the compiler says why in a sentence that begins with "html:".
//
//   Html entry_view(Entry const& entry) {
//     return html::html<R"(<section class="entry" lang="{}">
//       <h2><a href="{}">{}</a></h2>{}
//     </section>)">(entry.language, entry.url, entry.title, html::when(entry.note, note_view));
//   }
//
// Templates
// - {} is a value; {{ and }} are braces. A template has at most 160 values and about 50 kB.
// - Names are lower-case, attributes quoted, every element closed, & and < written as &amp; and
// &lt;.
// - Only known elements and attributes (elements.h, attributes.h), each where a parser leaves it.
// - No style element or attribute, no on... attribute, and no script but an empty one with src: the
//   Content-Security-Policy of the pages forbids them anyway.
// - Optional attributes look like others: hidden="{}" takes a bool, and any attribute whose whole
//   value is {} takes a std::optional. With false and nullopt the attribute is left out.
//
// Where a value may stand, and what it may be
// - between tags: Html as it is, text and whole numbers escaped;
// - in table, tr, ul, select and the like: Html;
// - in title, textarea, option, noscript, svg, math: text and whole numbers;
// - in a quoted attribute, as the whole or a part: text and whole numbers;
// - href src action formaction cite poster data background manifest ping: a Url as the whole value.
//   Of a script, style sheet or preload it must be a path of this site, else Bug is thrown;
// - srcset imagesrcset: a SrcSet as the whole value; without renditions the attribute is left out;
// - nowhere else: not in a name, comment, script, style sheet, http-equiv, in the content of a meta
//   with http-equiv, the rel of a link, the type of a script, in attributes that steer the browser
//   (sandbox, nonce, method and others), nor in the paint and the addresses of drawings.
//
// Text is std::string, string_view, char const* or what converts to string_view. Bad UTF-8, control
// characters (except tab and line ends) and noncharacters are written as U+FFFD, so that a page is
// always valid UTF-8; a parser reads back every other character as it was given.
//
// Not checked: whether pieces suit each other as HTML's content model wants (a div given to the {}
// of a p). How many elements there are still depends on the pieces alone, never on text.

#include <string_view>
#include <vector>

#include "base/result.h"
#include "html/markup.h"
#include "html/template.h"
#include "html/url.h"

namespace allmende::html {

/// A piece of a page: html<R"(<a href="{}">{}</a>)">(url, name).
template <detail::Literal kTemplate, class... Values>
Html html(Values const&... values) {
  using detail::Form;
  if constexpr (detail::judge<kTemplate, Form::fragment, Values...>()) {
    detail::Value const written[] = {{}, detail::value_of(values)...};
    return Html(detail::assemble(kTemplate, detail::kPlan<kTemplate, Form::fragment>, written + 1));
  } else {
    return Html();
  }
}

/// A whole page: document<"<!doctype html><html lang=\"{}\">...</html>">(lang, ...).
template <detail::Literal kTemplate, class... Values>
Document document(Values const&... values) {
  using detail::Form;
  if constexpr (detail::judge<kTemplate, Form::document, Values...>()) {
    detail::Value const written[] = {{}, detail::value_of(values)...};
    return Document(
        detail::assemble(kTemplate, detail::kPlan<kTemplate, Form::document>, written + 1));
  } else {
    return Document(std::string());
  }
}

/// Text alone, escaped.
Html text(std::string_view words);

/// No markup at all.
inline Html const nothing;

/// view(item) for every item, one after the other.
template <class Range, class View>
Html each(Range&& range, View&& view) {
  Html all;
  for (auto&& item : range) {
    static_assert(std::same_as<decltype(view(item)), Html>,
                  "html: the view given to html::each returns Html");
    all += view(item);
  }
  return all;
}

/// The same with `separator` between the items: join(entries, text(", "), entry_link).
template <class Range, class View>
Html join(Range&& range, Html const& separator, View&& view) {
  Html all;
  bool first = true;
  for (auto&& item : range) {
    if (!first) all += separator;
    first = false;
    all += view(item);
  }
  return all;
}

/// view() if the condition holds, or view(*condition) if it takes a parameter (std::optional, a
/// pointer); otherwise nothing. The view is not called in vain.
template <class Condition, class View>
Html when(Condition const& condition, View&& view) {
  if (!condition) return {};
  if constexpr (requires { view(*condition); }) {
    return view(*condition);
  } else {
    return view();
  }
}

/// <script type="...">: JSON for machines that read the page (JSON-LD). It is data and never runs.
/// < > & and the line separators U+2028 and U+2029 are written as \u escapes, which is the same
/// JSON. Throws Bug unless the type is application/json or application/ld+json. Does not check the
/// JSON.
Html data_block(std::string_view media_type, std::string_view json);

/// A place between tags that whoever keeps the page fills for each reader: kind 0 to 63. In bytes()
/// it is two bytes that no text can hold (kSlotByte, then '0' + kind), for cut() to find.
Html slot(unsigned kind);
inline constexpr char kSlotByte = '\xff';

/// A page in parts: slices.size() == slots.size() + 1, and slot i stands behind slice i.
struct Cut {
  std::vector<std::string_view> slices;
  std::vector<unsigned> slots;
};
/// The views are of `bytes`.
Cut cut(std::string_view bytes);

}  // namespace allmende::html
