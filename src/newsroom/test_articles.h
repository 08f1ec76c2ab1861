#pragma once
// Small articles for the newsroom's tests.

#include "newsroom/newsroom.h"

namespace allmende::newsroom::test {

inline Slug slug(std::string_view text) { return Slug::parse(text).value(); }
inline Instant at(std::string_view text) { return Instant::parse(text).value(); }
inline Date day(std::string_view text) { return Date::parse(text).value(); }

/// Everything that `now` is in these tests.
inline Instant noon() { return at("2026-11-21T12:00:00Z"); }

inline Article published(std::int64_t number, std::string_view when, std::string_view section = "hafen") {
  return {.number = ArticleNumber(number),
          .slug = slug("titel-" + std::to_string(number)),
          .state = State::published,
          .language = Language::german(),
          .headline = "Titel " + std::to_string(number),
          .section = slug(section),
          .body = {{{"b1", Paragraph{{{"Ein Satz."}}}}}},
          .published = at(when)};
}

/// One article that has everything.
inline Article full() {
  Article article = published(1009243, "2026-11-21T05:00:00Z", "politik");
  article.slug = slug("nato-und-russland");
  article.genre = Genre::analysis;
  article.kicker = "Dialog";
  article.deck = "Unterzeile";
  article.dateline = {"Paris", "Cannes"};
  article.topics = {"NATO", "Russland"};
  article.authors = {{"Mira Petersen"}, {"Jula Brandt", Role::illustration}};
  article.sources = {"dpa", "AFP"};
  article.edited = true;
  article.credit = "Agenturen/nd";
  article.lead_picture = PictureUse{"kran.webp", "Ein Kran", "Foto: M", "Der Kran"};
  article.body.blocks = {
      {"p", Paragraph{{{"Leser*innen und "}, {"Autor*innen", true, true, "https://example.org/a?b=c"}}}},
      {"s", Subheading{{{"Zwischentitel"}}}},
      {"q", Quote{{{"»Nie wieder«"}}, "Jens"}},
      {"l", List{List::Order::numbers, {{{"eins"}}, {{"zwei"}}}}},
      {"i", Picture{{"b.webp", "alt", "credit", "Bildtext"}}},
      {"x", InfoBox{"Kasten", {{"x1", Paragraph{{{"innen"}}}}, {"x2", Subheading{{{"auch"}}}}}}},
      {"f", Exchange{{{"Warum?"}}, {{{"Darum."}}, {{"Und deshalb."}}}}},
      {"t", Separator{}},
      {"e", Embed{"Video", "https://example.org/v", "Titel"}}};
  article.see_pages = {"4", "8"};
  article.placements = {{day("2026-11-21"), "1", 2}, {day("2026-11-21"), "4", 1}};
  article.embargo = at("2026-11-21T04:30:00Z");
  article.updated = at("2026-11-21T08:00:00.5Z");
  article.corrections = {{at("2026-11-21T09:00:00Z"), "Es waren sechs."}};
  article.advertising = false;
  article.appeals = false;
  return article;
}

}  // namespace allmende::newsroom::test
