#include "site/addresses.h"

#include "text/text.h"

namespace allmende::site::addresses {

using html::Url;

namespace {

// Names and topics have one address whatever the language of the article that mentions them.
Slug slug_of(std::string const& name) { return text::slug_of(name, Language::german()); }

std::string_view file_of(Feed kind) {
  switch (kind) {
    case Feed::rss: return "feed.xml";
    case Feed::atom: return "feed.atom";
    case Feed::json: return "feed.json";
  }
  report_bug("every feed has a file");
}

}  // namespace

Url front() { return Url::path("/"); }

Url article(newsroom::ArticleNumber number, Slug const& slug) {
  return Url::path_of({"artikel", fmt::format("{}.{}", number.value(), slug.text())});
}
Url article(newsroom::Article const& a) { return article(a.number, a.slug); }
Url article(newsroom::Teaser const& teaser) { return article(teaser.number, teaser.slug); }

Url section(Slug const& slug) { return Url::path_of({"ressort", slug.text()}); }
Url topic(Slug const& slug) { return Url::path_of({"thema", slug.text()}); }
Url topic(std::string const& name) { return topic(slug_of(name)); }
Url author(Slug const& slug) { return Url::path_of({"von", slug.text()}); }
Url author(std::string const& name) { return author(slug_of(name)); }

Url shelf(newsroom::Shelf const& shelf) {
  using Kind = newsroom::Shelf::Kind;
  switch (shelf.kind) {
    case Kind::everything: return front();
    case Kind::section: return Url::path_of({"ressort", shelf.key});
    case Kind::topic: return Url::path_of({"thema", shelf.key});
    case Kind::author: return Url::path_of({"von", shelf.key});
  }
  report_bug("every shelf has an address");
}

Url archive() { return Url::path("/archiv"); }
Url archive(int year) { return Url::path_of({"archiv", fmt::format("{:04}", year)}); }
Url archive(int year, unsigned month) {
  return Url::path_of({"archiv", fmt::format("{:04}", year), fmt::format("{:02}", month)});
}
Url archive(Date day) {
  return Url::path_of({"archiv", fmt::format("{:04}", day.year()), fmt::format("{:02}", day.month()),
                       fmt::format("{:02}", day.day())});
}

Url issues() { return Url::path("/ausgaben"); }
Url issue(Date date) { return Url::path_of({"ausgabe", date.iso8601()}); }
Url page(Date issue, std::string const& label) {
  return Url::path_of({"ausgabe", issue.iso8601(), "seite", label});
}

Url text_page(Slug const& slug) { return Url::path_of({slug.text()}); }
Url contribution() { return Url::path("/beitrag"); }
Url transparency() { return Url::path("/transparenz"); }
Url transparency_data() { return Url::path("/transparenz.json"); }

Url click(Slug const& campaign, advertising::Place place) {
  return Url::path_of({"werbung", campaign.text()}, {{"ort", advertising::name_of(place)}});
}

std::string_view name_of(OpenPlace place) {
  return place == OpenPlace::advertisement ? "anzeige" : "aufruf";
}
Url fragment(OpenPlace place, newsroom::ArticleNumber article) {
  return Url::path_of({"einsatz", std::string(name_of(place))},
                      {{"artikel", std::to_string(article.value())}});
}
Url advertisement() { return Url::path("/anzeige"); }

Url feed(Feed kind) { return Url::path_of({file_of(kind)}); }
Url feed(Feed kind, Slug const& section) {
  return Url::path_of({"ressort", section.text(), file_of(kind)});
}

Url older_than(Url const& list, newsroom::ArticleNumber article) {
  return Url::path(fmt::format("{}?vor={}", list.text(), article.value()));
}
Url newer_than(Url const& list, newsroom::ArticleNumber article) {
  return Url::path(fmt::format("{}?nach={}", list.text(), article.value()));
}

Url absolute(std::string const& paper_address, Url const& path) {
  auto base = Url::external(paper_address);
  VERIFY(base.has_value());  // the settings were checked when they were read
  return Url::absolute(*base, path);
}

}  // namespace allmende::site::addresses
