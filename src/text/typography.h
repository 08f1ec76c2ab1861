#pragma once
// Typography on the way in: what people type becomes what a printer would set, by language.
//
//   "z.B. '10-12' Uhr" - sagte sie...     →     »z. B. ›10–12‹ Uhr« – sagte sie …
//
// What is changed:
//  - quotes: straight ones and those of other houses become this house's, nested ones the inner
//  ones;
//  - apostrophes: ' → ’; feet and inches: 5'10" → 5′10″;
//  - dashes: blank-hyphen-blank and -- → –; ranges of numbers only where nothing else can be meant
//  (10–12, not
//    2026-11-21, not 030-123456, not 2-1);
//  - three points → …;
//  - unbreakable spaces: U+202F in `z. B.`, `10 000`, `§ 5`, `5 %`, `5 km`; U+00A0 in `21.00 Uhr`,
//  `Nr. 5`,
//    `Dr. Meyer`, `21. November`; French punctuation;
//  - text::normalise is applied.
// What never is: URLs, e-mail addresses, runs marked as untouched, and gender forms (`Leser*innen`,
// `Leser:innen`, `Kolleg_innen`). A quote without its partner is set by its direction and reported.
// Idempotent: what has been set stays as it is.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"
#include "base/result.h"

namespace allmende::text {

/// How a house quotes, outer and inner.
enum class QuoteStyle {
  inward_guillemets,   ///< »…« ›…‹   German books and some German papers
  low_high,            ///< „…“ ‚…‘   most German papers
  outward_guillemets,  ///< «…» ‹…›   Switzerland; in French with U+202F inside
  high                 ///< “…” ‘…’   English
};

/// de »…«, de-CH and fr and it «…», all others “…”.
QuoteStyle usual_quotes(Language const& language);

/// By an example, as an operator writes it: »…«, „…“, «…» or “…”. Refuses: invalid for anything
/// else.
Result<QuoteStyle> parse_quote_style(std::string_view example);

enum class Treatment { set, untouched };

/// A piece of a paragraph. Quotes pair, and words go on, across the borders of runs.
struct Run {
  std::string_view text;
  Treatment treatment = Treatment::set;
};

struct Typeset {
  std::vector<std::string> runs;    ///< as many as were given, in their order
  std::size_t unpaired_quotes = 0;  ///< double quotes without a partner; somebody may want to look
};

/// The rules of one language and house. Made once, used by any thread.
class Typography {
 public:
  explicit Typography(Language const& language) : Typography(language, usual_quotes(language)) {}
  Typography(Language const& language, QuoteStyle quotes) : language_(language), quotes_(quotes) {}

  /// One paragraph, title or caption.
  std::string set(std::string_view plain) const;
  /// One paragraph that marks divide into runs. Untouched runs come back byte for byte.
  Typeset set(std::span<Run const> runs) const;

 private:
  Language language_;
  QuoteStyle quotes_;
};

}  // namespace allmende::text
