#include "newsroom/page_text_marks.h"

#include <gmock/gmock.h>

namespace allmende::newsroom::page_text {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Strings = std::vector<std::string>;

PageTextHints const kHints{};
Knowledge const kGerman{words_for(Language::german()), kHints};

TEST(Dateline, is_a_place_before_the_first_sentence) {
  for (auto const& [text, places] : std::initializer_list<std::pair<char const*, Strings>>{
           {"Brüssel. Die NATO", {"Brüssel"}},
           {"Paris/Cannes (dpa) - Der Film", {"Paris", "Cannes"}},
           {"Paris / Cannes (dpa/AFP) – Der Film", {"Paris", "Cannes"}},
           {"BRÜSSEL – Die NATO", {"Brüssel"}},
           {"FRANKFURT AM MAIN (dpa). Die Bank", {"Frankfurt am Main"}},
           {"NEW YORK — »Ja«, sagte er", {"New York"}},
           {"Frankfurt (Oder). Die Brücke", {"Frankfurt (Oder)"}},
           {"St. Gallen. 20 Menschen", {"St. Gallen"}},
           {"Rio de Janeiro. Der", {"Rio de Janeiro"}},
           {"Bonn/Berlin/Kiel/Bern. Das", {"Bonn", "Berlin", "Kiel", "Bern"}}}) {
    auto line = dateline(text, text, kGerman);
    ASSERT_TRUE(line) << text;
    EXPECT_EQ(line->places, places) << text;
    EXPECT_EQ(line->certainty, Certainty::certain) << text;
    EXPECT_EQ(line->part.size() + 1 + line->rest.size(), std::string_view(text).size()) << text;
  }
}

TEST(Dateline, a_short_first_sentence_is_none) {
  for (char const* text :
       {"Nein. Das sagte er", "Montag. Der Tag", "brüssel. Die NATO", "Brüssel. die NATO",
        "Die NATO. Das Bündnis", "Brüssel.Die NATO", "Brüssel", "Brüssel.", "Am 4. Mai kam",
        "Kiel/Bonn/Bern/Rom/Riga. Das Wetter", "Ein sehr langer Satz. Noch einer", "Rund 100. Das",
        "Frankfurt am Main und anderswo. Der", "", ". Der", "/. Der", "- Der"}) {
    EXPECT_FALSE(dateline(text, text, kGerman)) << text;
  }
}

TEST(Dateline, an_unknown_place_is_believed_by_degrees) {
  auto certainty = [](std::string_view text) { return dateline(text, text, kGerman)->certainty; };
  EXPECT_EQ(certainty("Quarn. Der Kran steht."), Certainty::unsure);
  EXPECT_EQ(certainty("Quarn. Der Kran in Quarn steht."), Certainty::likely);
  EXPECT_EQ(certainty("Quarn. Der Quarner Kran steht."), Certainty::likely);
  EXPECT_EQ(certainty("Quarnhausen. Der Kran steht."), Certainty::likely);
  EXPECT_EQ(certainty("Quarn (epd). Der Kran steht."), Certainty::certain);
  PageTextHints hints{.places = {"Quarn"}};
  Knowledge known{words_for(Language::german()), hints};
  EXPECT_EQ(dateline("QUARN. Der Kran steht.", "", known)->certainty, Certainty::certain);
}

TEST(Dateline, two_unknown_words_stay_in_the_text) {
  EXPECT_TRUE(dateline("Großes Leid. Der Kran steht.", "", kGerman)->doubtful);
  EXPECT_FALSE(dateline("Quarn. Der Kran steht.", "", kGerman)->doubtful);
}

TEST(Dateline, brackets_name_the_agencies) {
  EXPECT_THAT(dateline("Paris (dpa/afp) – Der", "", kGerman)->sources, ElementsAre("dpa", "AFP"));
  EXPECT_THAT(dateline("Paris. Der", "", kGerman)->sources, IsEmpty());
}

TEST(PageReferences, are_numbers_ranges_and_lettered_pages) {
  for (auto const& [text, pages] : std::initializer_list<std::pair<char const*, Strings>>{
           {"Seiten 4 und 8", {"4", "8"}},
           {"Seite 4", {"4"}},
           {"Seite\u00a04", {"4"}},
           {"Seiten 4–6", {"4", "5", "6"}},
           {"Seiten 4 - 6", {"4", "5", "6"}},
           {"Seiten 4 bis 6", {"4", "5", "6"}},
           {"Seiten 2, 3 und 5", {"2", "3", "5"}},
           {"Seiten 2,3 und 3", {"2", "3"}},
           {"Seiten 4/5", {"4", "5"}},
           {"(Seite B3)", {"B3"}},
           {"siehe Seiten 2 und 12a.", {"2", "12a"}},
           {"→ Seite 7", {"7"}},
           {"Kommentar Seite 10", {"10"}}}) {
    EXPECT_EQ(page_references(text, kGerman), std::optional(pages)) << text;
  }
  for (char const* text :
       {"Seite", "Seiten und 8", "Seite 4 von 8", "Seite 1234", "Seiten 6–4", "Seiten 1–99",
        "Seiten 1–40", "Seite vier", "4 und 8", "Buchseite 4", "Seiten 4,", "Seiten B1–B3",
        "Das steht auf Seite 4", "Seite 4 und", ""}) {
    EXPECT_FALSE(page_references(text, kGerman)) << text;
  }
}

TEST(Credit, names_agencies_and_the_house) {
  auto found = credit("dpa/AFP/nd", kGerman);
  ASSERT_TRUE(found);
  EXPECT_THAT(found->sources, ElementsAre("dpa", "AFP"));
  EXPECT_TRUE(found->edited);
  EXPECT_THAT(credit("mit DPA und epd", kGerman)->sources, ElementsAre("dpa", "epd"));
  EXPECT_TRUE(credit("mit Agenturen", kGerman)->with_form);
  EXPECT_TRUE(credit("Agenturen/nd", kGerman)->edited);
  EXPECT_FALSE(credit("Agenturen", kGerman)->edited);
  EXPECT_EQ(credit("(KNA)", kGerman)->printed, "KNA");
  EXPECT_EQ(credit("mpe/dpa", kGerman)->certainty, Certainty::likely);
  EXPECT_EQ(credit("mpe", kGerman)->certainty, Certainty::unsure);
  for (char const* text : {"", "mit", "mit uns", "dpa AFP", "Kiel/dpa", "dpa//nd", "Berlin",
                           "mit und", "a", "Schluss.", "ab/cd"}) {
    EXPECT_FALSE(credit(text, kGerman)) << text;
  }
}

TEST(Credit, the_sign_of_the_house_is_the_papers_own) {
  PageTextHints hints{.house = "hb"};
  Knowledge known{words_for(Language::german()), hints};
  EXPECT_TRUE(credit("dpa/hb", known)->edited);
  EXPECT_EQ(credit("dpa/nd", known)->certainty, Certainty::likely);
}

TEST(Tail, stands_behind_a_whole_sentence) {
  auto count = [](char const* text) { return tail_of(text, kGerman).parts.size(); };
  EXPECT_EQ(count("Es war so. Agenturen/nd Seiten 4 und 8"), 2U);
  EXPECT_EQ(count("»Es war so.« Seite 4 dpa"), 2U);
  EXPECT_EQ(count("War es so? (Seite 4)"), 1U);
  EXPECT_EQ(count("Das steht auf Seite 4"), 0U);
  EXPECT_EQ(count("Das meldet dpa"), 0U);
  EXPECT_EQ(count("Es endet mit dpa"), 0U);
  EXPECT_EQ(count("Ohne Punkt Agenturen/nd Seite 4"), 2U);
  EXPECT_EQ(tail_of("Ohne Punkt Agenturen/nd", kGerman).rest, "Ohne Punkt");
  EXPECT_EQ(tail_of("Es war so. dpa/nd", kGerman).rest, "Es war so.");
  EXPECT_EQ(tail_of("dpa/nd Seite 4", kGerman).rest, "");
}

TEST(Byline, names_people_and_their_place) {
  auto found = byline("Von Mira Petersen, Jens Hansen und Ada M. Weber, Kiel", kGerman);
  ASSERT_TRUE(found);
  EXPECT_THAT(found->names, ElementsAre("Mira Petersen", "Jens Hansen", "Ada M. Weber"));
  EXPECT_EQ(found->place, "Kiel");
  EXPECT_EQ(found->names_part, "Von Mira Petersen, Jens Hansen und Ada M. Weber,");
  EXPECT_THAT(byline("Mira Petersen, Brüssel", kGerman)->names, ElementsAre("Mira Petersen"));
  EXPECT_EQ(byline("Mira Petersen, Brüssel", kGerman)->certainty, Certainty::likely);
  EXPECT_EQ(byline("Mira Petersen, Quarn", kGerman)->certainty, Certainty::unsure);
  EXPECT_THAT(byline("Von Ursula von der Leyen", kGerman)->names,
              ElementsAre("Ursula von der Leyen"));
  EXPECT_THAT(byline("Text: Émile Łuczak-O’Hara", kGerman)->names,
              ElementsAre("Émile Łuczak-O’Hara"));
  for (char const* text :
       {"Von Rosen und Dornen", "Von hier nach dort", "Von der Leyen tritt zurück", "Mira Petersen",
        "Brot, Butter", "Von", "Von 8 Uhr", "Von , Kiel", ""}) {
    EXPECT_FALSE(byline(text, kGerman)) << text;
  }
}

TEST(ReadingTime, is_known_by_its_words) {
  for (char const* line : {"• Lesedauer: 1 Min.", "Lesedauer: 12 Minuten", "Lesezeit ca. 4 Min.",
                           "4 Min. Lesezeit", "– Lesedauer 1 min", "(Lesedauer: 1\u00a0Min.)"}) {
    EXPECT_TRUE(reading_time(line, kGerman)) << line;
  }
  EXPECT_EQ(reading_time("  • Lesedauer: 1 Min.", kGerman), "Lesedauer: 1 Min.");
  for (char const* line : {"", "Lesedauer", "Lesedauer: lang", "1 Min.", "Lesedauer: 1 Min. im Zug",
                           "Lesedauer: 1 2 Min.", "Fahrzeit: 4 Min."}) {
    EXPECT_FALSE(reading_time(line, kGerman)) << line;
  }
}

TEST(AdLabel, is_a_line_of_its_own) {
  for (char const* line : {"Werbung", "ANZEIGE", "– Anzeige –", "[Anzeige]", "Werbung:"}) {
    EXPECT_TRUE(is_ad_label(line, kGerman)) << line;
  }
  for (char const* line : {"", "Werbung wirkt", "Advertisement"}) {
    EXPECT_FALSE(is_ad_label(line, kGerman)) << line;
  }
}

}  // namespace
}  // namespace allmende::newsroom::page_text
