#include "newsroom/article.h"

#include <gtest/gtest.h>

namespace allmende::newsroom {
namespace {

CreditWords const kWords{"Agenturen", "mit Agenturen", "mit {source}", "nd"};

Article plain_article() {
  return {.number = ArticleNumber(1),
          .slug = Slug::parse("ein-artikel").value(),
          .language = Language::german(),
          .headline = "Ein Artikel",
          .section = Slug::parse("politik").value()};
}

std::string credit(std::vector<std::string> sources, bool edited,
                   std::vector<Contributor> authors = {}) {
  Article article = plain_article();
  article.sources = std::move(sources);
  article.edited = edited;
  article.authors = std::move(authors);
  return credit_line(article, kWords);
}

TEST(Credit, of_one_agency_is_its_sign) { EXPECT_EQ(credit({"epd"}, false), "epd"); }

TEST(Credit, of_edited_agency_copy_carries_the_sign_of_the_house) {
  EXPECT_EQ(credit({"dpa"}, true), "dpa/nd");
}

TEST(Credit, of_several_agencies_names_none) {
  EXPECT_EQ(credit({"dpa", "AFP"}, true), "Agenturen/nd");
  EXPECT_EQ(credit({"dpa", "AFP", "KNA"}, false), "Agenturen");
}

TEST(Credit, of_an_own_text_says_that_agencies_helped) {
  EXPECT_EQ(credit({"dpa", "AFP"}, true, {{"Mira Petersen"}}), "mit Agenturen");
  EXPECT_EQ(credit({"dpa"}, false, {{"Mira Petersen"}}), "mit dpa");
}

TEST(Credit, of_the_house_alone_is_no_line) { EXPECT_EQ(credit({}, true), ""); }

TEST(Credit, set_by_hand_wins) {
  Article article = plain_article();
  article.sources = {"dpa"};
  article.credit = "Reuters/taz";
  EXPECT_EQ(credit_line(article, kWords), "Reuters/taz");
}

TEST(ReadableText, is_headline_deck_body_and_captions_but_no_embed) {
  Article article = plain_article();
  article.deck = "Unterzeile";
  article.lead_picture = PictureUse{"kran.webp", "Ein Kran", "Foto: M", "Der Kran"};
  article.body.blocks = {
      {"a", Paragraph{{{"Erstens "}, {"wichtig", true}}}},
      {"b", Quote{{{"Nie wieder"}}, "Jens"}},
      {"c", List{List::Order::bullets, {{{"eins"}}, {{"zwei"}}}}},
      {"d", InfoBox{"Kasten", {{"e", Paragraph{{{"innen"}}}}}}},
      {"f", Exchange{{{"Warum?"}}, {{{"Darum."}}}}},
      {"g", Picture{{"b.webp", "alt", "credit", "Bildtext"}}},
      {"h", Separator{}},
      {"i", Embed{"video", "https://example.org/v", "Titel"}}};
  EXPECT_EQ(readable_text(article),
            "Ein Artikel\nUnterzeile\nErstens wichtig\nNie wieder\nJens\neins\nzwei\nKasten\ninnen\n"
            "Warum?\nDarum.\nBildtext\nDer Kran");
}

TEST(Body, runs_on_in_its_paragraphs_alone) {
  Body body{{{"b1", Paragraph{{{"Der Bus fährt."}}}},
             {"b2", Subheading{{{"Was sich ändert"}}}},
             {"b3", List{List::Order::bullets, {{{"eins"}}, {{"zwei"}}}}},
             {"b4", Paragraph{{{"Mehr steht hier."}}}}}};
  EXPECT_EQ(running_text(body), "Der Bus fährt.\nMehr steht hier.");
  Body list{{{"b1", List{List::Order::bullets, {{{"eins"}}, {{"zwei"}}}}}}};
  EXPECT_EQ(running_text(list), "eins\nzwei") << "a text without paragraphs says what it has";
}

TEST(Body, tells_its_pictures_in_order_boxes_included) {
  Body body{{{"a", Picture{{"eins.webp"}}},
             {"b", InfoBox{"", {{"c", Picture{{"zwei.webp"}}}}}},
             {"d", Picture{{"drei.webp"}}}}};
  auto pictures = pictures_of(body);
  ASSERT_EQ(pictures.size(), 3u);
  EXPECT_EQ(pictures[1].file, "zwei.webp");
}

}  // namespace
}  // namespace allmende::newsroom
