#include "advertising/campaign.h"

#include <algorithm>

namespace allmende::advertising {

namespace {

using json::Reader;

bool is_link(std::string_view link) {
  bool here = link.starts_with('/') && !link.starts_with("//");
  auto is_odd = [](char c) {
    return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f || std::string_view("\"<>\\^`{|}").contains(c);
  };
  return (here || link.starts_with("https://")) && std::ranges::none_of(link, is_odd) && link.size() <= 2000;
}

void put(json::Object& out, char const* key, std::string const& value) {
  if (!value.empty()) out.emplace(key, value);
}

Result<Label> parse_label(std::string_view text) {
  if (text == "Werbung") return Label::advertising;
  if (text == "Anzeige") return Label::paid;
  return refuse(Code::invalid, "the label is \"Werbung\" or \"Anzeige\"");
}

/// What both records have.
Result<void> read_message(Reader& reader, Campaign& campaign) {
  campaign.title = TRY(reader.string_or_empty("title", 400));
  campaign.text = TRY(reader.string_or_empty("text", 4000));
  campaign.link = TRY(reader.string_or_empty("link", 2000));
  campaign.language = TRY(reader.optional("language", Language::parse));
  if (!campaign.link.empty() && !is_link(campaign.link)) {
    return reader.refused("link", "a link is a path of this paper (/beitrag) or an https address");
  }
  return {};
}

Result<void> read_picture(Reader& reader, Campaign& campaign) {
  auto picture = TRY(reader.optional_object("picture"));
  if (!picture) return {};
  std::string file = TRY(picture->required_string("file", 120));
  std::string alt = TRY(picture->required_string("alt", 1200));
  campaign.picture = Picture{std::move(file), std::move(alt)};
  TRY(picture->finish());
  if (campaign.picture->file.empty()) return picture->refused("file", "a picture has a name");
  if (campaign.picture->alt.empty()) {
    return picture->refused("alt", "those who do not see the picture need to be told what it shows");
  }
  return {};
}

Result<void> read_places(Reader& reader, Campaign& campaign) {
  if (!reader.has("places")) return {};
  campaign.places = TRY(reader.list("places", kPlaces.size(), [](json::Place const& place) {
    return place.as(parse_place, 64);
  }));
  std::ranges::sort(campaign.places);
  bool twice = std::ranges::adjacent_find(campaign.places) != campaign.places.end();
  if (campaign.places.empty() || twice) return reader.refused("places", "a campaign has a place, and none twice");
  return {};
}

Result<void> read_booking(Reader& reader, Campaign& campaign) {
  campaign.from = TRY(reader.optional("from", Instant::parse));
  campaign.to = TRY(reader.optional("to", Instant::parse));
  if (campaign.from && campaign.to && *campaign.to <= *campaign.from) {
    return reader.refused("to", "a campaign ends after it has begun");
  }
  campaign.weight = TRY(reader.optional_integer("weight", 1, Campaign::kHeaviest)).value_or(1);
  campaign.cap_per_day = TRY(reader.optional_integer("cap_per_day", 1, Campaign::kHighestCap));
  return {};
}

void put_booking(json::Object& out, Campaign const& campaign) {
  if (campaign.places != Campaign{campaign.slug}.places) {
    json::Array places;
    for (Place place : campaign.places) places.emplace_back(name_of(place));
    out.emplace("places", std::move(places));
  }
  if (campaign.from) out.emplace("from", campaign.from->rfc3339());
  if (campaign.to) out.emplace("to", campaign.to->rfc3339());
  if (campaign.weight != 1) out.emplace("weight", campaign.weight);
  if (campaign.cap_per_day) out.emplace("cap_per_day", *campaign.cap_per_day);
}

}  // namespace

std::string_view name_of(Place place) {
  switch (place) {
    case Place::article: return "article";
    case Place::article_end: return "article-end";
    case Place::front: return "front";
    case Place::list: return "list";
  }
  report_bug("every place has a name");
}

Result<Place> parse_place(std::string_view name) {
  for (Place place : kPlaces) {
    if (name_of(place) == name) return place;
  }
  return refuse(Code::invalid, "the places are article, article-end, front and list");
}

Result<Campaign> campaign_from_json(json::Value const& value) {
  Reader reader = TRY(json::Place(value).object());
  std::string format = TRY(reader.required_string("format", 64));
  if (format != kCampaignFormat && format != kAdvertisementFormat) {
    return reader.refused("format", "this program reads \"allmende-campaign/1\" here");
  }
  Campaign campaign{TRY(reader.required("slug", Slug::parse))};
  TRY(read_message(reader, campaign));
  if (format == kCampaignFormat) {
    campaign.advertiser = TRY(reader.string_or_empty("advertiser", 200));
    campaign.label = TRY(reader.optional("label", parse_label)).value_or(Label::advertising);
    TRY(read_picture(reader, campaign));
    TRY(read_places(reader, campaign));
    TRY(read_booking(reader, campaign));
  }
  TRY(reader.finish());
  return campaign;
}

json::Object to_json(Campaign const& campaign) {
  json::Object out{{"format", kCampaignFormat}, {"slug", campaign.slug.text()}};
  put(out, "advertiser", campaign.advertiser);
  if (campaign.label == Label::paid) out.emplace("label", "Anzeige");
  put(out, "title", campaign.title);
  put(out, "text", campaign.text);
  if (campaign.picture) {
    out.emplace("picture", json::Object{{"file", campaign.picture->file}, {"alt", campaign.picture->alt}});
  }
  put(out, "link", campaign.link);
  if (campaign.language) out.emplace("language", campaign.language->tag());
  put_booking(out, campaign);
  return out;
}

}  // namespace allmende::advertising
