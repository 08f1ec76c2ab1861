#include "words/calendar.h"

#include <fmt/format.h>
#include <unicode/dtfmtsym.h>
#include <unicode/gregocal.h>
#include <unicode/smpdtfmt.h>

#include "base/result.h"

namespace allmende::words {

namespace {

using namespace std::chrono;

/// Days of the past are counted as today's calendar counts them, in UTC: the zone is applied
/// before.
std::unique_ptr<icu::GregorianCalendar> proleptic_calendar(icu::Locale const& locale) {
  UErrorCode status = U_ZERO_ERROR;
  auto calendar =
      std::make_unique<icu::GregorianCalendar>(*icu::TimeZone::getGMT(), locale, status);
  must(status, "calendar");
  calendar->setGregorianChange(-1e17, status);
  must(status, "calendar");
  return calendar;
}

/// A day and its month stay on one line: the blank between the two, whichever comes first, is unbreakable.
void bind_day_and_month(icu::DateFormat& format) {
  auto* simple = dynamic_cast<icu::SimpleDateFormat*>(&format);
  if (!simple) return;
  icu::UnicodeString pattern;
  simple->toPattern(pattern);
  std::int32_t const day = pattern.indexOf(u'd');
  std::int32_t const month = pattern.indexOf(u'M');
  if (day < 0 || month < 0) return;
  for (std::int32_t i = std::min(day, month); i < std::max(day, month); ++i) {
    if (pattern[i] == u' ') pattern.setCharAt(i, u'\u00a0');
  }
  simple->applyPattern(pattern);
}

std::unique_ptr<icu::DateFormat const> ready(icu::DateFormat* made, icu::Locale const& locale) {
  std::unique_ptr<icu::DateFormat> format(made);
  if (!format) throw Fault("ICU has no data to write dates");
  bind_day_and_month(*format);
  format->adoptCalendar(proleptic_calendar(locale).release());
  return format;
}

std::string standing_alone(icu::DateFormatSymbols const& symbols,
                           icu::DateFormatSymbols::DtWidthType width, unsigned weekday) {
  std::int32_t count = 0;
  auto const* names = symbols.getWeekdays(count, icu::DateFormatSymbols::STANDALONE, width);
  VERIFY(count == 8);  // ICU counts from Sunday = 1
  return utf8(names[weekday + 1]);
}

}  // namespace

std::string utf8(icu::UnicodeString const& text) {
  std::string out;
  return text.toUTF8String(out);
}

void must(UErrorCode status, char const* what) {
  if (U_FAILURE(status)) throw Fault(fmt::format("ICU: {}: {}", what, u_errorName(status)));
}

icu::Locale locale_of(Language const& language) {
  UErrorCode status = U_ZERO_ERROR;
  icu::Locale locale = icu::Locale::forLanguageTag(language.tag(), status);
  must(status, "locale");
  return locale;
}

Calendar::Calendar(Language const& language) {
  icu::Locale const locale = locale_of(language);
  UErrorCode status = U_ZERO_ERROR;
  formats_[0] = ready(icu::DateFormat::createDateInstance(icu::DateFormat::FULL, locale), locale);
  formats_[1] = ready(icu::DateFormat::createDateInstance(icu::DateFormat::LONG, locale), locale);
  formats_[2] = ready(icu::DateFormat::createDateInstance(icu::DateFormat::MEDIUM, locale), locale);
  formats_[3] = ready(icu::DateFormat::createInstanceForSkeleton("yMMMM", locale, status), locale);
  formats_[4] = ready(icu::DateFormat::createTimeInstance(icu::DateFormat::SHORT, locale), locale);
  icu::DateFormatSymbols const symbols(locale, status);
  must(status, "dates");
  for (auto [width, into] : {std::pair(icu::DateFormatSymbols::WIDE, &months),
                             std::pair(icu::DateFormatSymbols::ABBREVIATED, &months_abbreviated)}) {
    std::int32_t count = 0;
    auto const* names = symbols.getMonths(count, icu::DateFormatSymbols::STANDALONE, width);
    VERIFY(count >= 12);
    for (unsigned i = 0; i < 12; ++i) (*into)[i] = utf8(names[i]);
  }
  for (unsigned i = 0; i < 7; ++i) {
    weekdays[i] = standing_alone(symbols, icu::DateFormatSymbols::WIDE, i);
    weekdays_abbreviated[i] = standing_alone(symbols, icu::DateFormatSymbols::ABBREVIATED, i);
  }
  auto const first = proleptic_calendar(locale)->getFirstDayOfWeek(status);
  must(status, "first day of the week");
  first_weekday = weekday(static_cast<unsigned>(first) - 1);
}

std::string Calendar::write(Form form, sys_time<microseconds> clock) const {
  icu::UnicodeString out;
  double const milliseconds = static_cast<double>(clock.time_since_epoch().count()) / 1000;
  formats_[static_cast<std::size_t>(form)]->format(milliseconds, out);
  return utf8(out);
}

}  // namespace allmende::words
