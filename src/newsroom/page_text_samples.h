#pragma once
// For the tests of page_text: a page to read, and what of a file no finding speaks of.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "newsroom/page_text.h"

namespace allmende::newsroom::page_text {

/// A page with every part, in the shape that exports have.
inline constexpr char const* kSamplePage = R"(Anzeige

Hafenkran steht still

Nach dem Sturm fehlt ein Ersatzteil, das niemand mehr baut

 • Lesedauer: 2 Min.

Hamburg. Der große Kran am Südkai steht seit Montag still. »Wir warten auf ein Lager«, sagte die Hafenmeisterin.

Die Reederei rechnet mit zwei Wochen Verzug. dpa/nd Seiten 2, 3 und 5

Diese Zeitung gehört denen, die sie lesen.

Wir schreiben für alle, auch für die, die nichts zahlen können.

Mit Ihrem Beitrag können wir:

→ den Hafen besuchen,
→ in die Akten sehen.

Unterstützen Sie uns. Danke.
)";

/// The input with every found stretch and every invisible character made blank, trimmed: empty when
/// nothing was dropped. "twice" when two findings share a byte, "order" when they stand in another
/// order.
inline std::string unspoken(std::string_view input, std::vector<Finding> const& findings) {
  std::string rest(input);
  std::size_t before = 0;
  for (Finding const& finding : findings) {
    if (finding.begin >= finding.end || finding.end > input.size()) return "bounds";
    if (finding.begin < before) return finding.end <= before ? "order" : "twice";
    before = finding.end;
    std::fill(rest.begin() + static_cast<std::ptrdiff_t>(finding.begin),
              rest.begin() + static_cast<std::ptrdiff_t>(finding.end), ' ');
  }
  for (std::string_view blank :
       {"\u00a0", "\u00ad", "\u200b", "\u2007", "\u2009", "\u202f", "\u2028", "\u2029", "\u2060",
        "\u3000", "\ufeff", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e"}) {
    for (std::size_t at = 0; (at = rest.find(blank, at)) != std::string::npos;) {
      rest.replace(at, blank.size(), " ");
    }
  }
  std::size_t begin = rest.find_first_not_of(" \t\r\n\f\v");
  if (begin == std::string::npos) return {};
  return rest.substr(begin, rest.find_last_not_of(" \t\r\n\f\v") + 1 - begin);
}

inline std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size()) {
    text.replace(at, what.size(), with);
  }
  return text;
}

}  // namespace allmende::newsroom::page_text
