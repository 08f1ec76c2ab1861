#include "words/words.h"

#include <gtest/gtest.h>

#include <thread>

#include "embedded/test_catalogue.h"

namespace allmende::words {
namespace {

using namespace std::chrono;

Words words_in(std::string_view tag, std::string_view zone = "Europe/Berlin") {
  return Words::make(Language::parse(tag).value(), zone).value();
}

Words test_words() {
  return Words::make(Language::german(), "UTC", Catalogue(embedded::test_catalogue()[0].bytes))
      .value();
}

Instant at(std::string_view text) { return Instant::parse(text).value(); }
Date day(std::string_view text) { return Date::parse(text).value(); }

TEST(Words, are_said_in_the_language_with_their_placeholders_filled) {
  Words const words = test_words();
  EXPECT_EQ(words.say("Good morning, {name}.", {{"name", "Mira"}}), "Moin, Mira.");
  EXPECT_EQ(words.say("{first} before {second}", {{"first", "1"}, {"second", "2"}}), "2 nach 1");
}

TEST(Words, a_filling_is_never_taken_for_a_placeholder) {
  Words const words = test_words();
  EXPECT_EQ(words.say("{first} before {second}", {{"first", "{second}"}, {"second", "{first}"}}),
            "{first} nach {second}");
  EXPECT_EQ(words.say_n("{count} ship in {harbour}", "{count} ships in {harbour}", 2,
                        {{"harbour", "{count}"}}),
            "2 Schiffe in {count}");
}

TEST(Words, choose_the_form_by_the_number) {
  Words const words = test_words();
  auto ships = [&](std::int64_t count) {
    return words.say_n("{count} ship in {harbour}", "{count} ships in {harbour}", count,
                       {{"harbour", "Kiel"}});
  };
  EXPECT_EQ(ships(1), "ein Schiff in Kiel");
  EXPECT_EQ(ships(0), "0 Schiffe in Kiel");
  EXPECT_EQ(ships(12345), "12.345 Schiffe in Kiel");
  EXPECT_EQ(ships(5'000'000'001), "5.000.000.001 Schiffe in Kiel");
}

TEST(Words, mean_different_things_in_different_contexts) {
  Words const words = test_words();
  EXPECT_EQ(words.say_in("shop", "Open"), "Geöffnet");
  EXPECT_EQ(words.say_in("door", "Open"), "Öffnen");
  EXPECT_EQ(words.say("Open"), "Open");
}

TEST(Words, fall_back_to_the_english_text) {
  Words const words = test_words();
  EXPECT_EQ(words.say("Nobody translated {this}", {{"this", 1000}}), "Nobody translated 1.000");
  EXPECT_EQ(words.say_n("{count} egg", "{count} eggs", 1), "1 egg");
  EXPECT_EQ(words.say_n("{count} egg", "{count} eggs", 3), "3 eggs");
}

TEST(Words, a_placeholder_without_an_argument_is_a_bug) {
  EXPECT_THROW(test_words().say("Good morning, {name}.", {{"nom", "Mira"}}), Bug);
}

TEST(Words, are_cut_up_around_what_is_no_string) {
  Part const link{Part::Kind::placeholder, "link"};
  EXPECT_EQ(test_words().parts("Read {link}."),
            (std::vector<Part>{link, {Part::Kind::words, " lesen."}}));
  EXPECT_EQ(parts_of("a {B} {c {link}{"),
            (std::vector<Part>{{Part::Kind::words, "a {B} {c "}, link, {Part::Kind::words, "{"}}));
}

TEST(Words, refuse_a_language_without_a_catalogue_and_name_those_there_are) {
  auto words = Words::make(Language::parse("tlh").value(), "Europe/Berlin");
  ASSERT_FALSE(words);
  EXPECT_EQ(words.error(),
            (Refusal{Code::not_found, "there are no words in \"tlh\" (but in: de, en)", ""}));
}

TEST(Words, refuse_a_zone_that_does_not_exist) {
  for (char const* zone : {"", "Berlin", "Europe/Osterfleet", "Etc/Unknown"}) {
    EXPECT_FALSE(Words::make(Language::german(), zone)) << zone;
  }
}

TEST(Words, bytes_that_are_no_catalogue_are_a_fault) {
  EXPECT_THROW(Catalogue("no catalogue, but long enough to look for a header"), Fault);
  EXPECT_THROW(Catalogue(""), Fault);
}

TEST(Words, write_lists_as_the_language_does) {
  std::vector<std::string> const towns{"Kiel", "Lübeck", "Husum"};
  auto first = [&](std::size_t count) { return std::span(towns).first(count); };
  EXPECT_EQ(words_in("de").list(first(0)), "");
  EXPECT_EQ(words_in("de").list(first(1)), "Kiel");
  EXPECT_EQ(words_in("de").list(first(2)), "Kiel und Lübeck");
  EXPECT_EQ(words_in("de").list(first(3)), "Kiel, Lübeck und Husum");
  EXPECT_EQ(words_in("en").list(first(3)), "Kiel, Lübeck, and Husum");
  EXPECT_EQ(words_in("de").between(3), (std::vector<std::string>{", ", " und "}));
}

TEST(Words, write_days_as_the_language_does) {
  Words const german = words_in("de");
  Date const saturday = day("2026-11-21");
  EXPECT_EQ(german.date_long(saturday), "Samstag, 21.\u00a0November 2026");
  EXPECT_EQ(german.date(saturday), "21.\u00a0November 2026");
  EXPECT_EQ(german.date_short(saturday), "21.11.2026");
  EXPECT_EQ(german.month_year(saturday), "November 2026");
  Words const english = words_in("en");
  EXPECT_EQ(english.date_long(saturday), "Saturday, November\u00a021, 2026");
  EXPECT_EQ(english.date(saturday), "November\u00a021, 2026");
  EXPECT_EQ(english.date_short(saturday), "Nov\u00a021, 2026");
  EXPECT_EQ(words_in("en-GB").date_long(saturday), "Saturday, 21\u00a0November 2026");
}

TEST(Words, name_months_and_days_of_the_week) {
  Words const german = words_in("de");
  EXPECT_EQ(german.month_name(March), "März");
  EXPECT_EQ(german.month_name(std::chrono::November, Width::abbreviated), "Nov");
  EXPECT_EQ(german.weekday_name(Sunday), "Sonntag");
  EXPECT_EQ(german.weekday_name(Saturday, Width::abbreviated), "Sa");
  EXPECT_EQ(german.first_weekday(), Monday);
  EXPECT_EQ(words_in("en-US").first_weekday(), Sunday);
}

TEST(Words, old_days_are_counted_by_todays_calendar) {
  EXPECT_EQ(words_in("de").date_long(day("1500-03-01")), "Donnerstag, 1.\u00a0März 1500");
}

TEST(Words, know_the_moment_at_which_clocks_show_what_a_form_says) {
  Words words = words_in("de");
  EXPECT_EQ(words.moment_at("2026-11-21T06:30"), at("2026-11-21T05:30:00Z"));
  EXPECT_EQ(words.moment_at("2026-07-21T06:30:15"), at("2026-07-21T04:30:15Z"));
  EXPECT_EQ(words.iso_with_offset(*words.moment_at("2026-10-25T02:30")), "2026-10-25T02:30:00+01:00") << "the second of two";
  EXPECT_EQ(words.iso_with_offset(*words.moment_at("2026-03-29T02:30")), "2026-03-29T03:30:00+02:00") << "there was none";
  for (char const* wrong : {"", "2026-11-21", "2026-11-21 06:30", "2026-13-21T06:30", "2026-11-21T06:30:00Z"}) {
    EXPECT_FALSE(words.moment_at(wrong)) << wrong;
  }
}

TEST(Words, know_on_which_day_a_moment_falls) {
  EXPECT_EQ(words_in("de").day_of(at("2026-11-20T23:30:00Z")), day("2026-11-21"));
  EXPECT_EQ(words_in("de", "America/New_York").day_of(at("2026-11-21T04:59:59Z")),
            day("2026-11-20"));
  EXPECT_EQ(words_in("de").start_of(day("2026-11-21")), at("2026-11-20T23:00:00Z"));
  EXPECT_EQ(words_in("de").start_of(day("2026-07-21")), at("2026-07-20T22:00:00Z"));
}

TEST(Words, every_day_begins_on_itself) {
  Words const words = words_in("de");
  for (Date date = day("2025-12-30"); date < day("2027-01-03"); date = date.plus_days(1)) {
    Instant const start = words.start_of(date);
    EXPECT_EQ(words.day_of(start), date) << date.iso8601();
    EXPECT_EQ(words.day_of(Instant::from_microseconds(start.microseconds() - 1)),
              date.plus_days(-1));
  }
}

TEST(Words, write_moments_by_the_clock_of_the_zone) {
  Instant const morning = at("2026-11-21T05:30:00Z");
  EXPECT_EQ(words_in("de").date_time(morning), "21.\u00a0November 2026, 06:30 Uhr");
  EXPECT_EQ(words_in("de").time(at("2026-07-21T04:30:00Z")), "06:30");
  EXPECT_EQ(words_in("en").date_time(morning), "November\u00a021, 2026, 6:30\u202fAM");
}

TEST(Words, write_moments_for_machines_alike_in_every_language) {
  Instant const morning = at("2026-11-21T05:30:00.75Z");
  for (char const* language : {"de", "en"}) {
    Words const words = words_in(language);
    EXPECT_EQ(words.iso_with_offset(morning), "2026-11-21T06:30:00+01:00");
    EXPECT_EQ(words.rfc822(morning), "Sat, 21 Nov 2026 06:30:00 +0100");
  }
  EXPECT_EQ(words_in("de", "America/St_Johns").rfc822(morning), "Sat, 21 Nov 2026 02:00:00 -0330");
  EXPECT_EQ(words_in("de").iso_with_offset(at("1850-01-01T00:00:00Z")),
            "1850-01-01T00:53:00+00:53");
}

TEST(Words, a_moment_for_machines_is_read_back_the_same) {
  Words const words = words_in("de");
  for (std::int64_t hour = -1'500'000; hour < 1'500'000; hour += 4321) {
    Instant const instant = Instant::from_microseconds(hour * 3'600'000'000);
    EXPECT_EQ(Instant::parse(words.iso_with_offset(instant)).value(), instant);
  }
}

TEST(Words, write_numbers_and_money_as_the_language_does) {
  EXPECT_EQ(words_in("de").number(-12345), "-12.345");
  EXPECT_EQ(words_in("en").number(12345), "12,345");
  EXPECT_EQ(words_in("de").money(Money::cents(1250)), "12,50\u00a0€");
  EXPECT_EQ(words_in("de").money(Money::cents(99'999'999'999)), "999.999.999,99\u00a0€");
  EXPECT_EQ(words_in("en").money(Money::cents(5)), "€0.05");
}

TEST(Words, speak_of_whole_euros_without_cents) {
  EXPECT_EQ(words_in("de").money_spoken(Money::cents(500)), "5\u00a0€");
  EXPECT_EQ(words_in("de").money_spoken(Money::cents(125000)), "1.250\u00a0€");
  EXPECT_EQ(words_in("de").money_spoken(Money::cents(1250)), "12,50\u00a0€");
  EXPECT_EQ(words_in("en").money_spoken(Money::cents(2500)), "€25");
  EXPECT_EQ(words_in("en").money_spoken(Money::cents(2501)), "€25.01");
  EXPECT_EQ(words_in("de").money(Money::cents(500)), "5,00\u00a0€");
}

TEST(Words, serve_several_threads_at_once) {
  Words const words = words_in("de");
  auto read = [&words] {
    for (int i = 0; i < 2000; ++i) {
      ASSERT_EQ(words.date_time(at("2026-11-21T05:30:00Z")), "21.\u00a0November 2026, 06:30 Uhr");
      ASSERT_EQ(words.money(Money::cents(1250)), "12,50\u00a0€");
      ASSERT_EQ(words.between(3).size(), 2U);
    }
  };
  std::jthread one(read);
  std::jthread two(read);
  read();
}

}  // namespace
}  // namespace allmende::words
