#include <sodium.h>

#include <charconv>

#include "advertising/advertising.h"
#include "app/import_batch.h"
#include "app/typography.h"
#include "appeals/appeals.h"

namespace allmende::app {

using database::WriteTx;

namespace {

std::string digest_of(std::string_view text) {
  unsigned char digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(digest, reinterpret_cast<unsigned char const*>(text.data()), text.size());
  char hex[sizeof digest * 2 + 1];
  sodium_bin2hex(hex, sizeof hex, digest, sizeof digest);
  return std::string("page-text:") + hex;
}

/// "1009243.nato-und-russland.txt" → 1009243: archives name their exports by the article's number.
std::optional<newsroom::ArticleNumber> number_in_name(std::string const& name) {
  std::string stem = std::filesystem::path(name).filename().string();
  std::int64_t number = 0;
  auto [end, error] = std::from_chars(stem.data(), stem.data() + stem.size(), number);
  bool found = error == std::errc() && end != stem.data() + stem.size() && *end == '.' && number > 0;
  if (!found || number > 999'999'999'999) return std::nullopt;
  return newsroom::ArticleNumber(number);
}

newsroom::Article article_of(newsroom::PageText const& page, newsroom::ArticleNumber number,
                             ImportHints const& hints, Language const& language) {
  newsroom::Article article{.number = number,
                            .slug = text::slug_of(page.headline, language),
                            .state = newsroom::State::published,
                            .language = language,
                            .kicker = page.kicker,
                            .headline = page.headline,
                            .deck = page.deck,
                            .dateline = page.dateline,
                            .section = hints.section,
                            .sources = page.sources,
                            .edited = page.edited,
                            .credit = page.credit,
                            .body = page.body,
                            .see_pages = page.see_pages,
                            .published = hints.published ? *hints.published : now()};
  for (std::string const& name : page.authors) article.authors.push_back({name});
  return article;
}

std::string joined(std::vector<std::string> const& parts) {
  std::string text;
  for (std::string const& part : parts) text += (text.empty() ? "" : " ") + part;
  return text;
}

/// The paper's own furniture is taken over once; a later page never overwrites what the paper has.
void put_appeal(WriteTx& tx, newsroom::AppealText const& found, text::Typography const& typography,
                Language const& language, std::vector<std::string>& details) {
  auto set = [&](std::string const& line) { return typography.set(line); };
  appeals::Appeal appeal{text::slug_of(found.title, language, "aufruf"), language, set(found.title)};
  for (std::string const& paragraph : found.text) appeal.text.push_back(set(paragraph));
  for (std::string const& purpose : found.purposes) appeal.purposes.push_back(set(purpose));
  appeal.lead_in = set(found.lead_in);
  appeal.closing = set(joined(found.closing));
  for (appeals::Appeal const& known : appeals::all_appeals(tx)) {
    if (known.slug != appeal.slug) continue;
    if (known != appeal) details.push_back("the paper has another appeal of this title and keeps it");
    return;
  }
  appeals::put_appeal(tx, appeal);
}

void keep_place_for_advertising(WriteTx& tx) {
  if (!advertising::all_campaigns(tx).empty()) return;
  advertising::put_campaign(tx, {Slug::parse("freier-platz").value()});
}

std::vector<std::string> told(newsroom::PageText const& page, ImportHints const& hints) {
  std::vector<std::string> lines;
  for (newsroom::Finding const& finding : page.findings) lines.push_back(newsroom::line_of(finding));
  if (!hints.published) {
    lines.push_back("date (unsure): the page does not say when it was published; taken as now (--date says it)");
  }
  return lines;
}

}  // namespace

void Import::page_text(std::string const& name, std::string_view text) {
  batch_->add(name, [&](WriteTx& tx) -> Result<Imported> {
    std::string origin = digest_of(text);
    if (auto known = newsroom::article_of_origin(tx, origin)) {
      return Imported{Imported::Kind::unchanged, fmt::format("article {}", known->value())};
    }
    Language language = paper_language(paper_.config());
    if (!places_) places_ = newsroom::usual_datelines(tx);
    auto page = TRY(newsroom::read_page_text(
        text, {.language = language, .house = paper_.config().paper.sign, .places = *places_}));
    Imported imported{Imported::Kind::created, "", "", "", told(page, hints_)};
    if (auto twin = newsroom::article_with_headline(tx, page.headline)) {
      imported.details.push_back(fmt::format("article {} has the same headline; this one is kept beside it",
                                             twin->value()));
    }
    auto number = number_in_name(name).value_or(newsroom::next_number(tx));
    if (newsroom::any_article(tx, number)) {
      return refuse(Code::conflict, fmt::format("another article has the number {} of this file's name",
                                                number.value()));
    }
    auto typography = typography_for(language, paper_.config());
    newsroom::Article article = article_of(page, number, hints_, language);
    newsroom::typeset(article, typography);
    TRY(newsroom::put_article(tx, article));
    newsroom::remember_origin(tx, origin, number);
    if (page.appeal) put_appeal(tx, *page.appeal, typography, language, imported.details);
    if (!page.ad_label.empty()) keep_place_for_advertising(tx);
    imported.what = fmt::format("article {}", number.value());
    return imported;
  });
}

}  // namespace allmende::app
