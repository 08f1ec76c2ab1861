#pragma once
// What the site leaves open in its pages for the press to fill for each reader. Private to the site.

#include <atomic>

#include "advertising/advertising.h"
#include "newsroom/newsroom.h"
#include "press/press.h"
#include "site/context.h"
#include "site/open_place.h"

namespace allmende::site {

/// The kinds of slot: for each place one in each language, since what fills it speaks the language around it; for
/// appeals one for each section besides, of the paper's first kSectionsWithAppeals. Beneath articles of others stand
/// only appeals for all.
inline constexpr std::size_t kSectionsWithAppeals = 16;
unsigned kind_of_appeal(std::size_t language, std::optional<std::size_t> section = {});
unsigned kind_of(advertising::Place place, std::size_t language);

/// The open place in an article, if the article has one: the press's to fill, or, in a paper whose pages are
/// shared (Settings::shared_for), that of open_places.h. There, an article's end has no advertisement.
html::Html appeal_slot(Context const& context, database::ReadTx& tx, newsroom::Article const& article);
html::Html advertisement_slot(Context const& context, advertising::Place place,
                              newsroom::Article const& article);
/// The open place on a page of many articles, in the paper's language; `beside`: what stands next to it. None
/// where one of them is closed to advertising, and none where pages are shared.
html::Html advertisement_slot(Context const& context, advertising::Place place,
                              std::span<newsroom::Teaser const> beside);

/// The press's to fill, in any paper; nothing where the article leaves the place closed.
html::Html press_slot(Context const& context, database::ReadTx& tx, OpenPlace place, newsroom::Article const& article);
/// The advertisement on a page that is no article's.
html::Html advertisement_press_slot(Context const& context, Language const& language);
/// Whether the article's page is to bring the script that fills its places.
bool has_places_for_script(Context const& context, newsroom::Article const& article);

/// The campaigns that share a place in one language: filling i + 1 is the campaign with slugs[i].
struct Sharing : press::Policy {
  Sharing(advertising::Place at_place, std::vector<advertising::Campaign> const& campaigns);

  advertising::Place place;
  std::vector<Slug> slugs;
  std::vector<std::uint32_t> weights;
  /// Bit i: campaign i may be shown at the moment. The one thing that changes; loops read it as it is.
  mutable std::atomic<std::uint32_t> open = 0;
};

/// Gives the press the appeals that run now, as the database has them: again when one, or a section, changes, and at
/// each turn of appeals::next_turn().
void fill_appeals(Context const& context, press::Press& press);

}  // namespace allmende::site
