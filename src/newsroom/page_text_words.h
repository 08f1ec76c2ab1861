#pragma once
// The words by which the parts of a page are known. They are looked for and never shown to anybody.
// Private to page_text. Everything in small letters, except the names of agencies.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/base.h"

namespace allmende::newsroom::page_text {

using WordList = std::span<std::string_view const>;

struct PageWords {
  WordList ad_labels;      ///< a line of its own above an advertisement
  WordList reading_times;  ///< "lesedauer"
  WordList minutes;        ///< "min", without a full stop
  WordList pages;          ///< "seite", "seiten"
  WordList see;            ///< may stand before them: "siehe"
  WordList conjunctions;   ///< "und"
  WordList ranges;         ///< "bis"
  WordList agencies;       ///< several agencies without their names: "agenturen"
  WordList with;           ///< "mit" agencies
  WordList by;             ///< "von" an author
  WordList from;           ///< may stand before a place inside a sentence: "in", "aus"
  WordList no_places;      ///< open a sentence like a place: "nein", "montag"
  WordList asking;         ///< beginnings of words by which an appeal asks
  WordList addressing;     ///< words by which it speaks to the reader
};

/// German and English; any other language is read as German.
PageWords const& words_for(Language const& language);

/// The name of a news agency as it signs itself: "DPA" → "dpa". Nothing for anything else.
std::optional<std::string_view> agency_named(std::string_view word);

/// Whether the place is one that correspondents write from: capitals, large cities.
bool is_known_place(std::string_view place);

/// Whether it ends as names of places do: "-burg", "-hausen".
bool sounds_like_a_place(std::string_view place);

bool contains(WordList list, std::string_view word);

}  // namespace allmende::newsroom::page_text
