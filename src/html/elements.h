#pragma once
// The elements that a template may write, and what each allows. Whatever is not in these tables
// does not compile: object, embed, base, frames, SMIL animation, foreignObject and the like are
// absent on purpose. Names stand in byte order, for the search.
//
// Sources: WHATWG HTML 4 "The elements of HTML", 13.2.6 "Tree construction"; SVG 2; MathML Core.

#include <string_view>

#include "html/search.h"

namespace allmende::html::detail {

/// What an element allows, as bits.
enum Trait : unsigned {
  kPlain = 0,
  kVoid = 1,          // has no end tag
  kBlock = 2,         // its start tag ends an open p
  kPhrasing = 4,      // holds no block: p and headings
  kTextOnly = 8,      // holds text and no element: title, textarea, option
  kEmpty = 16,        // raw text, and none may be written: script, iframe
  kOwnChildren = 32,  // holds only the elements that name it as their parent, and no text
  kLone = 64,         // may not stand inside itself
  kMetadata = 128,    // may stand in head
  kForeign = 256,     // begins svg or math
  kNoScript = 512,    // its inside is raw text or markup, as the browser likes
  kFirstLine = 1024,  // a parser drops a newline right after its start tag
  kAnywhere = 2048,   // may stand among rows and items: script, template
};

struct Element {
  std::string_view name;
  unsigned traits = kPlain;
  std::string_view parents = {};  // if not empty: the elements it may stand in
};

inline constexpr Element kElements[] = {
    {"a", kLone},
    {"abbr"},
    {"address", kBlock},
    {"area", kVoid},
    {"article", kBlock},
    {"aside", kBlock},
    {"audio"},
    {"b"},
    {"bdi"},
    {"bdo"},
    {"blockquote", kBlock},
    {"body", kPlain, "html"},
    {"br", kVoid},
    {"button", kLone},
    {"canvas"},
    {"caption", kPlain, "table"},
    {"cite"},
    {"code"},
    {"col", kVoid, "colgroup"},
    {"colgroup", kOwnChildren, "table"},
    {"data"},
    {"datalist"},
    {"dd", kBlock, "dl div"},
    {"del"},
    {"details", kBlock},
    {"dfn"},
    {"dialog", kBlock},
    {"div", kBlock},
    {"dl", kBlock},
    {"dt", kBlock, "dl div"},
    {"em"},
    {"fieldset", kBlock},
    {"figcaption", kBlock, "figure"},
    {"figure", kBlock},
    {"footer", kBlock},
    {"form", kBlock | kLone},
    {"h1", kBlock | kPhrasing},
    {"h2", kBlock | kPhrasing},
    {"h3", kBlock | kPhrasing},
    {"h4", kBlock | kPhrasing},
    {"h5", kBlock | kPhrasing},
    {"h6", kBlock | kPhrasing},
    {"head", kOwnChildren, "html"},
    {"header", kBlock},
    {"hgroup", kBlock},
    {"hr", kVoid | kBlock},
    {"html", kOwnChildren},
    {"i"},
    {"iframe", kEmpty},
    {"img", kVoid},
    {"input", kVoid},
    {"ins"},
    {"kbd"},
    {"label", kLone},
    {"legend", kPlain, "fieldset"},
    {"li", kBlock, "ul ol menu"},
    {"link", kVoid | kMetadata},
    {"main", kBlock},
    {"map"},
    {"mark"},
    {"math", kForeign},
    {"menu", kBlock | kOwnChildren},
    {"meta", kVoid | kMetadata},
    {"meter"},
    {"nav", kBlock},
    {"noscript", kMetadata | kNoScript},
    {"ol", kBlock | kOwnChildren},
    {"optgroup", kOwnChildren, "select"},
    {"option", kTextOnly, "select optgroup datalist"},
    {"output"},
    {"p", kBlock | kPhrasing},
    {"picture"},
    {"pre", kBlock | kFirstLine},
    {"progress"},
    {"q"},
    {"rp", kPlain, "ruby"},
    {"rt", kPlain, "ruby"},
    {"ruby"},
    {"s"},
    {"samp"},
    {"script", kEmpty | kMetadata | kAnywhere},
    {"search", kBlock},
    {"section", kBlock},
    {"select", kOwnChildren | kLone},
    {"slot"},
    {"small"},
    {"source", kVoid, "picture audio video"},
    {"span"},
    {"strong"},
    {"sub"},
    {"summary", kBlock, "details"},
    {"sup"},
    {"svg", kForeign},
    {"table", kBlock | kOwnChildren},
    {"tbody", kOwnChildren, "table"},
    {"td", kPlain, "tr"},
    {"template", kMetadata | kAnywhere},
    {"textarea", kTextOnly | kFirstLine},
    {"tfoot", kOwnChildren, "table"},
    {"th", kPlain, "tr"},
    {"thead", kOwnChildren, "table"},
    {"time"},
    {"title", kTextOnly | kMetadata, "head"},
    {"tr", kOwnChildren, "table thead tbody tfoot"},
    {"track", kVoid, "audio video"},
    {"u"},
    {"ul", kBlock | kOwnChildren},
    {"var"},
    {"video"},
    {"wbr", kVoid},
};

/// Inside svg and math. None of them is one that would throw a parser back into HTML.
inline constexpr Element kForeignElements[] = {
    {"circle"},        {"clipPath"},
    {"defs"},          {"desc", kTextOnly},
    {"ellipse"},       {"g"},
    {"line"},          {"linearGradient"},
    {"marker"},        {"mask"},
    {"mfrac"},         {"mi", kTextOnly},
    {"mn", kTextOnly}, {"mo", kTextOnly},
    {"mover"},         {"mroot"},
    {"mrow"},          {"ms", kTextOnly},
    {"mspace"},        {"msqrt"},
    {"msub"},          {"msubsup"},
    {"msup"},          {"mtable"},
    {"mtd"},           {"mtext", kTextOnly},
    {"mtr"},           {"munder"},
    {"munderover"},    {"path"},
    {"pattern"},       {"polygon"},
    {"polyline"},      {"radialGradient"},
    {"rect"},          {"stop"},
    {"svg"},           {"symbol"},
    {"text"},          {"title", kTextOnly},
    {"tspan"},         {"use"},
};

static_assert(sorted(kElements) && sorted(kForeignElements));

}  // namespace allmende::html::detail
