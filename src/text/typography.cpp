#include "text/typography.h"

#include "text/normalise.h"
#include "text/paragraph.h"

namespace allmende::text {

QuoteStyle usual_quotes(Language const& language) {
  std::string_view const primary = language.primary();
  bool const swiss = language.tag().ends_with("-CH") && primary == "de";
  if (swiss || primary == "fr" || primary == "it") return QuoteStyle::outward_guillemets;
  return primary == "de" ? QuoteStyle::inward_guillemets : QuoteStyle::high;
}

Result<QuoteStyle> parse_quote_style(std::string_view example) {
  if (example == "»…«") return QuoteStyle::inward_guillemets;
  if (example == "„…“") return QuoteStyle::low_high;
  if (example == "«…»") return QuoteStyle::outward_guillemets;
  if (example == "“…”") return QuoteStyle::high;
  return refuse(Code::invalid, "quotes are one of »…«, „…“, «…» and “…”");
}

std::string Typography::set(std::string_view plain) const {
  Run const run{plain};
  return std::move(set(std::span(&run, 1)).runs.front());
}

namespace {

/// Once over a paragraph with every rule.
Typeset set_once(std::span<std::string const> texts, std::span<Run const> runs,
                 Language const& language, QuoteStyle quotes) {
  Paragraph paragraph(texts, runs);
  Typeset typeset;
  typeset.unpaired_quotes = set_quotes(paragraph, language, quotes);
  set_dashes(paragraph, language);
  set_ellipses(paragraph);
  set_abbreviations(paragraph, language);
  set_spaces(paragraph, language);
  typeset.runs = paragraph.edited();
  return typeset;
}

/// Odd paragraphs may need a second turn; in a hostile one the rules could chase each other for
/// ever.
constexpr int kMostTurns = 5;

}  // namespace

Typeset Typography::set(std::span<Run const> runs) const {
  Typeset normal;
  for (Run const& run : runs) {
    bool const untouched = run.treatment == Treatment::untouched;
    normal.runs.push_back(untouched ? std::string(run.text) : normalise(run.text));
  }
  std::vector<std::string> texts = normal.runs;
  for (int turn = 0; turn < kMostTurns; ++turn) {
    Typeset typeset = set_once(texts, runs, language_, quotes_);
    if (typeset.runs == texts)
      return typeset;  // nothing left to do: so doing it again changes nothing
    texts = std::move(typeset.runs);
  }
  normal.unpaired_quotes = 1;
  return normal;
}

}  // namespace allmende::text
