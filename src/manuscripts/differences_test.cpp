// What differs, as people read it.

#include <gmock/gmock.h>

#include <random>

#include "manuscripts/manuscripts.h"

namespace allmende::manuscripts {
namespace {

using Kind = Piece::Kind;
using testing::ElementsAre;
using testing::IsEmpty;

std::string side(std::vector<Piece> const& pieces, Kind kind) {
  std::string text;
  for (Piece const& piece : pieces) {
    if (piece.kind == Kind::same || piece.kind == kind) text += piece.text;
  }
  return text;
}

TEST(Differences, are_words_and_not_lines) {
  EXPECT_THAT(word_differences("Der alte Kai bleibt.", "Der neue Kai bleibt."),
              ElementsAre(Piece{Kind::same, "Der "}, Piece{Kind::removed, "alte "}, Piece{Kind::added, "neue "},
                          Piece{Kind::same, "Kai bleibt."}));
  EXPECT_THAT(word_differences("", ""), IsEmpty());
  EXPECT_THAT(word_differences("", "neu"), ElementsAre(Piece{Kind::added, "neu"}));
  EXPECT_THAT(word_differences("alt", ""), ElementsAre(Piece{Kind::removed, "alt"}));
}

TEST(Differences, hold_both_texts_whatever_they_are) {
  std::mt19937 random(20261127);
  auto number = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
  for (int round = 0; round < 3000; ++round) {
    auto words = [&] {
      std::string text;
      for (int i = number(12); i > 0; --i) text += std::string(1, static_cast<char>('a' + number(3))) + (number(5) == 0 ? "\n" : " ");
      return text;
    };
    std::string before = words(), after = words();
    auto pieces = word_differences(before, after);
    ASSERT_EQ(side(pieces, Kind::removed), before);
    ASSERT_EQ(side(pieces, Kind::added), after);
  }
}

TEST(Differences, of_two_long_texts_that_share_nothing_are_one_and_the_other) {
  std::string before, after;
  for (int i = 0; i < 3000; ++i) {
    before += "a" + std::to_string(i) + " ";
    after += "b" + std::to_string(i) + " ";
  }
  EXPECT_THAT(word_differences(before, after), ElementsAre(Piece{Kind::removed, before}, Piece{Kind::added, after}));
}

TEST(Differences, name_the_field_and_show_what_only_the_eye_sees) {
  newsroom::Article before{.number = newsroom::ArticleNumber(1), .slug = Slug::parse("kai").value(), .language = Language::german(),
                           .headline = "Der Kai", .section = Slug::parse("hafen").value(),
                           .topics = {"Hafen"}, .body = {{{"a", newsroom::Paragraph{{{"Ein Satz."}}}}}}};
  newsroom::Article after = before;
  after.topics.push_back("Bau");
  after.body.blocks[0].content = newsroom::Subheading{{{"Ein Satz."}}};
  auto found = differences(text_of(before), text_of(after));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].place, "topics");
  EXPECT_EQ(found[1].place, "body");
  EXPECT_EQ(side(found[1].pieces, Kind::added), "## Ein Satz.");
  EXPECT_THAT(differences(text_of(before), text_of(before)), IsEmpty());
}

TEST(Fields, of_two_are_brought_together_by_key) {
  std::string base = R"({"headline":"a","section":"x","kicker":"k"})";
  auto merged = merge_fields(base, R"({"headline":"b","section":"x","kicker":"k"})", R"({"headline":"a","section":"y"})");
  EXPECT_THAT(merged.meeting, IsEmpty());
  EXPECT_THAT(changed_keys(merged.fields, R"({"headline":"b","section":"y"})"), IsEmpty());
  auto meeting = merge_fields(base, R"({"headline":"b"})", R"({"headline":"c"})");
  EXPECT_THAT(meeting.meeting, ElementsAre("headline"));
  EXPECT_THAT(merge_fields(base, R"({"headline":"b"})", R"({"headline":"b"})").meeting, IsEmpty());
}

}  // namespace
}  // namespace allmende::manuscripts
