#include "text/text.h"

#include <gmock/gmock.h>
#include <rapidcheck.h>

#include "base/utf8.h"

namespace allmende::text {
namespace {

Language const kGerman = Language::german();
Language const kEnglish = Language::english();

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

// ── Normal form ──────────────────────────────────────────────────────────────────────────────────

TEST(Normalise, composes_and_drops_what_cannot_be_seen) {
  EXPECT_EQ(normalise("Mu\u0308ll"), "Müll");
  EXPECT_EQ(normalise("Zei\u00adtung\u200b\ufeff \u2060gut"), "Zeitung gut");
  EXPECT_EQ(normalise("a\r\nb\rc\u2028d\te"), "a\nb\nc\nd\te");
  EXPECT_EQ(normalise(std::string_view("a\0b\x1B[1m\x7F\u0085\u202Ec", 15)), "ab[1mc");
}

TEST(Normalise, keeps_joiners_where_they_say_something) {
  EXPECT_EQ(normalise("👩\u200d💻"), "👩\u200d💻");
  EXPECT_EQ(normalise("می\u200cخواهم"), "می\u200cخواهم");
  EXPECT_EQ(normalise("Zei\u200dtung\u200c"), "Zeitung");
}

TEST(Normalise, keeps_gender_forms_and_unbreakable_spaces) {
  for (char const* text : {"Leser*innen", "Leser:innen", "Kolleg_innen", "10\u202f000\u00a0€"}) {
    EXPECT_EQ(normalise(text), text);
  }
}

TEST(Normalise, makes_valid_text_of_any_bytes_and_is_idempotent) {
  EXPECT_EQ(normalise("a\xC3\x28\xFF"), "a\uFFFD(\uFFFD");
  EXPECT_TRUE(rc::check([](std::string const& bytes) {
    std::string const once = normalise(bytes);
    RC_ASSERT(is_utf8(once));
    RC_ASSERT(normalise(once) == once);
  }));
}

TEST(Squeeze, makes_one_line) {
  EXPECT_EQ(squeeze("  Ein \n\t Satz\u00a0mit  Raum "), "Ein Satz\u00a0mit Raum");
  EXPECT_EQ(squeeze(" \n "), "");
}

// ── Short names ──────────────────────────────────────────────────────────────────────────────────

std::string slug(std::string_view text, Language const& language = kGerman) {
  return slug_of(text, language).text();
}

TEST(Slug, spells_german_letters_out) {
  EXPECT_EQ(slug("NATO und Russland wieder im Dialog"), "nato-und-russland-wieder-im-dialog");
  EXPECT_EQ(slug("Über Größe & Maß: Äpfel, Öl!"), "ueber-groesse-mass-aepfel-oel");
  EXPECT_EQ(slug("GRÖSSE U\u0308BER ẞ"), "groesse-ueber-ss");
}

TEST(Slug, drops_the_gender_marker_whatever_its_form) {
  for (char const* text : {"Leser*innen", "Leser:innen", "Leser_innen", "Leser/-innen",
                           "Leser/innen", "Leser·innen", "LeserInnen"}) {
    EXPECT_EQ(slug(text), "leserinnen") << text;
  }
  EXPECT_EQ(slug("Bürger*innenrat"), "buergerinnenrat");
  EXPECT_EQ(slug("Kolleg*in gesucht"), "kollegin-gesucht");
  EXPECT_EQ(slug("Zeit: in der Stadt, Ort:Inhalt"), "zeit-in-der-stadt-ort-inhalt");
}

TEST(Slug, transliterates_other_letters) {
  EXPECT_EQ(slug("Žižek trifft Đoković in Łódź"), "zizek-trifft-dokovic-in-lodz");
  EXPECT_EQ(slug("Москва", kEnglish), "moskva");
  EXPECT_EQ(slug("Café Größe", kEnglish), "cafe-grosse");
}

TEST(Slug, drops_apostrophes_and_quotes) {
  EXPECT_EQ(slug("»Wie geht’s?« – Rock'n'Roll"), "wie-gehts-rocknroll");
}

TEST(Slug, is_cut_at_a_word) {
  std::string const cut = slug(repeated("wort ", 40));
  EXPECT_EQ(cut, repeated("wort-", 15) + "wort");
  EXPECT_EQ(slug(std::string(200, 'x')), std::string(80, 'x'));
}

TEST(Slug, is_never_empty) {
  EXPECT_EQ(slug("!?"), "text");
  EXPECT_EQ(slug_of("", kGerman, "ohne-titel").text(), "ohne-titel");
  EXPECT_THROW(slug_of("", kGerman, "No Slug"), Bug);
}

TEST(Slug, can_be_made_of_any_bytes) {
  EXPECT_TRUE(rc::check([](std::string const& bytes) {
    RC_ASSERT(Slug::parse(slug(bytes)).has_value());
    RC_ASSERT(Slug::parse(slug(bytes, kEnglish)).has_value());
  }));
}

// ── Measures ─────────────────────────────────────────────────────────────────────────────────────

TEST(ReadingTime, goes_by_characters_in_german_and_by_words_in_english) {
  EXPECT_EQ(reading_minutes(std::string(1430 * 4, 'a'), kGerman), 4);
  EXPECT_EQ(reading_minutes(2144, 0, kGerman), 1);
  EXPECT_EQ(reading_minutes(2145, 0, kGerman), 2);
  EXPECT_EQ(reading_minutes(repeated("word ", 238 * 3), kEnglish), 3);
  EXPECT_EQ(reading_minutes(99999, 356, kEnglish), 1);
  EXPECT_EQ(reading_minutes(2860, 0, Language::parse("sv").value()), 2);
}

TEST(ReadingTime, is_never_below_a_minute) {
  EXPECT_EQ(reading_minutes("", kGerman), 1);
  EXPECT_EQ(reading_minutes("Short.", kEnglish), 1);
}

TEST(Count, characters_are_code_points) {
  EXPECT_EQ(character_count("»Größe« 😀"), 9U);
  EXPECT_EQ(character_count(""), 0U);
}

TEST(Count, words_are_words) {
  EXPECT_EQ(word_count("Die »Elbe« ist 1 094 Kilometer lang – so lang."), 9U);
  EXPECT_EQ(word_count("Leser*innen und Autor:innen, Kolleg_innen"), 4U);
  EXPECT_EQ(word_count("Der Ost-West-Dialog"), 2U);
  EXPECT_EQ(word_count("ä*in – * - …"), 1U);
  EXPECT_EQ(word_count(""), 0U);
}

TEST(Excerpt, is_cut_behind_a_word) {
  EXPECT_EQ(excerpt("Ein kurzer Satz.", 16), "Ein kurzer Satz.");
  EXPECT_EQ(excerpt("Ein kurzer Satz.", 15), "Ein kurzer…");
  EXPECT_EQ(excerpt("Ein Satz, der weitergeht.", 11), "Ein Satz…");
  EXPECT_EQ(excerpt("Ein Satz – und weiter", 13), "Ein Satz…");
  EXPECT_EQ(excerpt("Größenwahnsinnige", 6), "Größe…");
  EXPECT_EQ(excerpt("abc", 0), "");
}

TEST(Excerpt, keeps_its_measure_and_cuts_no_character_apart) {
  EXPECT_EQ(excerpt("👩\u200d💻👩\u200d💻", 5), "👩\u200d💻…");
  EXPECT_TRUE(rc::check([](std::string const& bytes) {
    std::string const text = normalise(bytes);
    auto const longest = *rc::gen::inRange<std::size_t>(0, 40);
    RC_ASSERT(character_count(excerpt(text, longest)) <= longest);
    RC_ASSERT(is_utf8(excerpt(text, longest)));
  }));
}

// ── Order ────────────────────────────────────────────────────────────────────────────────────────

TEST(Collation, orders_words_as_people_look_them_up) {
  Collation const german(kGerman);
  std::vector<std::string> words{"Zebra", "Leserinnen", "Österreich", "Leser*innen",
                                 "Ärzte", "Leserbrief", "Apfel"};
  std::ranges::sort(words, [&](auto const& a, auto const& b) { return german.less(a, b); });
  EXPECT_THAT(words, testing::ElementsAre("Apfel", "Ärzte", "Leserbrief", "Leser*innen",
                                          "Leserinnen", "Österreich", "Zebra"));
  EXPECT_EQ(german.compare("Ärzte", "A\u0308rzte"), 0);
}

TEST(Collation, keys_have_the_order_of_their_texts) {
  Collation const german(kGerman);
  EXPECT_TRUE(rc::check([&](std::string const& a, std::string const& b) {
    std::string const left = normalise(a);
    std::string const right = normalise(b);
    int const by_key = german.key(left).compare(german.key(right));
    RC_ASSERT((by_key < 0) == (german.compare(left, right) < 0));
    RC_ASSERT((by_key == 0) == (german.compare(left, right) == 0));
  }));
}

TEST(FamilyName, comes_first) {
  EXPECT_EQ(family_name_first("Mira van der Petersen"), "Petersen, Mira van der");
  EXPECT_EQ(family_name_first(" Jens  Hansen-Ohlsen "), "Hansen-Ohlsen, Jens");
  EXPECT_EQ(family_name_first("Redaktion"), "Redaktion");
  EXPECT_EQ(family_name_first(" "), "");
}

TEST(InAscii, spells_out_german_letters_and_transliterates_others) {
  EXPECT_EQ(in_ascii("Jürgen Groß, ÄÖÜ"), "Juergen Gross, AeOeUe");
  EXPECT_EQ(in_ascii("Ju\u0308rgen"), "Juergen");
  EXPECT_EQ(in_ascii("Aimée Łoś, Đorđe Žižek"), "Aimee Los, Dorde Zizek");
  EXPECT_EQ(in_ascii("Москва Αθήνα"), "Moskva Athena");
  EXPECT_EQ(in_ascii("O’Brien – “x” 5 €"), "O'Brien - \"x\" 5 ");
  EXPECT_EQ(in_ascii("a_b & c"), "a_b & c");
  EXPECT_EQ(in_ascii("\xff\xc3 😀"), " ");
}

}  // namespace
}  // namespace allmende::text
