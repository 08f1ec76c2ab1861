#pragma once
// The article: every field a reader can see, and what decides whether they see it.

#include <optional>
#include <string>
#include <vector>

#include "base/base.h"
#include "newsroom/body.h"

namespace allmende::newsroom {

/// The number in the permanent address. It is the identity; the slug beside it may change.
using ArticleNumber = Id<struct ArticleTag>;

enum class State { draft, published, withdrawn };
enum class Genre { report, opinion, analysis, review, background, interview };
enum class Role { text, photo, illustration, translation, interview, collaboration };

/// Somebody named in the byline. Their own page is found by text::slug_of(name).
struct Contributor {
  std::string name;
  Role role = Role::text;
  bool operator==(Contributor const&) const = default;
};

/// Where an article stands in a printed issue; `order` counts from 1 on that page.
struct Placement {
  Date issue;
  std::string page;  ///< the printed label: "4", "B3"
  int order = 1;
  bool operator==(Placement const&) const = default;
};

/// A dated note that readers see; the corrected text itself is already in the body.
struct Correction {
  Instant at;
  std::string text;
  bool operator==(Correction const&) const = default;
};

/// Why a published article is gone. Readers get the reason instead of the text, and status 410.
struct Withdrawal {
  Instant at;
  std::string reason;
  bool operator==(Withdrawal const&) const = default;
};

struct Article {
  ArticleNumber number;
  Slug slug;
  State state = State::draft;
  Language language;
  Genre genre = Genre::report;

  std::string kicker = {};
  std::string headline;
  std::string deck = {};
  std::vector<std::string> dateline = {};  ///< places: {"Paris", "Cannes"}
  Slug section;
  std::vector<std::string> topics = {};
  std::vector<Contributor> authors = {};
  std::vector<std::string> sources = {};  ///< agencies whose copy was used, each once
  bool edited = false;                    ///< the house worked on agency copy: credit "dpa/nd"
  std::string credit = {};                ///< set by hand; empty = derived from the sources

  std::optional<PictureUse> lead_picture = {};
  Body body = {};
  std::vector<std::string> see_pages = {};  ///< other pages of the same issue: "Seiten 4 und 8"
  std::vector<Placement> placements = {};

  std::optional<Instant> embargo = {};    ///< nobody outside sees it before; published no sooner
  std::optional<Instant> published = {};  ///< first publication; drafts have none
  std::optional<Instant> updated = {};    ///< last change that readers should notice
  std::vector<Correction> corrections = {};
  std::optional<Withdrawal> withdrawal = {};

  bool advertising = true;  ///< whether advertisements may stand beside it
  bool appeals = true;      ///< whether the paper may ask beneath it

  bool operator==(Article const&) const = default;
};

/// How the credit line is said in the article's language.
struct CreditWords {
  std::string agencies;       ///< "Agenturen"
  std::string with_agencies;  ///< "mit Agenturen"
  std::string with;           ///< "mit {source}"
  std::string house;          ///< the paper's own sign: "nd"
};

/// The credit line (Kürzel) by the rule of the house: agency copy is signed by its source ("dpa"), two or
/// more by "Agenturen", with "/nd" behind when the house worked on it; an own text (one that has authors)
/// with agency parts says "mit dpa" or "mit Agenturen". A line set by hand wins. Empty = no line.
std::string credit_line(Article const& article, CreditWords const& words);

/// The text whose length decides the reading time: headline, deck, body, captions.
std::string readable_text(Article const& article);

}  // namespace allmende::newsroom
