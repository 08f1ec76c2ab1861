#include "advertising/advertising.h"
#include "app/import.h"
#include "app/typography.h"
#include "appeals/appeals.h"
#include "edition/edition.h"
#include "media/media.h"

namespace allmende::app {

using database::WriteTx;

namespace {

/// The rooms' own words for what happened, as one.
template <class Put>
Imported::Kind kind_of(Put put) {
  if (put == Put::created) return Imported::Kind::created;
  return put == Put::changed ? Imported::Kind::changed : Imported::Kind::unchanged;
}

Result<Imported> put_article(WriteTx& tx, json::Value const& value, Config const& config) {
  newsroom::Article article = TRY(newsroom::article_from_json(value));
  newsroom::typeset(article, typography_for(article.language, config));
  auto before = newsroom::any_article(tx, article.number);
  auto put = TRY(newsroom::put_article(tx, article));
  Imported imported{kind_of(put), fmt::format("article {}", article.number.value())};
  if (before && before->headline != article.headline) {
    imported.details.push_back(fmt::format("its headline was \"{}\" and is now \"{}\"", before->headline,
                                           article.headline));
  }
  imported.article = facts_of(article);
  return imported;
}

Result<Imported> put_section(WriteTx& tx, json::Value const& value, Config const&) {
  auto section = TRY(newsroom::section_from_json(value));
  Imported imported{kind_of(newsroom::put_section(tx, section)), "section " + section.slug.text()};
  imported.section = section.slug.text();
  return imported;
}

Result<Imported> put_author(WriteTx& tx, json::Value const& value, Config const&) {
  auto author = TRY(newsroom::author_from_json(value));
  return Imported{kind_of(newsroom::put_author(tx, author)), "author " + author.name};
}

Result<Imported> put_text_page(WriteTx& tx, json::Value const& value, Config const& config) {
  auto page = TRY(newsroom::text_page_from_json(value));
  newsroom::typeset(page.body, typography_for(paper_language(config), config));
  return Imported{kind_of(newsroom::put_text_page(tx, page)), "page " + page.slug.text()};
}

Result<Imported> put_issue(WriteTx& tx, json::Value const& value, Config const&) {
  auto issue = TRY(edition::issue_from_json(value));
  return Imported{kind_of(edition::put_issue(tx, issue)), "issue " + issue.date.iso8601()};
}

Result<Imported> put_appeal(WriteTx& tx, json::Value const& value, Config const&) {
  auto appeal = TRY(appeals::appeal_from_json(value));
  return Imported{kind_of(appeals::put_appeal(tx, appeal)), "appeal " + appeal.slug.text()};
}

Result<Imported> put_campaign(WriteTx& tx, json::Value const& value, Config const&) {
  auto campaign = TRY(advertising::campaign_from_json(value));
  return Imported{kind_of(advertising::put_campaign(tx, campaign)), "campaign " + campaign.slug.text()};
}

Result<Imported> put_picture(WriteTx& tx, json::Value const& value, Config const&) {
  auto described = TRY(media::described_from_json(value));
  auto before = media::find(tx, described.name);
  bool is_new = before && before->facts == media::Facts{};
  bool changed = TRY(media::put_described(tx, described, now()));
  auto kind = !changed ? Imported::Kind::unchanged : is_new ? Imported::Kind::created : Imported::Kind::changed;
  return Imported{kind, "facts of picture " + described.name};
}

struct Format {
  std::string_view name;
  Result<Imported> (*put)(WriteTx&, json::Value const&, Config const&);
};

constexpr Format kFormats[] = {{newsroom::kArticleFormat, put_article},
                               {newsroom::kSectionFormat, put_section},
                               {newsroom::kAuthorFormat, put_author},
                               {newsroom::kTextPageFormat, put_text_page},
                               {media::kPictureFormat, put_picture},
                               {edition::kIssueFormat, put_issue},
                               {appeals::kAppealFormat, put_appeal},
                               {advertising::kCampaignFormat, put_campaign},
                               {advertising::kAdvertisementFormat, put_campaign}};

Result<std::string> format_of(json::Value const& value) {
  auto const* object = value.if_object();
  auto const* format = object ? object->if_contains("format") : nullptr;
  if (format == nullptr || !format->is_string()) {
    return refuse(Code::invalid, "a record is an object with \"format\": \"allmende-article/1\" or the like");
  }
  return std::string(format->as_string());
}

}  // namespace

Result<Imported> put_record(WriteTx& tx, json::Value const& value, Config const& config) {
  std::string name = TRY(format_of(value));
  // Editors of JSON write down which schema they check a record against.
  json::Value plain = value;
  plain.as_object().erase("$schema");
  for (Format const& format : kFormats) {
    if (format.name == name) return format.put(tx, plain, config);
  }
  return refuse(Code::invalid, fmt::format("this program does not know the format \"{}\"", name), "format");
}

}  // namespace allmende::app
