#include "newsroom/limits.h"
#include "newsroom/record.h"
#include "newsroom/record_parts.h"
#include "text/text.h"

namespace allmende::newsroom {

namespace {

using json::Place;
using json::Reader;

Result<std::string> read_name(Place const& place) {
  std::string name = TRY(place.string(limits::kName));
  if (name.empty()) return place.refused("is empty");
  return name;
}

Result<std::string> read_page_label(Place const& place) {
  std::string label = TRY(place.string(8));
  bool good = !label.empty() && label.find_first_not_of(
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789") == std::string::npos;
  if (!good) return place.refused("a page's label has 1 to 8 letters and digits");
  return label;
}

Result<Contributor> read_contributor(Place const& place) {
  Reader reader = TRY(place.object());
  Contributor author{TRY(read_name(TRY(reader.required("name"))))};
  author.role = TRY(reader.optional("role", role_from_word)).value_or(Role::text);
  TRY(reader.finish());
  return author;
}

Result<Placement> read_placement(Place const& place) {
  Reader reader = TRY(place.object());
  Date issue = TRY(reader.required("issue", Date::parse));
  std::string page = TRY(read_page_label(TRY(reader.required("page"))));
  Placement placement{issue, std::move(page)};
  placement.order = static_cast<int>(TRY(reader.optional_integer("order", 1, 1000)).value_or(1));
  TRY(reader.finish());
  return placement;
}

/// What a reader is owed when something is taken back is never empty.
Result<std::string> read_reason(Reader& reader, std::string_view key) {
  std::string reason = TRY(reader.required_string(key, limits::kParagraph));
  if (reason.empty()) return reader.refused(key, "is empty");
  return reason;
}

Result<Correction> read_correction(Place const& place) {
  Reader reader = TRY(place.object());
  Instant at = TRY(reader.required("at", Instant::parse));
  std::string text = TRY(read_reason(reader, "text"));
  TRY(reader.finish());
  return Correction{at, std::move(text)};
}

Result<std::optional<Withdrawal>> read_withdrawal(Reader& article) {
  auto reader = TRY(article.optional_object("withdrawal"));
  if (!reader) return std::nullopt;
  Instant at = TRY(reader->required("at", Instant::parse));
  std::string reason = TRY(read_reason(*reader, "reason"));
  TRY(reader->finish());
  return Withdrawal{at, std::move(reason)};
}

Result<std::optional<PictureUse>> read_lead_picture(Reader& article) {
  auto reader = TRY(article.optional_object("lead_picture"));
  if (!reader) return std::nullopt;
  PictureUse use = TRY(read_picture_use(*reader));
  TRY(reader->finish());
  return use;
}

Result<Article> read_identity(Reader& reader) {
  ArticleNumber number(TRY(reader.required_integer("number", 1, limits::kLargestNumber)));
  auto given = TRY(reader.optional("slug", Slug::parse));
  State state = TRY(reader.required("state", state_from_word));
  Language language = TRY(reader.required("language", Language::parse));
  Genre genre = TRY(reader.optional("genre", genre_from_word)).value_or(Genre::report);
  std::string headline = TRY(reader.required_string("headline", limits::kLine));
  if (headline.empty()) return reader.refused("headline", "an article has a headline");
  Slug section = TRY(reader.required("section", Slug::parse));
  return Article{.number = number,
                 .slug = given ? *given : text::slug_of(headline, language),
                 .state = state,
                 .language = language,
                 .genre = genre,
                 .headline = headline,
                 .section = section};
}

Result<void> read_what_it_says(Reader& reader, Article& article) {
  article.kicker = TRY(reader.string_or_empty("kicker", limits::kLine));
  article.deck = TRY(reader.string_or_empty("deck", limits::kParagraph));
  article.dateline = TRY(reader.list("dateline", limits::kEntries, read_name));
  article.topics = TRY(reader.list("topics", limits::kEntries, read_name));
  article.authors = TRY(reader.list("authors", limits::kEntries, read_contributor));
  article.sources = TRY(reader.list("sources", limits::kEntries, read_name));
  article.edited = TRY(reader.boolean_or("edited", false));
  article.credit = TRY(reader.string_or_empty("credit", limits::kLine));
  article.lead_picture = TRY(read_lead_picture(reader));
  article.body = TRY(body_from_json(TRY(reader.required("body"))));
  return {};
}

Result<void> read_where_and_when(Reader& reader, Article& article) {
  article.see_pages = TRY(reader.list("see_pages", limits::kEntries, read_page_label));
  article.placements = TRY(reader.list("placements", limits::kEntries, read_placement));
  article.embargo = TRY(reader.optional("embargo", Instant::parse));
  article.published = TRY(reader.optional("published", Instant::parse));
  article.updated = TRY(reader.optional("updated", Instant::parse));
  article.corrections = TRY(reader.list("corrections", limits::kNotes, read_correction));
  article.withdrawal = TRY(read_withdrawal(reader));
  article.advertising = TRY(reader.boolean_or("advertising", true));
  article.appeals = TRY(reader.boolean_or("appeals", true));
  return {};
}

Result<void> check_state(Reader const& reader, Article const& article) {
  if (article.state != State::draft && !article.published) {
    return reader.refused("published", "a published article has its instant of publication");
  }
  if (article.published && article.embargo && *article.published < *article.embargo) {
    return reader.refused("embargo", "an article is not published before its embargo ends");
  }
  if (article.state == State::withdrawn && !article.withdrawal) {
    return reader.refused("withdrawal", "a withdrawn article says when and why");
  }
  if (article.state != State::withdrawn && article.withdrawal) {
    return reader.refused("withdrawal", "only a withdrawn article has a withdrawal");
  }
  return {};
}

}  // namespace

Result<Article> article_from_json(json::Value const& value) {
  Reader reader = TRY(Place(value).object());
  TRY(read_format(reader, kArticleFormat));
  Article article = TRY(read_identity(reader));
  TRY(read_what_it_says(reader, article));
  TRY(read_where_and_when(reader, article));
  TRY(reader.finish());
  TRY(check_state(reader, article));
  return article;
}

}  // namespace allmende::newsroom
