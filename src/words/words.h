#pragma once
// Every word that a person reads, and every date and number, in one language and one time zone.
//
// Adding words: call `words.say("Good morning, {name}.", {{"name", name}})` with the English text
// in place, then run `tools/catalogues update` and translate the new entries of catalogues/*.po.
// The test `catalogues` fails while one is missing, empty, fuzzy, no longer used, or has other
// {placeholders} than the English. Words in a table that is said later are marked WORD("…"). A
// comment "Translators: …" right above a call reaches the catalogue. Never join sentences from
// pieces: languages order them differently.

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"
#include "base/money.h"
#include "base/result.h"
#include "base/time.h"
#include "words/catalogue.h"

/// Marks a literal for the catalogues and yields it unchanged.
#define WORD(english) (english)

namespace allmende::words {

enum class Width { wide, abbreviated };

/// Costly to make (milliseconds), cheap to use (about a microsecond a call, four for date_time).
/// Nothing in it changes after it is made: one may serve every thread.
class Words {
 public:
  /// `time_zone` as the IANA names it: "Europe/Berlin". Refuses: not_found when there is no
  /// catalogue for the language; invalid for an unknown zone.
  static Result<Words> make(Language const& language, std::string_view time_zone);
  /// The same with a catalogue of one's own, for tests.
  static Result<Words> make(Language const& language, std::string_view time_zone,
                            Catalogue catalogue);
  ~Words();
  Words(Words&&) noexcept;
  Words& operator=(Words&&) noexcept;

  Language const& language() const;

  // ── Words ────────────────────────────────────────────────────────────────────────────────────

  /// The text in this language, its {placeholders} filled. Whole numbers among the arguments are
  /// written as number() writes them; give years and the like as text. A placeholder without an
  /// argument is a Bug.
  std::string say(char const* english, Arguments arguments = {}) const;
  /// The same where one English text has several translations: say_in("noun", "Open").
  std::string say_in(char const* context, char const* english, Arguments arguments = {}) const;
  /// The form for `count` things; {count} is filled by itself: say_n("{count} page", "{count}
  /// pages", 4).
  std::string say_n(char const* one, char const* many, std::int64_t count,
                    Arguments arguments = {}) const;
  /// The text cut up at its placeholders, for what cannot be put into a string, such as a link.
  std::vector<Part> parts(char const* english) const;

  /// "Kiel", "Kiel und Lübeck", "Kiel, Lübeck und Husum".
  std::string list(std::span<std::string const> items) const;
  /// What stands between `count` items of a list, in order: 3 → ", ", " und ".
  std::vector<std::string> between(std::size_t count) const;

  // ── Days and moments ─────────────────────────────────────────────────────────────────────────

  // A day and its month are bound by an unbreakable space (U+00A0).
  std::string date_long(Date date) const;   ///< "Samstag, 21. November 2026"
  std::string date(Date date) const;        ///< "21. November 2026"
  std::string date_short(Date date) const;  ///< "21.11.2026"
  std::string month_year(Date date) const;  ///< "November 2026"
  std::string month_name(std::chrono::month month, Width width = Width::wide) const;
  std::string weekday_name(std::chrono::weekday weekday, Width width = Width::wide) const;
  /// On which day a week begins here: Monday in German, Sunday in American English.
  std::chrono::weekday first_weekday() const;

  std::string date_time(Instant instant) const;  ///< "21. November 2026, 06:30 Uhr"
  std::string time(Instant instant) const;       ///< "06:30"

  /// The day that this moment belongs to, and the moment a day begins, in the time zone.
  Date day_of(Instant instant) const;
  Instant start_of(Date date) const;
  /// When the clocks there show "2026-11-21T06:30", as a form's field says it. Refuses: invalid for anything else.
  Result<Instant> moment_at(std::string_view local) const;

  /// For machines, the same in every language: "2026-11-21T06:30:00+01:00" (RFC 3339), and
  /// "Sat, 21 Nov 2026 06:30:00 +0100" (RFC 822 with the year in full, as RSS wants it).
  std::string iso_with_offset(Instant instant) const;
  std::string rfc822(Instant instant) const;

  // ── Numbers ──────────────────────────────────────────────────────────────────────────────────

  std::string number(std::int64_t number) const;  ///< "12.345"
  std::string money(Money money) const;           ///< "12,50 €", with an unbreakable space
  /// As one speaks of money: "5 €" where nothing is behind the comma, else as money() writes it.
  /// For suggestions and running text; a bank's data are written by money().
  std::string money_spoken(Money money) const;

 private:
  struct Impl;
  explicit Words(std::unique_ptr<Impl const> impl);
  std::unique_ptr<Impl const> impl_;
};

}  // namespace allmende::words
