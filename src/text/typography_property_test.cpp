// What must hold for every text, tried on hostile ones and on a real corpus.

#include <gmock/gmock.h>
#include <rapidcheck.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "base/utf8.h"
#include "text/paragraph.h"
#include "text/text.h"

namespace allmende::text {
namespace {

/// A text of pieces that the rules look for, in any order.
std::string hostile_text() {
  static std::vector<std::string> const kPieces{"\"",
                                                "'",
                                                "„",
                                                "“",
                                                "”",
                                                "«",
                                                "»",
                                                "‹",
                                                "›",
                                                "‚",
                                                "‘",
                                                "’",
                                                "`",
                                                "´",
                                                "′",
                                                "″",
                                                " ",
                                                " ",
                                                "\u00a0",
                                                "\u202f",
                                                "\n",
                                                "-",
                                                "--",
                                                "---",
                                                "–",
                                                "—",
                                                ".",
                                                "...",
                                                "…",
                                                ",",
                                                ":",
                                                "!",
                                                "(",
                                                ")",
                                                "/",
                                                "a",
                                                "B",
                                                "z",
                                                "n",
                                                "s",
                                                "nd",
                                                "1",
                                                "12",
                                                "000",
                                                "2026",
                                                "5",
                                                "%",
                                                "§",
                                                "km",
                                                "Uhr",
                                                "Nr.",
                                                "Dr.",
                                                "z.B.",
                                                "u. a.",
                                                "€",
                                                "*innen",
                                                "Leser:innen",
                                                "https://example.org/",
                                                "a@example.org",
                                                "www.",
                                                "\u00ad",
                                                "\u200b",
                                                "e\u0301",
                                                "ß",
                                                "😀"};
  auto const pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kPieces));
  std::string text;
  for (std::string const& piece : pieces) text += piece;
  return text;
}

Typography any_typography() {
  auto const style = *rc::gen::element(QuoteStyle::inward_guillemets, QuoteStyle::low_high,
                                       QuoteStyle::outward_guillemets, QuoteStyle::high);
  return Typography(
      Language::parse(*rc::gen::element<std::string>("de", "de-CH", "en", "fr")).value(), style);
}

/// Letters, digits and signs of the text, without what typography may exchange.
std::string substance(std::string_view text) {
  std::string const normal = normalise(text);
  std::string left;
  for (std::size_t at = 0; at < normal.size();) {
    std::size_t const begin = at;
    UChar32 const c = next_character(normal, at);
    bool const exchanged = is_quote(c) || sort_of(c) == Sort::blank || c == '-' || c == '.' ||
                           c == 0x2013 || c == 0x2014 || c == 0x2026;
    if (!exchanged) left.append(normal, begin, at - begin);
  }
  return left;
}

TEST(TypographyProperty, setting_a_second_time_changes_nothing) {
  EXPECT_TRUE(rc::check([] {
    Typography const typography = any_typography();
    std::string const once = typography.set(hostile_text());
    RC_ASSERT(typography.set(once) == once);
  }));
}

TEST(TypographyProperty, setting_runs_a_second_time_changes_nothing) {
  EXPECT_TRUE(rc::check([] {
    Typography const typography = any_typography();
    std::vector<std::string> texts(*rc::gen::inRange<std::size_t>(1, 5));
    for (std::string& text : texts) text = hostile_text();
    std::size_t const untouched = *rc::gen::inRange<std::size_t>(0, 5);
    auto set = [&](std::vector<std::string> const& typed) {
      std::vector<text::Run> runs;
      for (std::string const& text : typed) {
        runs.push_back({text, runs.size() == untouched ? Treatment::untouched : Treatment::set});
      }
      return typography.set(runs).runs;
    };
    std::vector<std::string> const once = set(texts);
    RC_ASSERT(once.size() == texts.size());
    RC_ASSERT(set(once) == once);
    if (untouched < texts.size()) RC_ASSERT(once[untouched] == texts[untouched]);
    for (std::size_t i = 0; i < texts.size(); ++i)
      RC_ASSERT(substance(once[i]) == substance(texts[i]));
  }));
}

TEST(TypographyProperty, no_letter_and_no_digit_is_ever_changed) {
  EXPECT_TRUE(rc::check([] {
    std::string const typed = hostile_text();
    RC_ASSERT(substance(any_typography().set(typed)) == substance(typed));
  }));
}

TEST(TypographyProperty, any_bytes_come_out_as_valid_text) {
  EXPECT_TRUE(rc::check([](std::string const& bytes) {
    Typography const typography = any_typography();
    std::string const once = typography.set(bytes);
    RC_ASSERT(is_utf8(once));
    RC_ASSERT(typography.set(once) == once);
  }));
}

// ── A real corpus ────────────────────────────────────────────────────────────────────────────────

std::vector<std::string> corpus_paragraphs() {
  std::filesystem::path const corpus = "../shared/data/corpus/codefor.de-blog/content";
  std::vector<std::string> paragraphs;
  if (!std::filesystem::exists(corpus)) return paragraphs;
  for (auto const& entry : std::filesystem::recursive_directory_iterator(corpus)) {
    if (entry.path().extension() != ".md") continue;
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);) {
      if (!line.empty()) paragraphs.push_back(line);
    }
  }
  return paragraphs;
}

/// "Leser*in", "Autor:innen", "Kolleg_innen", with the word before the marker.
std::vector<std::string> gender_forms(std::string_view text) {
  std::vector<std::string> forms;
  std::string word;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t const begin = at;
    UChar32 const c = next_character(text, at);
    bool const marker = c == '*' || c == ':' || c == '_';
    if (marker && !word.empty() && text.substr(at).starts_with("in")) {
      forms.push_back(word + std::string(text.substr(begin, 6)));
    }
    if (sort_of(c) == Sort::letter && !marker && !is_quote(c))
      word.append(text.substr(begin, at - begin));
    else word.clear();
  }
  return forms;
}

std::vector<std::string> addresses(std::string_view text) {
  std::vector<std::string> found;
  for (std::size_t at = text.find("://"); at != std::string_view::npos;
       at = text.find("://", at + 1)) {
    std::size_t end = at + 3;
    while (end < text.size() && (std::isalnum(text[end]) || std::strchr("._~/?&=%#-", text[end])))
      ++end;
    while (text[end - 1] == '.' || text[end - 1] == '?') --end;
    found.emplace_back(text.substr(at, end - at));
  }
  return found;
}

TEST(TypographyCorpus, real_paragraphs_keep_their_gender_forms_and_addresses) {
  std::vector<std::string> const paragraphs = corpus_paragraphs();
  if (paragraphs.empty()) GTEST_SKIP() << "the corpus is not here";
  Typography const typography(Language::german());
  std::size_t forms = 0;
  std::size_t links = 0;
  for (std::string const& paragraph : paragraphs) {
    std::string const once = typography.set(paragraph);
    ASSERT_EQ(typography.set(once), once);
    ASSERT_EQ(substance(once), substance(paragraph));
    ASSERT_EQ(gender_forms(once), gender_forms(normalise(paragraph)));
    ASSERT_EQ(addresses(once), addresses(normalise(paragraph)));
    forms += gender_forms(once).size();
    links += addresses(once).size();
  }
  std::cout << paragraphs.size() << " paragraphs, " << forms << " gender forms, " << links
            << " addresses\n";
  EXPECT_GT(forms, 100U);
  EXPECT_GT(links, 1000U);
}

}  // namespace
}  // namespace allmende::text
