#include "newsroom/page_text_stretches.h"

#include <gmock/gmock.h>

#include "newsroom/page_text_letters.h"

namespace allmende::newsroom::page_text {
namespace {

using testing::ElementsAre;

PageTextHints const kHints{};
Knowledge const kGerman{words_for(Language::german()), kHints};

/// The stretches of a text as they are stored; items with a bullet before them.
std::vector<std::string> read(std::string_view text) {
  std::vector<std::string> all;
  for (Stretch const& stretch : stretches_of(parts_of(text, '\n'), kGerman)) {
    bool item = stretch.kind == Stretch::Kind::item;
    all.push_back((item ? "• " : "") + printed(stretch.value));
  }
  return all;
}

TEST(Stretches, lines_of_even_width_are_one_although_sentences_end_at_the_edge) {
  EXPECT_THAT(
      read("Der große Kran am Südkai steht seit Montag still.\n"
           "Die Reederei wartet nun auf ein großes Lager, und\n"
           "niemand weiß, wann es kommt.\n"),
      ElementsAre("Der große Kran am Südkai steht seit Montag still. Die Reederei wartet nun "
                  "auf ein großes Lager, und niemand weiß, wann es kommt."));
}

TEST(Stretches, whole_sentences_below_each_other_stay_apart) {
  EXPECT_THAT(read("Der große Kran am Südkai steht seit Montag still.\n"
                   "Die Reederei wartet nun auf ein großes Lager.\n"),
              ElementsAre("Der große Kran am Südkai steht seit Montag still.",
                          "Die Reederei wartet nun auf ein großes Lager."));
}

TEST(Stretches, a_line_that_goes_on_in_small_letters_is_joined) {
  EXPECT_THAT(read("Der Kran\nsteht still.\nund so."),
              ElementsAre("Der Kran steht still.", "und so."));
  EXPECT_THAT(read("→ Themen abdecken, die\n  andere übersehen.\n→ Mehr."),
              ElementsAre("• Themen abdecken, die andere übersehen.", "• Mehr."));
  EXPECT_THAT(read("Der Kran\n\nsteht still."), ElementsAre("Der Kran", "steht still."));
}

TEST(Stretches, a_dash_opens_an_item_only_in_company) {
  EXPECT_THAT(read("– Nein, sagte er."), ElementsAre("– Nein, sagte er."));
  EXPECT_THAT(read("- eins\n\n- zwei"), ElementsAre("• eins", "• zwei"));
  EXPECT_THAT(read("Wir können:\n- drucken"), ElementsAre("Wir können:", "• drucken"));
}

TEST(Printed, heals_words_divided_at_a_line_end) {
  EXPECT_EQ(printed("Zusam-\nmenarbeit"), "Zusammenarbeit");
  EXPECT_EQ(printed("Nord-\nund Südkorea"), "Nord- und Südkorea");
  EXPECT_EQ(printed("Nord- und Südkorea"), "Nord- und Südkorea");
  EXPECT_EQ(printed("Ost-\nWest"), "Ost-West");
  EXPECT_EQ(printed("4 -\nund"), "4 - und");
}

TEST(Printed, makes_plain_blanks_even_and_keeps_unbreakable_ones) {
  EXPECT_EQ(printed("a \t b\n  c"), "a b c");
  EXPECT_EQ(printed("10\u202f000\u00a0Euro"), "10\u202f000\u00a0Euro");
}

TEST(Letters, every_kind_of_blank_is_trimmed) {
  EXPECT_EQ(trimmed(" \t\u00a0\u2007\u2009\u202f\u3000a b\u202f\u00a0\n"), "a b");
  EXPECT_THAT(words_of("Seite\u202f4\u00a0und 8"), ElementsAre("Seite", "4", "und", "8"));
}

TEST(Letters, capitals_of_places_are_made_small) {
  EXPECT_EQ(without_capitals("BRÜSSEL"), "Brüssel");
  EXPECT_EQ(without_capitals("NEW YORK"), "New York");
  EXPECT_EQ(without_capitals("FRANKFURT AM MAIN"), "Frankfurt am Main");
  EXPECT_EQ(without_capitals("ROM"), "Rom");
  EXPECT_EQ(without_capitals("USA"), "USA");
  EXPECT_EQ(without_capitals("Bad Ems"), "Bad Ems");
}

}  // namespace
}  // namespace allmende::newsroom::page_text
