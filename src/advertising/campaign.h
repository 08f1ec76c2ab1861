#pragma once
// What an advertiser has booked, and its record. Part of the door advertising.h.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/base.h"
#include "json/json.h"

namespace allmende::advertising {

/// The word that stands over it. There is always one: German press law wants »Anzeige« over what others paid
/// for; »Werbung« is for everything, the house's own as well.
enum class Label { advertising, paid };

/// Where campaigns may stand. An article that is closed to advertising has none of these places.
enum class Place { article, article_end, front, list };
inline constexpr std::array kPlaces = {Place::article, Place::article_end, Place::front, Place::list};

/// "article", "article-end", "front", "list".
std::string_view name_of(Place place);
Result<Place> parse_place(std::string_view name);

struct Picture {
  std::string file;  ///< the name of a picture of the paper: "kran.webp"
  std::string alt;
  bool operator==(Picture const&) const = default;
};

/// All plain text. A campaign without title, text and picture keeps its place free: readers see the label and an
/// offer to advertise.
struct Campaign {
  static constexpr std::int64_t kHeaviest = 1000;
  static constexpr std::int64_t kHighestCap = 1'000'000'000;

  Slug slug;
  std::string advertiser = {};  ///< empty = the paper itself
  Label label = Label::advertising;
  std::string title = {};
  std::string text = {};
  std::optional<Picture> picture = {};
  std::string link = {};  ///< a path of the paper ("/beitrag") or an https address; empty = none
  std::optional<Language> language = {};  ///< of title and text; none = the paper's
  std::vector<Place> places = {Place::article};  ///< at least one, each once, in the order of kPlaces
  std::optional<Instant> from = {};  ///< none = at once
  std::optional<Instant> to = {};    ///< exclusive; none = until it is changed
  std::int64_t weight = 1;           ///< 1 to kHeaviest: its share of a place, beside the others' weights
  std::optional<std::int64_t> cap_per_day = {};  ///< how often it may be shown on a day, at all places together
  bool operator==(Campaign const&) const = default;
};

inline constexpr std::string_view kCampaignFormat = "allmende-campaign/1";
/// Read all the same: an advertisement is a campaign of the house above articles, without beginning and end.
inline constexpr std::string_view kAdvertisementFormat = "allmende-advertisement/1";

/// Refuses: invalid for anything that is neither record, naming the member: a link that is neither path nor https
/// address; no place, one that there is not or one twice; an end that is not behind the beginning; a
/// picture without a text for those who do not see it; a number out of its range.
Result<Campaign> campaign_from_json(json::Value const& value);
json::Object to_json(Campaign const& campaign);

}  // namespace allmende::advertising
