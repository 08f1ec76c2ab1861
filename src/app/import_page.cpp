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

/// Puts what the page says into the article; the rest of it stays.
void take_page(newsroom::Article& article, newsroom::PageText const& page) {
  article.slug = text::slug_of(page.headline, article.language);
  article.kicker = page.kicker;
  article.headline = page.headline;
  article.deck = page.deck;
  article.dateline = page.dateline;
  article.sources = page.sources;
  article.edited = page.edited;
  article.credit = page.credit;
  article.body = page.body;
  article.see_pages = page.see_pages;
  article.authors.clear();
  for (std::string const& name : page.authors) article.authors.push_back({name});
}

newsroom::Article new_article(newsroom::PageText const& page, newsroom::ArticleNumber number, Language const& language) {
  newsroom::Article article{.number = number,
                            .slug = text::slug_of(page.headline, language),
                            .state = newsroom::State::published,
                            .language = language,
                            .headline = page.headline,
                            .section = Slug::parse("nachrichten").value(),
                            .published = now()};
  take_page(article, page);
  return article;
}

/// What the command line says goes before what is there; each difference is told.
void take_hints(newsroom::Article& article, ImportHints const& hints, std::vector<std::string>& details) {
  if (hints.section && *hints.section != article.section) {
    details.push_back(fmt::format("section: was {}, is now {}", article.section.text(), hints.section->text()));
    article.section = *hints.section;
  }
  if (hints.published && article.published != hints.published) {
    details.push_back(fmt::format("date: was {}, is now {}", article.published ? article.published->rfc3339() : "none",
                                  hints.published->rfc3339()));
    article.published = hints.published;
  }
}

/// A few words: a correction rarely is among the first.
std::string_view beginning(std::string const& text) { return std::string_view(text).substr(0, 30); }

bool begin_alike(newsroom::Article const& one, newsroom::Article const& other) {
  std::string text = newsroom::plain_text(one.body);
  return beginning(text) == beginning(newsroom::plain_text(other.body));
}

std::string joined(std::vector<std::string> const& parts) {
  std::string text;
  for (std::string const& part : parts) text += (text.empty() ? "" : " ") + part;
  return text;
}

appeals::Appeal appeal_of(newsroom::AppealText const& found, text::Typography const& typography,
                          Language const& language) {
  auto set = [&](std::string const& line) { return typography.set(line); };
  appeals::Appeal appeal{text::slug_of(found.title, language, "aufruf"), language, set(found.title)};
  for (std::string const& paragraph : found.text) appeal.text.push_back(set(paragraph));
  for (std::string const& purpose : found.purposes) appeal.purposes.push_back(set(purpose));
  appeal.lead_in = set(found.lead_in);
  appeal.closing = set(joined(found.closing));
  return appeal;
}

/// What stands beneath one page would stand beneath every article of the paper: it is taken over where
/// nothing can be spoilt, or where it is asked for, and never in silence.
struct Furniture {
  WriteTx& tx;
  bool began_empty;
  bool asked;
  std::string folder;
  std::vector<std::string>& details;

  void put(appeals::Appeal const& appeal) {
    auto standing = appeals::appeal_for(tx, {appeal.language, appeal.language}, now());
    if (standing == appeal) return;
    if (!asked && (standing || !began_empty)) {
      details.push_back(fmt::format("appeal: left out; {}. --appeal takes it over",
                                    standing ? fmt::format("the paper keeps its own, \"{}\"", standing->slug.text())
                                             : "this paper held articles before and has none"));
      return;
    }
    appeals::put_appeal(tx, appeal);
    auto shown = appeals::appeal_for(tx, {appeal.language, appeal.language}, now());
    if (shown == appeal) {
      details.push_back(fmt::format("APPEAL: \"{}\" now stands under every article of the paper; take it out with: {}",
                                    appeal.title, removal("appeal", appeal.slug)));
    } else {
      details.push_back(fmt::format("appeal: kept as \"{}\", but \"{}\" is shown, the first by name; take that out "
                                    "with: {}", appeal.slug.text(), shown->slug.text(), removal("appeal", shown->slug)));
    }
  }

  void keep_place_for_advertising() {
    if (!began_empty || !advertising::all_campaigns(tx).empty()) return;
    Slug slug = Slug::parse("freier-platz").value();
    advertising::put_campaign(tx, {slug});
    details.push_back("ADVERTISING: a free place for an advertisement now stands above the text of every article; "
                      "take it out with: " + removal("advertisement", slug));
  }

  std::string removal(std::string_view kind, Slug const& slug) const {
    return fmt::format("allmende remove {} {} {}", folder, kind, slug.text());
  }
};

std::vector<std::string> told(newsroom::PageText const& page) {
  std::vector<std::string> lines;
  for (newsroom::Finding const& finding : page.findings) lines.push_back(newsroom::line_of(finding));
  return lines;
}

Imported::Kind kind_of(newsroom::Put put) {
  if (put == newsroom::Put::created) return Imported::Kind::created;
  return put == newsroom::Put::changed ? Imported::Kind::changed : Imported::Kind::unchanged;
}

/// Whether the page under this article's number is meant to correct it.
Result<void> check_correction(newsroom::Article const& there, newsroom::Article const& page,
                              std::vector<std::string>& details) {
  if (there.headline == page.headline) return {};
  if (!begin_alike(there, page)) {
    return refuse(Code::conflict, fmt::format("another article has the number {} of this file's name: \"{}\"",
                                              there.number.value(), there.headline));
  }
  details.push_back(fmt::format("its headline was \"{}\" and is now \"{}\"", there.headline, page.headline));
  return {};
}

/// A page that is perhaps meant to correct an article that is there.
std::optional<std::string> told_of_twin(WriteTx& tx, newsroom::Article const& article) {
  auto number = newsroom::article_with_headline(tx, article.headline);
  auto twin = number ? newsroom::any_article(tx, *number) : std::nullopt;
  if (!twin) return std::nullopt;
  if (!begin_alike(*twin, article)) {
    return fmt::format("article {} has the same headline; this one is kept beside it", number->value());
  }
  return fmt::format("looks like article {0} and is kept beside it; to correct that one give its number: name the "
                     "file {0}.{1}.txt", number->value(), article.slug.text());
}

}  // namespace

Result<newsroom::PageText> Import::read_page(database::ReadTx& tx, std::string_view text) {
  if (!places_) places_ = newsroom::usual_datelines(tx);
  return newsroom::read_page_text(text, {.language = paper_language(paper_.config()),
                                         .house = paper_.config().paper.sign,
                                         .places = *places_});
}

void Import::put_furniture(WriteTx& tx, newsroom::PageText const& page, Imported& imported) {
  Language language = paper_language(paper_.config());
  Furniture furniture{tx, began_empty_, hints_.appeal, paper_.folder().string(), imported.details};
  if (page.appeal) furniture.put(appeal_of(*page.appeal, typography_for(language, paper_.config()), language));
  if (!page.ad_label.empty()) furniture.keep_place_for_advertising();
}

Result<Imported> Import::known_page(WriteTx& tx, newsroom::ArticleNumber known, std::string const& name,
                                    std::string_view text) {
  Imported imported{Imported::Kind::unchanged, fmt::format("article {}", known.value())};
  if (auto given = number_in_name(name); given && *given != known) {
    imported.details.push_back(fmt::format("this text is article {} already and keeps that number; {} is not given to it",
                                           known.value(), given->value()));
  }
  if (auto article = newsroom::any_article(tx, known)) {
    take_hints(*article, hints_, imported.details);
    imported.kind = kind_of(TRY(newsroom::put_article(tx, *article)));
    imported.article = facts_of(*article);
  }
  if (hints_.appeal) put_furniture(tx, TRY(read_page(tx, text)), imported);
  return imported;
}

Result<Imported> Import::new_page(WriteTx& tx, std::string const& name, std::string_view text) {
  auto page = TRY(read_page(tx, text));
  Language language = paper_language(paper_.config());
  auto number = number_in_name(name).value_or(newsroom::next_number(tx));
  Imported imported{Imported::Kind::created, fmt::format("article {}", number.value()), "", "", told(page)};
  newsroom::Article article = new_article(page, number, language);
  newsroom::typeset(article, typography_for(language, paper_.config()));
  auto corrected = newsroom::any_article(tx, number);
  if (!corrected) {
    if (!hints_.published) {
      imported.details.push_back("date (unsure): the page does not say when it was published; taken as now "
                                 "(--date says it)");
    }
    if (auto twin = told_of_twin(tx, article)) imported.details.push_back(*twin);
    article.section = hints_.section.value_or(article.section);
    article.published = hints_.published ? hints_.published : article.published;
  } else {
    TRY(check_correction(*corrected, article, imported.details));
    article = *std::move(corrected);
    take_page(article, page);
    newsroom::typeset(article, typography_for(language, paper_.config()));
    take_hints(article, hints_, imported.details);
  }
  imported.kind = kind_of(TRY(newsroom::put_article(tx, article)));
  newsroom::remember_origin(tx, digest_of(text), number);
  imported.article = facts_of(article);
  put_furniture(tx, page, imported);
  return imported;
}

void Import::page_text(std::string const& name, std::string_view text) {
  add(name, [&](WriteTx& tx) {
    auto known = newsroom::article_of_origin(tx, digest_of(text));
    return known ? known_page(tx, *known, name, text) : new_page(tx, name, text);
  });
}

}  // namespace allmende::app
