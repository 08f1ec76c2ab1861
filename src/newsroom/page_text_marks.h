#pragma once
// The marks by which a page's parts are known: what a line is, and what stands at either end of a
// text. Each looks at its text alone; the reader decides by what stands around. Private to
// page_text.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsroom/page_text.h"
#include "newsroom/page_text_words.h"

namespace allmende::newsroom::page_text {

struct Knowledge {
  PageWords const& words;
  PageTextHints const& hints;

  /// One that the paper writes from, or a well-known one.
  bool knows_place(std::string_view place) const;
};

// ---- Whole lines

bool is_ad_label(std::string_view line, Knowledge const& known);

/// "Lesedauer: 1 Min." behind any bullet.
std::optional<std::string_view> reading_time(std::string_view line, Knowledge const& known);

struct Item {
  enum class Marker { bullet, dash };  ///< a dash may as well open a line of direct speech
  Marker marker;
  std::string_view text;
};
/// "→ Themen abdecken", "• …", "- …".
std::optional<Item> list_item(std::string_view line);

struct Byline {
  std::vector<std::string> names;
  std::string_view names_part;
  std::string place;  ///< "Brüssel" of "Mira Petersen, Brüssel"
  std::string_view place_part;
  Certainty certainty;
};
/// "Von Mira Petersen und Jens Hansen", "Mira Petersen, Brüssel".
std::optional<Byline> byline(std::string_view line, Knowledge const& known);

/// Two to four capitalised words: "Mira Petersen".
bool looks_like_a_name(std::string_view text);
/// One to three capitalised words: "Frankfurt am Main".
bool looks_like_a_place(std::string_view text);

// ---- The beginning of the first paragraph

struct Dateline {
  std::vector<std::string> places;
  std::vector<std::string> sources;  ///< agencies in brackets: "Paris (dpa) –"
  std::string_view part;
  std::string_view rest;  ///< the paragraph behind it
  Certainty certainty;
  bool doubtful = false;  ///< rather a short first sentence: to be left in the text
};
/// `page` is the whole text, where a place that is not well known may be confirmed: "Osterfleeter
/// Hafen".
std::optional<Dateline> dateline(std::string_view paragraph, std::string_view page,
                                 Knowledge const& known);

// ---- The end of the last paragraph

struct Credit {
  std::string printed;
  std::vector<std::string> sources = {};
  bool edited = false;
  bool with_form = false;  ///< "mit dpa": an own text with agency parts
  Certainty certainty;
};
/// The whole of `text` as a credit: "dpa/nd", "Agenturen/nd", "mit Agenturen", "(AFP)".
std::optional<Credit> credit(std::string_view text, Knowledge const& known);

/// The whole of `text` as page references: "Seiten 2, 3 und 5". Ranges are spelled out.
std::optional<std::vector<std::string>> page_references(std::string_view text,
                                                        Knowledge const& known);

struct TailPart {
  std::string_view part;
  std::optional<Credit> credit;  ///< set, or else `pages` is
  std::vector<std::string> pages = {};
};
struct Tail {
  std::string_view rest;        ///< the text before; empty when the line has nothing else
  std::vector<TailPart> parts;  ///< in their order; none when there is no such thing
  bool has_credit() const;
  bool is_weak() const;  ///< initials only, which may be anything
};
/// Credit and page references behind the last sentence.
Tail tail_of(std::string_view text, Knowledge const& known);

}  // namespace allmende::newsroom::page_text
