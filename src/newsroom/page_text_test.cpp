#include "newsroom/page_text.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "newsroom/page_text_samples.h"

namespace allmende::newsroom {
namespace {

using page_text::kSamplePage;
using page_text::replaced;
using page_text::unspoken;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

PageText read(std::string_view text, PageTextHints const& hints = {}) {
  auto page = read_page_text(text, hints);
  if (!page) {
    ADD_FAILURE() << page.error().where << ": " << page.error().message;
    return {};
  }
  EXPECT_EQ(unspoken(text, page->findings), "");
  return *std::move(page);
}

std::vector<std::string> names(PageText const& page) {
  std::vector<std::string> all;
  for (Finding const& finding : page.findings) {
    bool unsure = finding.certainty == Certainty::unsure;
    all.push_back(std::string(name_of(finding.element)) + (unsure ? "?" : ""));
  }
  return all;
}

std::vector<int> lines(PageText const& page) {
  std::vector<int> all;
  for (Finding const& finding : page.findings) all.push_back(finding.line);
  return all;
}

TEST(PageText, tells_the_parts_of_a_page_apart) {
  PageText page = read(kSamplePage);
  EXPECT_EQ(page.ad_label, "Anzeige");
  EXPECT_EQ(page.headline, "Hafenkran steht still");
  EXPECT_EQ(page.deck, "Nach dem Sturm fehlt ein Ersatzteil, das niemand mehr baut");
  EXPECT_EQ(page.reading_time, "Lesedauer: 2 Min.");
  EXPECT_THAT(page.dateline, ElementsAre("Hamburg"));
  EXPECT_EQ(
      plain_text(page.body),
      "Der große Kran am Südkai steht seit Montag still. »Wir warten auf ein Lager«, sagte die "
      "Hafenmeisterin.\nDie Reederei rechnet mit zwei Wochen Verzug.");
  EXPECT_EQ(page.body.blocks.at(1).id, "b2");
  EXPECT_THAT(page.sources, ElementsAre("dpa"));
  EXPECT_TRUE(page.edited);
  EXPECT_EQ(page.credit, "");
  EXPECT_THAT(page.see_pages, ElementsAre("2", "3", "5"));
  ASSERT_TRUE(page.appeal);
  EXPECT_EQ(page.appeal->title, "Diese Zeitung gehört denen, die sie lesen.");
  EXPECT_THAT(page.appeal->text,
              ElementsAre("Wir schreiben für alle, auch für die, die nichts zahlen können."));
  EXPECT_EQ(page.appeal->lead_in, "Mit Ihrem Beitrag können wir:");
  EXPECT_THAT(page.appeal->purposes, ElementsAre("den Hafen besuchen,", "in die Akten sehen."));
  EXPECT_THAT(page.appeal->closing, ElementsAre("Unterstützen Sie uns. Danke."));
}

TEST(PageText, says_what_it_took_each_line_for) {
  PageText page = read(kSamplePage);
  EXPECT_THAT(names(page),
              ElementsAre("ad label", "headline", "deck", "reading time", "dateline", "paragraph",
                          "paragraph", "credit", "see pages", "appeal title", "appeal text",
                          "appeal lead-in", "appeal purpose", "appeal purpose", "appeal closing"));
  EXPECT_EQ(line_of(page.findings[1]), "line 3    headline        Hafenkran steht still");
  EXPECT_EQ(line_of(page.findings[7]), "line 11   credit          dpa/nd");
  EXPECT_EQ(
      line_of(page.findings[5]),
      "line 9    paragraph       Der große Kran am Südkai steht seit Montag still. »Wir warte…");
}

TEST(PageText, the_reference_page_is_found_whole_and_without_a_doubt) {
  auto file = std::filesystem::path(ALLMENDE_SOURCE) / ".." / "shared" / "design" / "page.txt";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not here";
  std::ifstream in(file, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(in)), {});
  PageText page = read(text);
  EXPECT_THAT(names(page),
              ElementsAre("ad label", "headline", "deck", "reading time", "dateline", "paragraph",
                          "credit", "see pages", "appeal title", "appeal text", "appeal text",
                          "appeal text", "appeal lead-in", "appeal purpose", "appeal purpose",
                          "appeal purpose", "appeal purpose", "appeal purpose", "appeal closing"));
  for (Finding const& finding : page.findings) {
    EXPECT_EQ(finding.certainty, Certainty::certain) << line_of(finding);
  }
  EXPECT_THAT(page.dateline, ElementsAre("Brüssel"));
  EXPECT_EQ(page.credit, "Agenturen/nd");
  EXPECT_THAT(page.sources, IsEmpty());
  EXPECT_THAT(page.see_pages, ElementsAre("4", "8"));
  EXPECT_THAT(plain_text(page.body), testing::StartsWith("Die NATO und Russland wollen"));
  EXPECT_THAT(plain_text(page.body), testing::EndsWith("von der NATO ausgesetzt worden."));
  ASSERT_TRUE(page.appeal);
  EXPECT_EQ(page.appeal->purposes.size(), 5U);
}

TEST(PageText, every_part_but_headline_and_text_may_be_missing) {
  PageText page = read("Hafenkran steht still\n\nDer Kran am Südkai steht seit Montag still.\n");
  EXPECT_EQ(page.headline, "Hafenkran steht still");
  EXPECT_EQ(page.deck, "");
  EXPECT_EQ(plain_text(page.body), "Der Kran am Südkai steht seit Montag still.");
  EXPECT_FALSE(page.appeal);
  EXPECT_EQ(page.credit + page.reading_time + page.ad_label + page.kicker, "");
  EXPECT_THAT(page.dateline, IsEmpty());
}

TEST(PageText, the_credit_may_stand_on_lines_of_its_own) {
  for (char const* end : {"\n\nAFP/nd Seite 4\n", "\n\nAFP/nd\n\nSeite 4\n", "\nAFP/nd\nSeite 4",
                          "\n\nSeite 4\n\nAFP/nd\n", " AFP/nd\n\nSeite 4\n"}) {
    PageText page = read(std::string("Titel\n\nEin Satz, der ein Ende hat.") + end);
    EXPECT_THAT(page.sources, ElementsAre("AFP")) << end;
    EXPECT_THAT(page.see_pages, ElementsAre("4")) << end;
    EXPECT_EQ(plain_text(page.body), "Ein Satz, der ein Ende hat.") << end;
  }
}

TEST(PageText, line_ends_and_marks_of_other_systems_change_nothing) {
  std::string const plain = kSamplePage;
  PageText expected = read(plain);
  EXPECT_EQ(lines(read(replaced(plain, "\n", "\r\n"))), lines(expected));
  EXPECT_EQ(lines(read(replaced(plain, "\n", "\r"))), lines(expected));
  for (std::string const& text :
       {replaced(plain, "\n", "\r\n"), replaced(plain, "\n", "\r"), "\ufeff" + plain,
        replaced(plain, "\n\n", "\n\n \t\n\n"), replaced(plain, "Seiten 2", "Seiten\u00a02"),
        replaced(plain, "Beitrag", "Bei\u00adtrag"), replaced(plain, "dpa/nd", "dpa\u200b/nd"),
        replaced(plain, "Hafenkran", "\tHafen\u00adkran"), plain + "\f\n"}) {
    PageText page = read(text);
    EXPECT_EQ(names(page), names(expected));
    EXPECT_EQ(page.body, expected.body);
    EXPECT_EQ(page.appeal, expected.appeal);
    EXPECT_EQ(page.see_pages, expected.see_pages);
    EXPECT_EQ(page.headline, expected.headline);
  }
}

TEST(PageText, an_unbreakable_space_in_the_text_is_kept) {
  PageText page = read("Titel\n\nEs waren 10\u00a0000  Menschen \t da.\n");
  EXPECT_EQ(plain_text(page.body), "Es waren 10\u00a0000 Menschen da.");
}

TEST(PageText, lines_broken_to_a_width_become_one_paragraph) {
  PageText page = read(
      "Titel\n\nKiel. Der große Kran am Südkai steht seit Montag still, und die Zu-\n"
      "sammenarbeit mit der Reederei ruht. Im Nord- und im Südhafen liegen\n"
      "sieben Schiffe, die auf ihre Ladung warten.\nAFP\n");
  EXPECT_EQ(page.body.blocks.size(), 1U);
  EXPECT_THAT(plain_text(page.body), HasSubstr("die Zusammenarbeit mit"));
  EXPECT_THAT(plain_text(page.body), HasSubstr("liegen sieben Schiffe"));
  EXPECT_THAT(page.sources, ElementsAre("AFP"));
  EXPECT_EQ(page.findings.at(2).certainty, Certainty::likely);
}

TEST(PageText, a_very_long_line_is_a_paragraph_as_any_other) {
  std::string sentence = "Das Schiff fährt, und das Meer ist weit. ";
  std::string text = "Titel\n\nKiel. ";
  for (int i = 0; i < 5000; ++i) text += sentence;
  PageText page = read(text + "AFP");
  EXPECT_EQ(plain_text(page.body).size(), sentence.size() * 5000 - 1);
  EXPECT_THAT(page.sources, ElementsAre("AFP"));
}

TEST(PageText, the_head_may_have_a_kicker_and_a_byline) {
  PageText page = read(
      "Osterfleet\n\nDer Kran steht, und niemand weiß, warum\n\nEin Besuch am Südkai\n\n"
      "Von Mira Petersen und Jens Hansen, Kiel\n\nLesedauer: 4 Min.\n\nEin Satz.\n");
  EXPECT_EQ(page.kicker, "Osterfleet");
  EXPECT_EQ(page.headline, "Der Kran steht, und niemand weiß, warum");
  EXPECT_EQ(page.deck, "Ein Besuch am Südkai");
  EXPECT_THAT(page.authors, ElementsAre("Mira Petersen", "Jens Hansen"));
  EXPECT_THAT(page.dateline, ElementsAre("Kiel"));
  EXPECT_THAT(names(page), ElementsAre("kicker", "headline", "deck", "byline", "dateline",
                                       "reading time", "paragraph"));
}

TEST(PageText, a_headline_may_begin_like_a_byline) {
  EXPECT_EQ(read("Von Rosen und Dornen\n\nEin Satz.\n").headline, "Von Rosen und Dornen");
  EXPECT_EQ(read("Von Mira Petersen\n\nEin Satz.\n").headline, "Von Mira Petersen");
}

TEST(PageText, what_may_be_something_else_is_unsure) {
  EXPECT_THAT(names(read("Titel der Seite\n\nMira Petersen\n\nEin Satz.")),
              ElementsAre("headline", "byline?", "paragraph"));
  EXPECT_THAT(names(read("Hafen\n\nDer Kran steht still\n\nEin Satz.")),
              ElementsAre("headline?", "deck?", "paragraph"));
  EXPECT_THAT(names(read("Titel der Seite\n\nEin Satz.\n\nTeilen Drucken")),
              ElementsAre("headline", "paragraph", "paragraph?"));
  EXPECT_THAT(names(read("Titel der Seite\n\nEin Satz. mpe")),
              ElementsAre("headline", "paragraph", "credit?"));
  EXPECT_THAT(names(read("Titel der Seite\n\nEin Satz. dpa\n\nNoch ein Satz. AFP")),
              ElementsAre("headline", "paragraph?", "paragraph", "credit"));
  EXPECT_THAT(names(read("Titel der Seite\n\nEin Satz. dpa\n\nUnd noch ein Satz.")),
              ElementsAre("headline", "paragraph", "credit", "paragraph?"));
  EXPECT_THAT(read("Titel der Seite\n\nEin Satz. dpa\n\nNoch ein Satz. AFP").findings.at(1).doubt,
              HasSubstr("ends like an article"));
  std::string line = line_of(read("Titel der Seite\n\nEin Satz. mpe").findings.at(2));
  EXPECT_EQ(line, "line 3    credit          (unsure) mpe [may be the last words of the text]");
}

TEST(PageText, subheadings_and_lists_are_taken_where_they_are_sure) {
  std::string const paragraph =
      "Der große Kran am Südkai steht seit Montag still, und die Reederei wartet auf ein Lager.";
  PageText page = read("Titel der Seite\n\n" + paragraph + "\n\nWarten auf das Lager\n\n" +
                       paragraph + "\n\n• ein Lager\n• ein Seil\n\n– Nein, sagte er.\n");
  ASSERT_EQ(page.body.blocks.size(), 5U);
  EXPECT_TRUE(std::holds_alternative<Subheading>(page.body.blocks[1].content));
  ASSERT_TRUE(std::holds_alternative<List>(page.body.blocks[3].content));
  EXPECT_EQ(std::get<List>(page.body.blocks[3].content).items.size(), 2U);
  EXPECT_EQ(plain_text(std::get<Paragraph>(page.body.blocks[4].content).text), "– Nein, sagte er.");
}

TEST(PageText, an_appeal_without_a_credit_above_it_needs_plain_words) {
  std::string const article = "Titel der Seite\n\nEin Satz, der zu Ende geht.\n\n";
  PageText asked = read(article +
                        "Bleiben Sie uns treu\n\nWir bitten um Ihren Beitrag.\n\n"
                        "Mit Ihrer Spende können wir:\n- schreiben\n- drucken\n");
  ASSERT_TRUE(asked.appeal);
  EXPECT_THAT(asked.appeal->purposes, ElementsAre("schreiben", "drucken"));
  EXPECT_EQ(asked.findings.back().certainty, Certainty::likely);
  PageText report = read(article + "Wenig Geld für den Kran\n\nDie Stadt gibt einen Beitrag.\n");
  EXPECT_FALSE(report.appeal);
}

TEST(PageText, is_read_in_english_too) {
  PageText page = read(
      "Advertisement\n\nThe crane stands still today\n\nA bearing is missing\n\n3 min read\n\n"
      "By Mira Petersen\n\nLondon. The crane stands still. With Reuters See pages 4 and 8\n\n"
      "This paper is yours.\n\nWe thank you. Please support us with a contribution.\n",
      {.language = Language::english(), .house = "hb"});
  EXPECT_EQ(page.reading_time, "3 min read");
  EXPECT_THAT(page.authors, ElementsAre("Mira Petersen"));
  EXPECT_THAT(page.dateline, ElementsAre("London"));
  EXPECT_THAT(page.sources, ElementsAre("Reuters"));
  EXPECT_THAT(page.see_pages, ElementsAre("4", "8"));
  ASSERT_TRUE(page.appeal);
  EXPECT_EQ(page.appeal->title, "This paper is yours.");
}

}  // namespace
}  // namespace allmende::newsroom
