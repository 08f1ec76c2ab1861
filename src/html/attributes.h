#pragma once
// The attributes that a template may write, and what may be their value. Whatever is not in these
// tables, except aria-* and data-*, does not compile. Names stand in byte order, for the search.
//
// Sources: WHATWG HTML, index "Attributes"; SVG 2; MathML Core; RDFa (property, prefix).

#include <string_view>

#include "html/search.h"

namespace allmende::html::detail {

/// What may be the value of an attribute.
enum class Takes : unsigned char {
  text,      // any text, whole or in part
  fixed,     // only what the template says
  flag,      // there or not
  url,       // an address
  srcset,    // a list of addresses
  rel,       // text, but fixed in a link
  type,      // text, but fixed in a script
  fragment,  // a literal that begins with #
  equiv,     // http-equiv
  event,     // on...: may not be written at all
  style,     // may not be written at all
  srcdoc,    // may not be written at all
  unknown,   // in no table
};

/// Any text.
inline constexpr std::string_view kTextAttributes[] = {
    "abbr",         "accept",    "accesskey",  "alt",          "autocapitalize",
    "autocomplete", "class",     "color",      "cols",         "colspan",
    "content",      "coords",    "datetime",   "decoding",     "dir",
    "dirname",      "download",  "draggable",  "enterkeyhint", "fetchpriority",
    "for",          "form",      "formtarget", "headers",      "height",
    "high",         "hreflang",  "id",         "imagesizes",   "inputmode",
    "itemid",       "itemprop",  "itemref",    "itemtype",     "kind",
    "label",        "lang",      "list",       "loading",      "low",
    "max",          "maxlength", "media",      "min",          "minlength",
    "name",         "optimum",   "pattern",    "placeholder",  "popovertarget",
    "property",     "role",      "rows",       "rowspan",      "scope",
    "shape",        "size",      "sizes",      "slot",         "span",
    "spellcheck",   "srclang",   "start",      "step",         "tabindex",
    "target",       "title",     "translate",  "value",        "width",
    "wrap"};

/// There or not.
inline constexpr std::string_view kFlagAttributes[] = {
    "allowfullscreen", "async",    "autofocus", "autoplay",   "checked",
    "controls",        "default",  "defer",     "disabled",   "formnovalidate",
    "hidden",          "inert",    "ismap",     "itemscope",  "loop",
    "multiple",        "muted",    "nomodule",  "novalidate", "open",
    "playsinline",     "readonly", "required",  "reversed",   "selected"};

/// A whole address.
inline constexpr std::string_view kUrlAttributes[] = {
    "action", "background", "cite", "data",   "formaction",
    "href",   "manifest",   "ping", "poster", "src"};

/// They steer what the browser does or trusts, so no value may.
inline constexpr std::string_view kFixedAttributes[] = {
    "accept-charset",
    "allow",
    "as",
    "charset",
    "contenteditable",
    "crossorigin",
    "enctype",
    "formenctype",
    "formmethod",
    "integrity",
    "method",
    "nonce",
    "popover",
    "popovertargetaction",
    "prefix",
    "preload",
    "referrerpolicy",
    "sandbox",
    "usemap",
};

/// In svg and math, and on svg and math themselves: what names and what measures.
inline constexpr std::string_view kForeignTextAttributes[] = {
    "class",   "cx",         "cy",     "d",  "dx",   "dy", "height", "id",       "lang",
    "offset",  "pathLength", "points", "r",  "role", "rx", "ry",     "tabindex", "transform",
    "viewBox", "width",      "x",      "x1", "x2",   "y",  "y1",     "y2"};

/// In svg and math: paint, which can name an address, is for the template or the style sheet.
inline constexpr std::string_view kForeignFixedAttributes[] = {
    "clip-path",
    "clip-rule",
    "clipPathUnits",
    "display",
    "dominant-baseline",
    "fill",
    "fill-opacity",
    "fill-rule",
    "focusable",
    "font-family",
    "font-size",
    "font-style",
    "font-weight",
    "gradientTransform",
    "gradientUnits",
    "letter-spacing",
    "marker-end",
    "marker-mid",
    "marker-start",
    "markerHeight",
    "markerUnits",
    "markerWidth",
    "mask",
    "mathvariant",
    "opacity",
    "orient",
    "patternTransform",
    "patternUnits",
    "preserveAspectRatio",
    "refX",
    "refY",
    "shape-rendering",
    "stop-color",
    "stop-opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "version",
    "xml:lang",
    "xmlns",
    "xmlns:xlink",
};

static_assert(sorted(kTextAttributes) && sorted(kFlagAttributes) && sorted(kUrlAttributes));
static_assert(sorted(kFixedAttributes));
static_assert(sorted(kForeignTextAttributes) && sorted(kForeignFixedAttributes));

constexpr Takes takes_in_html(std::string_view name) {
  if (find(kTextAttributes, name) != kNowhere) return Takes::text;
  if (find(kUrlAttributes, name) != kNowhere) return Takes::url;
  if (find(kFlagAttributes, name) != kNowhere) return Takes::flag;
  if (find(kFixedAttributes, name) != kNowhere) return Takes::fixed;
  if (name == "rel") return Takes::rel;
  if (name == "type") return Takes::type;
  if (name == "srcset" || name == "imagesrcset") return Takes::srcset;
  if (name == "http-equiv") return Takes::equiv;
  return Takes::unknown;
}

constexpr Takes takes_in_foreign(std::string_view name) {
  if (find(kForeignTextAttributes, name) != kNowhere) return Takes::text;
  if (find(kForeignFixedAttributes, name) != kNowhere) return Takes::fixed;
  if (name == "href" || name == "xlink:href") return Takes::fragment;
  return Takes::unknown;
}

/// What an attribute of that name takes, in HTML or in svg and math.
constexpr Takes takes_of(std::string_view name, bool foreign) {
  Takes const takes = foreign ? takes_in_foreign(name) : takes_in_html(name);
  if (takes != Takes::unknown) return takes;
  if (name.size() > 5 && (name.starts_with("aria-") || name.starts_with("data-"))) {
    return Takes::text;
  }
  if (name == "style") return Takes::style;
  if (name == "srcdoc") return Takes::srcdoc;
  bool const on = name.size() > 2 && (name[0] | 32) == 'o' && (name[1] | 32) == 'n';
  return on ? Takes::event : Takes::unknown;
}

}  // namespace allmende::html::detail
