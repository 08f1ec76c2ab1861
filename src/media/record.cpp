#include "media/record.h"

namespace allmende::media {

namespace {

void put(json::Object& out, char const* key, std::string const& value) {
  if (!value.empty()) out.emplace(key, value);
}

Result<Focus> focus_in(json::Reader& reader) {
  auto numbers = TRY(reader.list("focus", 2, [](json::Place const& it) { return it.integer(0, 100); }));
  if (numbers.empty()) return Focus{};
  if (numbers.size() != 2) return reader.refused("focus", "a focus has two numbers, from the left and from the top");
  return Focus{static_cast<int>(numbers[0]), static_cast<int>(numbers[1])};
}

}  // namespace

json::Object to_json(StoredPicture const& picture) {
  Facts const& facts = picture.facts;
  json::Object out{{"format", kPictureFormat}, {"file", picture.name}};
  put(out, "credit", facts.credit);
  put(out, "caption", facts.caption);
  put(out, "alt", facts.alt);
  if (facts.focus != Focus{}) out.emplace("focus", json::Array{facts.focus.x, facts.focus.y});
  if (facts.ends) out.emplace("ends", facts.ends->rfc3339());
  return out;
}

Result<Described> described_from_json(json::Value const& value) {
  json::Reader reader = TRY(json::Place(value).object());
  std::string format = TRY(reader.required_string("format", 64));
  if (format != kPictureFormat) return reader.refused("format", fmt::format("this program reads \"{}\" here", kPictureFormat));
  Described read;
  read.name = TRY(reader.required_string("file", 120));
  read.facts.credit = TRY(reader.string_or_empty("credit", kLongestCredit));
  read.facts.caption = TRY(reader.string_or_empty("caption", kLongestCaption));
  read.facts.alt = TRY(reader.string_or_empty("alt", kLongestAlt));
  read.facts.focus = TRY(focus_in(reader));
  read.facts.ends = TRY(reader.optional("ends", Instant::parse));
  TRY(reader.finish());
  return read;
}

Result<bool> put_described(database::WriteTx& tx, Described const& described, Instant now) {
  auto before = find(tx, described.name);
  TRY(describe(tx, Actor::command_line(), described.name, described.facts, now));
  return before->facts != find(tx, described.name)->facts;
}

}  // namespace allmende::media
