#pragma once
// A page as plain text, as exports of old archives and copies from a browser hold it: label of an
// advertisement, headline, deck, reading time, body with dateline, credit and page references, and
// beneath it the paper's appeal. This file tells the parts apart and says of each how sure it is.
//
// 1. Nothing is dropped in silence: every character of the input that is not blank lies in a
// Finding.
// 2. Nothing is invented: every value is a stretch of the input, with blanks and line ends made
// even.
//    Typography is not touched here.
// 3. One file is one page.
//
// Threads: a pure function.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/base.h"
#include "newsroom/body.h"

namespace allmende::newsroom {

/// What the paper knows before it reads.
struct PageTextHints {
  Language language =
      Language::german();    ///< German and English are known; others are read as German
  std::string house = "nd";  ///< the paper's own sign in a credit: "dpa/nd"
  std::vector<std::string> places =
      {};  ///< places the paper writes from, besides the well-known ones
};

enum class Element {
  ad_label,
  kicker,
  headline,
  deck,
  byline,
  reading_time,
  dateline,
  paragraph,
  subheading,
  list_item,
  credit,
  see_pages,
  appeal_title,
  appeal_text,
  appeal_lead_in,
  appeal_purpose,
  appeal_closing,
};

enum class Certainty { certain, likely, unsure };

/// What one stretch of the input was taken for.
struct Finding {
  Element element;
  Certainty certainty;
  int line;             ///< where it begins, from 1
  std::size_t begin;    ///< first byte in the input
  std::size_t end;      ///< behind the last byte
  std::string excerpt;  ///< its first words, one line
  std::string doubt;    ///< what else it could be; only when unsure

  bool operator==(Finding const&) const = default;
};

/// The paper's appeal as it stood beneath the article. Title and lead-in may be empty.
struct AppealText {
  std::string title;
  std::vector<std::string> text;
  std::string lead_in;
  std::vector<std::string> purposes;
  std::vector<std::string> closing;

  bool operator==(AppealText const&) const = default;
};

struct PageText {
  std::string ad_label;
  std::string kicker;
  std::string headline;
  std::string deck;
  std::string reading_time;  ///< as printed, to be reported; what the paper shows is computed
  std::vector<std::string> authors;
  std::vector<std::string> dateline;
  Body body;  ///< paragraphs, sure subheadings and lists, with the ids b1, b2, …
  std::vector<std::string> sources;  ///< agencies named in the credit
  bool edited = false;               ///< the credit names the house too
  std::string
      credit;  ///< as printed, where sources, edited and authors would not give the same line
  std::vector<std::string> see_pages;
  std::optional<AppealText> appeal;
  std::vector<Finding> findings;  ///< in the order of the input
};

/// The most that a file may hold.
inline constexpr std::size_t kLongestPageText = 2'000'000;

/// Reads one page. Every kind of line end, a byte order mark, tabs and many blank lines are
/// welcome; unbreakable spaces stay in the text; soft hyphens and other invisible characters are
/// left out. Refuses, with the line in `where`: limit for a file above 2 MB, more than 2,000
/// paragraphs, or a part longer than an article takes; invalid for a file that is empty, no text,
/// not UTF-8 (the message names the usual remedy), without a headline or without a text beneath it,
/// or that holds two pages.
Result<PageText> read_page_text(std::string_view text, PageTextHints const& hints);

/// "headline", "see pages": the names under which findings are printed.
std::string_view name_of(Element element);

/// One line for whoever imports: "line 3   headline   NATO und Russland wieder im Dialog"; an
/// unsure one says
/// "(unsure)" and its doubt.
std::string line_of(Finding const& finding);

}  // namespace allmende::newsroom
