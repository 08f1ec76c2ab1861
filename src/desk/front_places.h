#pragma once
// The places of the front page as the desk shows them: what stands where, by hand or by itself. Private to this room.

#include <string>
#include <vector>

#include "desk/house.h"
#include "html/html.h"
#include "newsroom/newsroom.h"

namespace allmende::desk {

/// As forms name it: "eil", "aufmacher", "zweite", "ressort-hafen".
struct Place {
  std::string key;
  std::string name;
};
/// Where an article goes that is to stand nowhere by hand.
inline constexpr std::string_view kNoPlace = "frei";

/// In the order of the page.
std::vector<Place> all_places(words::Words const& words, std::vector<newsroom::Section> const& sections);

/// The list behind a place, where it is one; of a section that nothing stands in yet, an empty one.
std::vector<newsroom::ArticleNumber>* list_of(newsroom::Arrangement& it, std::string_view key);

struct FrontAsItIs {
  newsroom::Front front;
  newsroom::Arrangement arranged;
  std::vector<newsroom::Section> sections;
  std::vector<newsroom::Teaser> candidates;  ///< what may be placed, the newest first
};

/// Every place with its articles and their buttons, and what stands in none.
html::Html places_view(Work const& work, FrontAsItIs const& it);

/// An empty form that the script fills and sends when something was dragged, with the words that it says.
html::Html drag_form(Work const& work, html::Url const& action);

}  // namespace allmende::desk
