#include "site/json_ld.h"

#include "json/json.h"
#include "site/addresses.h"
#include "site/json_ld_paper.h"
#include "site/outside.h"

namespace allmende::site {

using html::Html;
using newsroom::Article;
using newsroom::Contributor;
using newsroom::Genre;
using newsroom::Role;

namespace {

constexpr std::string_view kType = "application/ld+json";
constexpr std::string_view kVocabulary = "https://schema.org";
constexpr std::size_t kDescription = 200;

/// NewsArticle, which everyone knows, and its kind beside it. What the house reported itself is a
/// ReportageNewsArticle; agency copy and interviews have no kind of their own.
json::Value type_of(Article const& article) {
  auto with = [](std::string_view kind) { return json::Array{"NewsArticle", json::Value(kind)}; };
  switch (article.genre) {
    case Genre::report:
      if (writers_of(article).empty()) return "NewsArticle";
      return with("ReportageNewsArticle");
    case Genre::opinion:
      return with("OpinionNewsArticle");
    case Genre::analysis:
      return with("AnalysisNewsArticle");
    case Genre::review:
      return with("ReviewNewsArticle");
    case Genre::background:
      return with("BackgroundNewsArticle");
    case Genre::interview:
      return "NewsArticle";
  }
  report_bug("every genre has a type");
}

json::Object reference(std::string const& id) { return {{"@id", id}}; }

void put_texts(json::Object& object, Article const& article) {
  object["headline"] = article.headline;
  put(object, "alternativeHeadline", article.kicker.empty() ? article.deck : article.kicker);
  std::string text = newsroom::plain_text(article.body);
  put(object, "description",
      article.deck.empty() ? text::excerpt(newsroom::running_text(article.body), kDescription) : article.deck);
  object["inLanguage"] = article.language.tag();
  object["wordCount"] = text::word_count(text);
  int minutes = text::reading_minutes(readable_text(article), article.language);
  object["timeRequired"] = fmt::format("PT{}M", minutes);
}

void put_picture(json::Object& object, Settings const& settings, PictureView const& picture) {
  std::string address = public_address(settings, picture.source).text();
  json::Object image{{"@type", "ImageObject"},
                     {"url", address},
                     {"contentUrl", address},
                     {"width", picture.width},
                     {"height", picture.height}};
  put(image, "caption", picture.caption.empty() ? picture.alt : picture.caption);
  put(image, "creditText", picture.credit);
  object["image"] = json::Array{std::move(image)};
}

/// Helpers by what they did; of a photographer schema.org only knows that they contributed.
void put_helpers(json::Object& object, Settings const& settings, Article const& article) {
  std::vector<Contributor> translators;
  std::vector<Contributor> others;
  for (Contributor const& each : helpers_of(article)) {
    (each.role == Role::translation ? translators : others).push_back(each);
  }
  if (!translators.empty()) object["translator"] = persons(settings, translators);
  if (!others.empty()) object["contributor"] = persons(settings, others);
}

void put_people(json::Object& object, Context const& context, Article const& article) {
  Settings const& settings = context.settings();
  auto writers = writers_of(article);
  json::Object paper = reference(paper_id(settings));
  if (!writers.empty()) object["author"] = persons(settings, writers);
  else if (!article.sources.empty()) object["author"] = organizations(article.sources);
  else object["author"] = json::Array{paper};
  put_helpers(object, settings, article);

  put(object, "creditText", credit_of(context, article));
  if (article.sources.empty()) object["sourceOrganization"] = paper;
  else object["sourceOrganization"] = organizations(article.sources);
  // What an agency wrote and nobody here touched is not the paper's.
  if (!writers.empty() || article.edited || article.sources.empty()) {
    object["copyrightHolder"] = paper;
    object["copyrightYear"] = context.words().day_of(*article.published).year();
    object["copyrightNotice"] = copyright_notice(context, *article.published);
  }
  object["isAccessibleForFree"] = true;
  object["publisher"] = publisher(settings);
}

void put_times(json::Object& object, words::Words const& words, Article const& article) {
  object["datePublished"] = words.iso_with_offset(*article.published);
  object["dateModified"] = words.iso_with_offset(last_change(article));
  json::Array notes;
  for (newsroom::Correction const& correction : article.corrections) {
    notes.push_back(json::Object{{"@type", "CorrectionComment"},
                                 {"text", correction.text},
                                 {"datePublished", words.iso_with_offset(correction.at)}});
  }
  if (!notes.empty()) object["correction"] = std::move(notes);
}

void put_places(json::Object& object, Article const& article) {
  put(object, "dateline", fmt::to_string(fmt::join(article.dateline, "/")));
  json::Array places;
  for (std::string const& name : article.dateline) {
    places.push_back(json::Object{{"@type", "Place"}, {"name", name}});
  }
  if (!places.empty()) object["locationCreated"] = std::move(places);
}

void put_subjects(json::Object& object, Article const& article, std::string const& section) {
  object["articleSection"] = section;
  json::Array keywords;
  for (std::string const& topic : article.topics) keywords.push_back(json::Value(topic));
  if (!keywords.empty()) object["keywords"] = std::move(keywords);
}

json::Object article_object(Context const& context, database::ReadTx& tx, Article const& article,
                            std::optional<PictureView> const& picture, std::string const& section) {
  Settings const& settings = context.settings();
  std::string address = public_address(settings, addresses::article(article)).text();
  json::Object object{{"@context", kVocabulary},
                      {"@type", type_of(article)},
                      {"@id", address},
                      {"url", address},
                      {"identifier", permanent_name(settings, article.number)},
                      {"mainEntityOfPage", json::Object{{"@type", "WebPage"}, {"@id", address}}}};
  put_texts(object, article);
  if (picture) put_picture(object, settings, *picture);
  put_times(object, context.words(), article);
  put_places(object, article);
  put_subjects(object, article, section);
  put_people(object, context, article);
  put_print(object, settings, tx, article);
  return object;
}

json::Object crumb(Settings const& settings, int position, std::string const& name,
                   html::Url const& path) {
  return {{"@type", "ListItem"},
          {"position", position},
          {"name", name},
          {"item", public_address(settings, path).text()}};
}

json::Object breadcrumbs(Settings const& settings, Article const& article,
                         std::string const& section) {
  return {{"@context", kVocabulary},
          {"@type", "BreadcrumbList"},
          {"itemListElement",
           json::Array{crumb(settings, 1, settings.name, addresses::front()),
                       crumb(settings, 2, section, addresses::section(article.section)),
                       crumb(settings, 3, article.headline, addresses::article(article))}}};
}

}  // namespace

Html news_article(Context const& context, database::ReadTx& tx, Article const& article,
                  std::optional<PictureView> const& picture) {
  if (article.state != newsroom::State::published) return {};
  auto found = find_section(tx, article.section.text());
  std::string section = found ? found->name : article.section.text();
  auto object = article_object(context, tx, article, picture, section);
  return html::data_block(kType, json::write(object)) +
         html::data_block(kType, json::write(breadcrumbs(context.settings(), article, section)));
}

Html newspaper(Context const& context) {
  Settings const& settings = context.settings();
  std::string address = public_address(settings, addresses::front()).text();
  json::Object site{{"@type", "WebSite"},
                    {"@id", address + "#website"},
                    {"url", address},
                    {"name", settings.name},
                    {"inLanguage", settings.language.tag()},
                    {"publisher", reference(paper_id(settings))}};
  json::Object all{{"@context", kVocabulary},
                   {"@graph", json::Array{publisher(settings), std::move(site)}}};
  return html::data_block(kType, json::write(all));
}

}  // namespace allmende::site
