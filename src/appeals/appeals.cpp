#include "appeals/appeals.h"

namespace allmende::appeals {

namespace {

using json::Place;
using json::Reader;

constexpr std::size_t kLongestLine = 1200;
constexpr std::size_t kLongestParagraph = 20'000;
constexpr std::size_t kMostParagraphs = 50;

Result<std::string> paragraph(Place const& place) { return place.string(kLongestParagraph); }

void put(json::Object& out, char const* key, std::string const& value) {
  if (!value.empty()) out.emplace(key, value);
}

void put(json::Object& out, char const* key, std::vector<std::string> const& values) {
  if (values.empty()) return;
  json::Array array;
  for (std::string const& value : values) array.emplace_back(value);
  out.emplace(key, std::move(array));
}

}  // namespace

Result<Appeal> appeal_from_json(json::Value const& value) {
  Reader reader = TRY(Place(value).object());
  if (TRY(reader.required_string("format", 64)) != kAppealFormat) {
    return reader.refused("format", "this program reads \"allmende-appeal/1\" here");
  }
  Slug slug = TRY(reader.required("slug", Slug::parse));
  auto language = TRY(reader.optional("language", Language::parse));
  std::string title = TRY(reader.required_string("title", kLongestLine));
  Appeal appeal{slug, language.value_or(Language::german()), title};
  appeal.text = TRY(reader.list("text", kMostParagraphs, paragraph));
  appeal.lead_in = TRY(reader.string_or_empty("lead_in", kLongestParagraph));
  appeal.purposes = TRY(reader.list("purposes", kMostParagraphs, paragraph));
  appeal.closing = TRY(reader.string_or_empty("closing", kLongestParagraph));
  appeal.button = TRY(reader.string_or_empty("button", kLongestLine));
  appeal.thanks = TRY(reader.string_or_empty("thanks", kLongestParagraph));
  TRY(reader.finish());
  if (appeal.title.empty()) return reader.refused("title", "is empty");
  return appeal;
}

json::Object to_json(Appeal const& appeal) {
  json::Object out{{"format", kAppealFormat},
                   {"slug", appeal.slug.text()},
                   {"language", appeal.language.tag()},
                   {"title", appeal.title}};
  put(out, "text", appeal.text);
  put(out, "lead_in", appeal.lead_in);
  put(out, "purposes", appeal.purposes);
  put(out, "closing", appeal.closing);
  put(out, "button", appeal.button);
  put(out, "thanks", appeal.thanks);
  return out;
}

}  // namespace allmende::appeals
