#include "text/typography.h"

#include <gmock/gmock.h>

namespace allmende::text {
namespace {

Language language(std::string_view tag) { return Language::parse(tag).value(); }

struct Case {
  char const* typed;
  char const* printed;
};

void expect_all(Typography const& typography, std::initializer_list<Case> cases) {
  for (Case const& one : cases) {
    EXPECT_EQ(typography.set(one.typed), one.printed) << "typed: " << one.typed;
    EXPECT_EQ(typography.set(one.printed), one.printed) << "set a second time";
  }
}

TEST(Typography, straight_and_foreign_quotes_become_the_houses) {
  expect_all(Typography(language("de")),
             {{R"(Er sagte: "Gut so".)", "Er sagte: »Gut so«."},
              {"„Gut so“, sagte er.", "»Gut so«, sagte er."},
              {"“Gut so”, sagte er.", "»Gut so«, sagte er."},
              {"«Gut so», sagte er.", "»Gut so«, sagte er."},
              {"« Gut so », sagte er.", "»Gut so«, sagte er."},
              {"„Gut so\", sagte er.", "»Gut so«, sagte er."},
              {"\"Gut so!\" (\"Na ja\")", "»Gut so!« (»Na ja«)"},
              {"\"... und dann?\", fragte sie", "»… und dann?«, fragte sie"},
              {"das 'Gut so' im Titel", "das ›Gut so‹ im Titel"},
              {"Das »nd« bleibt. Dank Ihnen.", "Das »nd« bleibt. Dank Ihnen."},
              {"die \"nd\"-Redaktion, eine Anti-\"Establishment\"-Haltung",
               "die »nd«-Redaktion, eine Anti-»Establishment«-Haltung"},
              {"sagte:\"Gut\".\"Na ja\"", "sagte:»Gut«.»Na ja«"},
              {"\"Gut\"–\"Schlecht\"", "»Gut«–»Schlecht«"},
              {"(\"Gut\")", "(»Gut«)"}});
}

TEST(Typography, quotes_in_quotes_become_the_inner_ones) {
  expect_all(Typography(language("de")),
             {{R"("Er rief 'Halt', dann nichts.")", "»Er rief ›Halt‹, dann nichts.«"},
              {R"("Er rief "Halt", dann nichts.")", "»Er rief ›Halt‹, dann nichts.«"},
              {"„Er rief ‚Halt‘“", "»Er rief ›Halt‹«"},
              {"“He said ‘no’”", "»He said ›no‹«"},
              {"\"'Halt' rief er\"", "»›Halt‹ rief er«"},
              {"\"er rief: 'Halt'\"", "»er rief: ›Halt‹«"},
              {"'er rief \"Halt\"'", "›er rief »Halt«‹"},
              {"'er \"rief' Halt\"", "’er »rief’ Halt«"}});
}

TEST(Typography, every_house_has_its_own) {
  std::string const typed = R"("Er rief 'Halt', dann" nichts)";
  Language const german = language("de");
  EXPECT_EQ(Typography(german, QuoteStyle::inward_guillemets).set(typed),
            "»Er rief ›Halt‹, dann« nichts");
  EXPECT_EQ(Typography(german, QuoteStyle::low_high).set(typed), "„Er rief ‚Halt‘, dann“ nichts");
  EXPECT_EQ(Typography(german, QuoteStyle::outward_guillemets).set(typed),
            "«Er rief ‹Halt›, dann» nichts");
  EXPECT_EQ(Typography(german, QuoteStyle::high).set(typed), "“Er rief ‘Halt’, dann” nichts");
}

TEST(Typography, a_language_has_its_usual_quotes) {
  EXPECT_EQ(Typography(language("de")).set("\"a\""), "»a«");
  EXPECT_EQ(Typography(language("de-CH")).set("\"a\""), "«a»");
  EXPECT_EQ(Typography(language("en")).set("\"a\""), "“a”");
  EXPECT_EQ(Typography(language("fr")).set("\"a\""), "«\u202fa\u202f»");
}

TEST(Typography, quotes_are_chosen_by_an_example) {
  EXPECT_EQ(parse_quote_style("„…“").value(), QuoteStyle::low_high);
  EXPECT_EQ(parse_quote_style("»…«").value(), QuoteStyle::inward_guillemets);
  EXPECT_EQ(parse_quote_style("«…»").value(), QuoteStyle::outward_guillemets);
  EXPECT_EQ(parse_quote_style("“…”").value(), QuoteStyle::high);
  EXPECT_FALSE(parse_quote_style("\"…\""));
}

TEST(Typography, low_and_high_quotes_are_read_in_every_house) {
  expect_all(Typography(language("de"), QuoteStyle::low_high),
             {{"»Er rief ›Halt‹, dann« nichts", "„Er rief ‚Halt‘, dann“ nichts"},
              {"\"nd\"-Redaktion", "„nd“-Redaktion"},
              {"Hans' Auto, 'Halt'", "Hans’ Auto, ‚Halt‘"}});
}

TEST(Typography, french_breathes_inside_its_quotes_and_before_its_points) {
  expect_all(Typography(language("fr")),
             {{"Il dit \"oui\" ; elle : \"non\" !",
               "Il dit «\u202foui\u202f»\u202f; elle\u00a0: «\u202fnon\u202f»\u202f!"},
              {"« oui »", "«\u202foui\u202f»"},
              {"“oui”", "«\u202foui\u202f»"},
              {"l'eau d'Évian", "l’eau d’Évian"}});
}

TEST(Typography, apostrophes_are_no_quotes) {
  expect_all(Typography(language("de")),
             {{"Wie geht's? Hans' Auto, Rock'n'Roll", "Wie geht’s? Hans’ Auto, Rock’n’Roll"},
              {"'s war einmal, 'ne Menge", "’s war einmal, ’ne Menge"},
              {"die '68er und 80'er", "die ’68er und 80’er"},
              {"\"Wie geht's?\"", "»Wie geht’s?«"},
              {"\"Hans' Auto\"", "»Hans’ Auto«"},
              {"geht`s, geht´s, der Kanal `#foo`", "geht’s, geht’s, der Kanal `#foo`"}});
  expect_all(Typography(language("en")),
             {{"don't, 'tis, rock 'n' roll, the '90s", "don’t, ’tis, rock ’n’ roll, the ’90s"},
              {"\"The boys' club\", he said", "“The boys’ club”, he said"},
              {"'It's the boys'", "‘It’s the boys’"}});
}

TEST(Typography, feet_and_inches_are_no_quotes) {
  expect_all(Typography(language("en")), {{"He is 5'10\" tall", "He is 5′10″ tall"},
                                          {"\"He is 5'10\" tall\"", "“He is 5′10″ tall”"},
                                          {"a 27\" screen and \"HDR\"", "a 27″ screen and “HDR”"},
                                          {"\"in 1989\"", "“in 1989”"}});
}

TEST(Typography, hyphens_become_dashes_where_dashes_are_meant) {
  expect_all(
      Typography(language("de")),
      {{"gut - sagte sie -, doch", "gut – sagte sie –, doch"},
       {"gut -- sagte sie", "gut – sagte sie"},
       {"gut — sagte sie", "gut – sagte sie"},
       {"gut--sagte sie", "gut–sagte sie"},
       {"- Ja?", "– Ja?"},
       {"Ost- und Westdeutschland, Ost-West-Dialog", "Ost- und Westdeutschland, Ost-West-Dialog"},
       {"für 5,- Euro, 12,-- Euro", "für 5,– Euro, 12,– Euro"},
       {"allmende serve --port 80 -v", "allmende serve --port 80 -v"},
       {"--------", "--------"},
       {"--- ", "--- "},
       {"-", "-"}});
  expect_all(Typography(language("en")), {{"good--she said", "good—she said"},
                                          {"good — she said", "good — she said"},
                                          {"good - she said", "good – she said"}});
}

TEST(Typography, ranges_get_their_dash_only_where_nothing_else_can_be_meant) {
  expect_all(Typography(language("de")),
             {{"10-12 Personen", "10–12 Personen"},
              {"von 8.30-10.00 Uhr", "von 8.30–10.00\u00a0Uhr"},
              {"10.30-12 Uhr", "10.30-12\u00a0Uhr"},
              {"10-12.30 Uhr", "10–12.30\u00a0Uhr"},
              {"1939-1945, 1998-99", "1939–1945, 1998–99"},
              {"1,5-2,5 Grad", "1,5–2,5 Grad"},
              {"(S. 10-12)", "(S.\u00a010–12)"},
              {"5-10%", "5–10%"},
              {"2026-11-21", "2026-11-21"},
              {"Tel. 2978-3111", "Tel. 2978-3111"},
              {"Ruf 555-1234", "Ruf 555-1234"},
              {"030-123456, 0800-1234, 030 29-78", "030-123456, 0800-1234, 030 29-78"},
              {"ISO 8859-15, DIN 10-12", "ISO 8859-15, DIN 10-12"},
              {"Boeing 747-400, F-16, 10-12-jährig", "Boeing 747-400, F-16, 10-12-jährig"},
              {"gewann 3-1", "gewann 3-1"}});
  expect_all(Typography(language("en")),
             {{"lost 1-2", "lost 1-2"}, {"pages 10-12", "pages 10–12"}});
}

TEST(Typography, three_points_are_an_ellipsis) {
  expect_all(Typography(language("de")), {{"Na ja...", "Na ja…"},
                                          {"Name: ........", "Name: ........"},
                                          {"../../x.../y", "../../x.../y"}});
}

TEST(Typography, abbreviations_numbers_and_units_hold_together) {
  expect_all(
      Typography(language("de")),
      {{"z.B. so, d. h. so, Z. B. so", "z.\u202fB. so, d.\u202fh. so, Z.\u202fB. so"},
       {"u.a.m., u. a., i.d.R., 44 v. Chr., Hafen e.V.",
        "u.\u202fa.\u202fm., u.\u202fa., i.\u202fd.\u202fR., 44 v.\u202fChr., Hafen e.\u202fV."},
       {"§ 5, 5 %, 20 °C, 5 km, 12 €", "§\u202f5, 5\u202f%, 20\u202f°C, 5\u202fkm, 12\u00a0€"},
       {"10 000 Menschen, 1 250 000,50 Euro", "10\u202f000 Menschen, 1\u202f250\u202f000,50 Euro"},
       {"um 21.00 Uhr am 21. November", "um 21.00\u00a0Uhr am 21.\u00a0November"},
       {"Nr. 5, Art. 5 Abs. 2", "Nr.\u00a05, Art.\u00a05 Abs.\u00a02"},
       {"Prof. Dr. Meyer in St. Pauli", "Prof.\u00a0Dr.\u00a0Meyer in St.\u00a0Pauli"},
       {"3,5 Mio. Tonnen", "3,5\u00a0Mio. Tonnen"},
       {"BLZ 500 105 17, 030 123 456", "BLZ 500 105 17, 030 123 456"},
       {"z.b.de, Paul. B. ging", "z.b.de, Paul. B. ging"},
       {"5 kmart, Er ging. Am 5. Wir", "5 kmart, Er ging. Am 5. Wir"}});
  expect_all(Typography(language("en")),
             {{"Mr. Smith, No. 5", "Mr.\u00a0Smith, No.\u00a05"}, {"z.B. so", "z.B. so"}});
}

TEST(Typography, addresses_are_left_alone) {
  for (char const* text :
       {"https://example.org/foo--bar/10-12?q='a'...&b=5%20",
        "siehe http://example.org/wiki/Foo_(bar)--x.", "www.example.org/a--b...c",
        "mira--petersen...x@example.org", "ftp://a.example/it's/10-12"}) {
    EXPECT_EQ(Typography(language("de")).set(text), text);
  }
  EXPECT_EQ(
      Typography(language("de")).set("\"https://example.org/a--b\"... (http://example.org/10-12)"),
      "»https://example.org/a--b«… (http://example.org/10-12)");
}

TEST(Typography, gender_forms_stay_as_they_are_written) {
  for (char const* text :
       {"Leser*innen und Autor*innen", "Leser:innen und Autor:innen", "Kolleg_innen",
        "Leser/-innen", "Leser(innen)", "LeserInnen", "*Leser*innen*", "Bürger*innenrat"}) {
    EXPECT_EQ(Typography(language("de")).set(text), text);
  }
}

TEST(Typography, what_cannot_be_seen_goes) {
  EXPECT_EQ(Typography(language("de")).set("Zeit\u00adung\u200b e\u0301"), "Zeitung é");
}

TEST(Typography, quotes_pair_across_runs_and_runs_stay_apart) {
  Typography const typography(language("de"));
  std::vector<text::Run> const runs{{"Er sagte \"das "}, {"Boot"}, {"\" und 'nichts"}, {"'"},
                                    {" - so.."},         {"."}};
  EXPECT_THAT(typography.set(runs).runs,
              testing::ElementsAre("Er sagte »das ", "Boot", "« und ›nichts", "‹", " – so..", "."));
}

TEST(Typography, untouched_runs_come_back_byte_for_byte) {
  Typography const typography(language("de"));
  std::vector<text::Run> const runs{
      {"\""}, {"x--y \"...\"\u00ad", Treatment::untouched}, {"\" - z.B. "}};
  EXPECT_THAT(typography.set(runs).runs,
              testing::ElementsAre("»", "x--y \"...\"\u00ad", "« – z.\u202fB. "));
}

TEST(Typography, unpaired_quotes_are_set_by_their_direction_and_reported) {
  Typography const typography(language("de"));
  auto set = [&](std::string_view words) {
    text::Run const run{words};
    Typeset const typeset = typography.set(std::span(&run, 1));
    return std::pair(typeset.runs.front(), typeset.unpaired_quotes);
  };
  EXPECT_EQ(set("\"Ein Absatz ohne Ende."),
            std::pair(std::string("»Ein Absatz ohne Ende."), std::size_t{1}));
  EXPECT_EQ(set("Das Ende.\""), std::pair(std::string("Das Ende.«"), std::size_t{1}));
  EXPECT_EQ(set("\"a\" \"b"), std::pair(std::string("»a« »b"), std::size_t{1}));
  EXPECT_EQ(set("allein \" hier"), std::pair(std::string("allein \" hier"), std::size_t{1}));
  EXPECT_EQ(set("\"a\" und 27\""), std::pair(std::string("»a« und 27″"), std::size_t{0}));
}

}  // namespace
}  // namespace allmende::text
