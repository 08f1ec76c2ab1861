#include "newsroom/limits.h"
#include "newsroom/record.h"
#include "newsroom/record_parts.h"
#include "text/text.h"

namespace allmende::newsroom {

namespace {

using json::Place;
using json::Reader;

void put(json::Object& out, char const* key, std::string const& value) {
  if (!value.empty()) out.emplace(key, value);
}

}  // namespace

Result<bool> read_format(Reader& reader, std::string_view format) {
  std::string found = TRY(reader.required_string("format", 64));
  if (found != format) {
    return reader.refused("format", fmt::format("this program reads \"{}\" here", format));
  }
  return true;
}

json::Object to_json(Section const& section) {
  json::Object out{{"format", kSectionFormat}, {"slug", section.slug.text()}, {"name", section.name},
                   {"order", section.order}};
  put(out, "description", section.description);
  return out;
}

Result<Section> section_from_json(json::Value const& value) {
  Reader reader = TRY(Place(value).object());
  TRY(read_format(reader, kSectionFormat));
  Slug slug = TRY(reader.required("slug", Slug::parse));
  std::string name = TRY(reader.required_string("name", limits::kName));
  Section section{slug, name};
  section.order = static_cast<int>(TRY(reader.required_integer("order", 0, 10'000)));
  section.description = TRY(reader.string_or_empty("description", limits::kParagraph));
  TRY(reader.finish());
  return section;
}

json::Object to_json(Author const& author) {
  json::Object out{{"format", kAuthorFormat}, {"name", author.name}};
  put(out, "description", author.description);
  return out;
}

Result<Author> author_from_json(json::Value const& value) {
  Reader reader = TRY(Place(value).object());
  TRY(read_format(reader, kAuthorFormat));
  std::string name = TRY(reader.required_string("name", limits::kName));
  if (name.empty()) return reader.refused("name", "is empty");
  // An author's address never depends on a language: it is found again from any article.
  std::string description = TRY(reader.string_or_empty("description", limits::kParagraph));
  TRY(reader.finish());
  return Author{text::slug_of(name, Language::german()), name, description};
}

json::Object to_json(TextPage const& page) {
  return {{"format", kTextPageFormat},
          {"slug", page.slug.text()},
          {"title", page.title},
          {"body", to_json(page.body)}};
}

Result<TextPage> text_page_from_json(json::Value const& value) {
  Reader reader = TRY(Place(value).object());
  TRY(read_format(reader, kTextPageFormat));
  Slug slug = TRY(reader.required("slug", Slug::parse));
  std::string title = TRY(reader.required_string("title", limits::kLine));
  Body body = TRY(body_from_json(TRY(reader.required("body"))));
  TRY(reader.finish());
  return TextPage{std::move(slug), std::move(title), std::move(body)};
}

}  // namespace allmende::newsroom
