#include "advertising/advertising.h"

namespace allmende::advertising {

namespace {

using json::Place;
using json::Reader;

bool is_link(std::string_view link) {
  bool here = link.starts_with('/') && !link.starts_with("//");
  bool plain = link.find_first_of(" \t\r\n\"<>\\^`{|}") == std::string_view::npos;
  return (here || link.starts_with("https://")) && plain && link.size() <= 2000;
}

void put(json::Object& out, char const* key, std::string const& value) {
  if (!value.empty()) out.emplace(key, value);
}

}  // namespace

Result<Advertisement> advertisement_from_json(json::Value const& value) {
  Reader reader = TRY(Place(value).object());
  if (TRY(reader.required_string("format", 64)) != kAdvertisementFormat) {
    return reader.refused("format", "this program reads \"allmende-advertisement/1\" here");
  }
  Advertisement advertisement{TRY(reader.required("slug", Slug::parse))};
  advertisement.title = TRY(reader.string_or_empty("title", 400));
  advertisement.text = TRY(reader.string_or_empty("text", 4000));
  advertisement.link = TRY(reader.string_or_empty("link", 2000));
  advertisement.language = TRY(reader.optional("language", Language::parse));
  TRY(reader.finish());
  if (!advertisement.link.empty() && !is_link(advertisement.link)) {
    return reader.refused("link", "a link is a path of this paper (/beitrag) or an https address");
  }
  return advertisement;
}

json::Object to_json(Advertisement const& advertisement) {
  json::Object out{{"format", kAdvertisementFormat}, {"slug", advertisement.slug.text()}};
  put(out, "title", advertisement.title);
  put(out, "text", advertisement.text);
  put(out, "link", advertisement.link);
  if (advertisement.language) out.emplace("language", advertisement.language->tag());
  return out;
}

}  // namespace allmende::advertising
