// Whatever the bytes, page_text neither falls over nor drops a word.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>

#include "newsroom/page_text_samples.h"

namespace allmende::newsroom::page_text {
namespace {

/// What is put somewhere into a page; an empty one takes a byte away.
std::vector<std::string> const kDamages = {"",  " ",      "\n",     "\n\n", "\r", ".",   "-",
                                           "/", ":",      "(",      ")",    "\t", "a",   "A",
                                           "1", "\u00ad", "\u00a0", "»",    "→ ", "\xc3"};

void holds_together(std::string const& text) {
  auto page = read_page_text(text, {});
  if (!page) {
    RC_ASSERT(!page.error().message.empty());
    return;
  }
  RC_TAG(page->appeal ? "with appeal" : "without appeal");
  RC_ASSERT(unspoken(text, page->findings) == "");
  RC_ASSERT(!page->headline.empty());
  RC_ASSERT(!page->body.blocks.empty());
  for (Finding const& finding : page->findings) {
    RC_ASSERT(!finding.excerpt.empty());
    RC_ASSERT((finding.certainty == Certainty::unsure) == !finding.doubt.empty());
  }
}

RC_GTEST_PROP(PageText, arbitrary_bytes_are_read_or_refused, ()) {
  holds_together(*rc::gen::arbitrary<std::string>());
}

/// Pieces that pages are made of, and what may come between them.
std::vector<std::string> const kPieces = {"Werbung",
                                          "Hafenkran steht still",
                                          "Ein Besuch am Kai",
                                          "• Lesedauer: 1 Min.",
                                          "Kiel. Der Kran steht.",
                                          "Paris/Cannes (dpa) – Der Film läuft.",
                                          "Nein. Das sagte er.",
                                          "Ein Satz, der zu Ende geht.",
                                          "Noch ein Satz, der sehr viel länger ist als die anderen "
                                          "und darum die Breite einer Spalte füllt.",
                                          "und dann ging es weiter",
                                          "Agenturen/nd",
                                          "dpa",
                                          "Seiten 4 und 8",
                                          "mpe",
                                          "Von Mira Petersen",
                                          "Mira Petersen, Kiel",
                                          "→ Themen abdecken.",
                                          "- drucken",
                                          "– Ja.",
                                          "Mit Ihrem Beitrag können wir:",
                                          "Wir bitten um eine Spende. Unterstützen Sie uns!",
                                          "Diese Zeitung bleibt. Vielen Dank.",
                                          "Zu-",
                                          "»Ja«",
                                          ".",
                                          "–",
                                          "(",
                                          "Seite",
                                          "/",
                                          "St. Gallen. Das",
                                          "\u00ad",
                                          "\u00a0",
                                          "ÄÖ",
                                          "😀",
                                          "1",
                                          "Kiel"};

RC_GTEST_PROP(PageText, pieces_of_pages_in_any_order_are_read_or_refused, ()) {
  auto joints =
      std::vector<std::string>{"\n\n", "\n", " ", "\r\n", "\t", "\n\n\n", "", "\u2028", "\u00a0"};
  auto parts = *rc::gen::container<std::vector<std::pair<std::string, std::string>>>(
      rc::gen::pair(rc::gen::elementOf(kPieces), rc::gen::elementOf(joints)));
  std::string text =
      *rc::gen::elementOf(std::vector<std::string>{"", "\ufeff", "Titel der Seite\n\n"});
  for (auto const& [piece, joint] : parts) text += piece + joint;
  holds_together(text);
}

RC_GTEST_PROP(PageText, a_damaged_page_is_read_or_refused, ()) {
  std::string text = kSamplePage;
  auto damages = *rc::gen::container<std::vector<std::pair<std::size_t, std::string>>>(
      rc::gen::pair(rc::gen::inRange<std::size_t>(0, 10'000), rc::gen::elementOf(kDamages)));
  for (auto const& [place, damage] : damages) {
    std::size_t at = place % text.size();
    if (damage.empty()) text.erase(at, 1);
    else text.insert(at, damage);
  }
  holds_together(text);
}

/// Work that grew with the square of the lines would take minutes here.
TEST(PageText, a_page_of_the_worst_shape_is_read_in_good_time) {
  auto const start = std::chrono::steady_clock::now();
  std::string lines = "Titel der Seite\n\n";
  for (int i = 0; i < 4900; ++i) lines += "und so weiter mit dpa und\n";
  EXPECT_TRUE(read_page_text(lines + "Schluss.", {}));
  std::string words(390'000, 'a');
  for (std::size_t i = 5; i < words.size(); i += 6) words[i] = ' ';
  EXPECT_TRUE(read_page_text("Titel der Seite\n\n" + words + ".", {}));
  EXPECT_TRUE(read_page_text("Titel der Seite\n\n" + std::string(390'000, '/'), {}));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

}  // namespace
}  // namespace allmende::newsroom::page_text
