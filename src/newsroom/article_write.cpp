#include "newsroom/record.h"

namespace allmende::newsroom {

namespace {

void put(json::Object& out, char const* key, std::string const& value) {
  if (!value.empty()) out.emplace(key, value);
}

void put(json::Object& out, char const* key, std::vector<std::string> const& values) {
  if (values.empty()) return;
  json::Array array;
  for (std::string const& value : values) array.emplace_back(value);
  out.emplace(key, std::move(array));
}

template <class T, class Write>
void put_each(json::Object& out, char const* key, std::vector<T> const& values, Write write) {
  if (values.empty()) return;
  json::Array array;
  for (T const& value : values) array.emplace_back(write(value));
  out.emplace(key, std::move(array));
}

json::Object picture(PictureUse const& use) {
  json::Object object{{"file", use.file}};
  put(object, "alt", use.alt);
  put(object, "credit", use.credit);
  put(object, "caption", use.caption);
  return object;
}

json::Object contributor(Contributor const& author) {
  return {{"name", author.name}, {"role", to_word(author.role)}};
}

json::Object placement(Placement const& place) {
  return {{"issue", place.issue.iso8601()}, {"page", place.page}, {"order", place.order}};
}

json::Object correction(Correction const& note) {
  return {{"at", note.at.rfc3339()}, {"text", note.text}};
}

void put_identity(json::Object& out, Article const& article) {
  out.emplace("format", kArticleFormat);
  out.emplace("number", article.number.value());
  out.emplace("slug", article.slug.text());
  out.emplace("state", to_word(article.state));
  out.emplace("language", article.language.tag());
  out.emplace("genre", to_word(article.genre));
}

void put_what_it_says(json::Object& out, Article const& article) {
  put(out, "kicker", article.kicker);
  out.emplace("headline", article.headline);
  put(out, "deck", article.deck);
  put(out, "dateline", article.dateline);
  out.emplace("section", article.section.text());
  put(out, "topics", article.topics);
  put_each(out, "authors", article.authors, contributor);
  put(out, "sources", article.sources);
  if (article.edited) out.emplace("edited", true);
  put(out, "credit", article.credit);
  if (article.lead_picture) out.emplace("lead_picture", picture(*article.lead_picture));
  out.emplace("body", to_json(article.body));
}

void put_where_and_when(json::Object& out, Article const& article) {
  put(out, "see_pages", article.see_pages);
  put_each(out, "placements", article.placements, placement);
  if (article.embargo) out.emplace("embargo", article.embargo->rfc3339());
  if (article.published) out.emplace("published", article.published->rfc3339());
  if (article.updated) out.emplace("updated", article.updated->rfc3339());
  put_each(out, "corrections", article.corrections, correction);
  if (article.withdrawal) {
    out.emplace("withdrawal", json::Object{{"at", article.withdrawal->at.rfc3339()},
                                           {"reason", article.withdrawal->reason}});
  }
  if (!article.advertising) out.emplace("advertising", false);
  if (!article.appeals) out.emplace("appeals", false);
}

}  // namespace

json::Object to_json(Article const& article) {
  json::Object out;
  put_identity(out, article);
  put_what_it_says(out, article);
  put_where_and_when(out, article);
  return out;
}

}  // namespace allmende::newsroom
