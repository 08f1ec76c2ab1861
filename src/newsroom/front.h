#pragma once
// The front page, composed: who leads, who follows, what each section shows. A pure function of what is
// there, so that an editor can predict it.

#include <optional>
#include <vector>

#include "newsroom/teaser.h"

namespace allmende::newsroom {

struct FrontSection {
  Slug section;
  std::vector<Teaser> teasers;
};

struct Front {
  std::optional<Teaser> breaking;  ///< stands above, and nowhere else
  std::optional<Teaser> lead;
  std::vector<Teaser> second;
  std::vector<Teaser> brief;  ///< the newest of the rest, one line each
  std::vector<FrontSection> sections;
};

/// What an editor has placed, as far as readers can see it.
struct FrontByHand {
  std::optional<Teaser> breaking = {};
  std::optional<Teaser> lead = {};
  std::vector<Teaser> second = {};
  std::vector<FrontSection> sections = {};
};

struct FrontInput {
  std::vector<Teaser> title_page;  ///< page 1 of the newest issue, in its order
  std::vector<Teaser> newest;      ///< all sections, newest first
  std::vector<FrontSection> sections;  ///< in the order of the navigation, each newest first
  FrontByHand by_hand = {};
};

struct FrontSizes {
  std::size_t second = 3;
  std::size_t brief = 6;
  std::size_t in_section = 5;
};

/// What was placed by hand stands where it was placed. Else: the first article of the title page leads, unless the newest article is more than a day younger than it:
/// then the newest one with a picture leads. The rest of the title page comes second, then what is newest;
/// opinion pieces wait for their section. Nobody appears twice: a place is refilled by the next one.
Front compose_front(FrontInput input, FrontSizes const& sizes = {});

}  // namespace allmende::newsroom
