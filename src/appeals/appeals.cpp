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
  appeal.sections = TRY(reader.list("sections", kMostParagraphs, [](Place const& place) { return place.as(Slug::parse, 120); }));
  appeal.from = TRY(reader.optional("from", Instant::parse));
  appeal.to = TRY(reader.optional("to", Instant::parse));
  TRY(reader.finish());
  if (appeal.from && appeal.to && *appeal.to <= *appeal.from) return reader.refused("to", "an appeal ends after it has begun");
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
  std::vector<std::string> sections;
  for (Slug const& section : appeal.sections) sections.push_back(section.text());
  put(out, "sections", sections);
  if (appeal.from) out.emplace("from", appeal.from->rfc3339());
  if (appeal.to) out.emplace("to", appeal.to->rfc3339());
  return out;
}

bool runs(Appeal const& appeal, Instant now) {
  return (!appeal.from || *appeal.from <= now) && (!appeal.to || now < *appeal.to);
}

Result<void> write_appeal(database::WriteTx& tx, people::Actor const& actor, Appeal const& wanted, Writing writing, Instant now) {
  TRY(actor.must_have_any(kAppealWriters));
  Appeal appeal = TRY(appeal_from_json(to_json(wanted)));
  if (writing == Writing::anew && find_appeal(tx, appeal.slug)) return refuse(Code::conflict, "there is an appeal of this name already", "slug");
  if (put_appeal(tx, appeal) == Put::unchanged) return {};
  people::record_deed(tx, actor, {"appeal written", "appeal", appeal.slug.text(), json::write(to_json(appeal))}, now);
  return {};
}

Result<void> end_appeal(database::WriteTx& tx, people::Actor const& actor, Slug const& slug, Instant now) {
  TRY(actor.must_have_any(kAppealWriters));
  auto appeal = find_appeal(tx, slug);
  if (!appeal) return refuse(Code::not_found, "there is no such appeal");
  if (appeal->to && *appeal->to <= now) return refuse(Code::conflict, "it is over already");
  appeal->to = now;
  if (appeal->from && *appeal->from >= now) appeal->from.reset();  // it has never begun
  put_appeal(tx, *appeal);
  people::record_deed(tx, actor, {"appeal ended", "appeal", slug.text()}, now);
  return {};
}

}  // namespace allmende::appeals
