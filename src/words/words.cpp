#include "words/words.h"

#include <unicode/listformatter.h>
#include <unicode/numberformatter.h>

#include "words/calendar.h"
#include "words/zone.h"

namespace allmende::words {

using namespace std::chrono;

struct Words::Impl {
  Language language;
  Catalogue catalogue;
  Zone zone;
  Calendar calendar;
  icu::number::LocalizedNumberFormatter numbers;
  icu::number::LocalizedNumberFormatter amounts;
  icu::number::LocalizedNumberFormatter whole_amounts;
  std::unique_ptr<icu::ListFormatter const> lists;

  Impl(Language const& tag, Catalogue translations, Zone time_zone)
      : language(tag),
        catalogue(std::move(translations)),
        zone(std::move(time_zone)),
        calendar(tag),
        numbers(icu::number::NumberFormatter::withLocale(locale_of(tag))) {
    UErrorCode status = U_ZERO_ERROR;
    icu::CurrencyUnit const euro(u"EUR", status);
    amounts = numbers.unit(euro);
    whole_amounts = amounts.precision(icu::number::Precision::integer());
    lists.reset(icu::ListFormatter::createInstance(locale_of(tag), status));
    must(status, "numbers and lists");
  }
};

namespace {

time_point<system_clock, microseconds> noon(Date date) { return sys_days(date.ymd()) + hours(12); }

std::string filled(std::string_view text, Arguments arguments, Words const& words) {
  std::string out;
  for (Part const& part : parts_of(text)) {
    if (part.kind == Part::Kind::words) {
      out += part.text;
      continue;
    }
    auto argument = std::ranges::find(arguments, part.text, &Argument::name);
    VERIFY(argument != arguments.end());
    if (argument->number) out += words.number(*argument->number);
    else out += argument->value;
  }
  return out;
}

}  // namespace

Words::Words(std::unique_ptr<Impl const> impl) : impl_(std::move(impl)) {}
Words::~Words() = default;
Words::Words(Words&&) noexcept = default;
Words& Words::operator=(Words&&) noexcept = default;

Result<Words> Words::make(Language const& language, std::string_view time_zone) {
  return make(language, time_zone, TRY(Catalogue::built_in(language)));
}

Result<Words> Words::make(Language const& language, std::string_view time_zone,
                          Catalogue catalogue) {
  Zone zone = TRY(Zone::named(time_zone));
  return Words(std::make_unique<Impl const>(language, std::move(catalogue), std::move(zone)));
}

Language const& Words::language() const { return impl_->language; }

std::string Words::say(char const* english, Arguments arguments) const {
  return filled(impl_->catalogue.find(nullptr, english), arguments, *this);
}

std::string Words::say_in(char const* context, char const* english, Arguments arguments) const {
  return filled(impl_->catalogue.find(context, english), arguments, *this);
}

std::string Words::say_n(char const* one, char const* many, std::int64_t count,
                         Arguments arguments) const {
  std::string out;
  for (Part const& part : parts_of(impl_->catalogue.find(one, many, count))) {
    if (part.kind == Part::Kind::words) out += part.text;
    else if (part.text == "count") out += number(count);
    else out += filled('{' + part.text + '}', arguments, *this);
  }
  return out;
}

std::vector<Part> Words::parts(char const* english) const {
  return parts_of(impl_->catalogue.find(nullptr, english));
}

std::string Words::list(std::span<std::string const> items) const {
  std::string out;
  std::vector<std::string> const joints = between(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += joints[i - 1];
    out += items[i];
  }
  return out;
}

std::vector<std::string> Words::between(std::size_t count) const {
  constexpr char16_t kItem = 0xE000;  // private use: no language's list has it
  if (count < 2) return {};
  std::vector<icu::UnicodeString> const items(count, icu::UnicodeString(kItem));
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString whole;
  impl_->lists->format(items.data(), static_cast<std::int32_t>(count), whole, status);
  must(status, "list");
  std::vector<std::string> joints;
  std::int32_t start = whole.indexOf(kItem) + 1;
  for (std::size_t i = 1; i < count; ++i) {
    std::int32_t const next = whole.indexOf(kItem, start);
    joints.push_back(utf8(whole.tempSubStringBetween(start, next)));
    start = next + 1;
  }
  return joints;
}

std::string Words::date_long(Date date) const {
  return impl_->calendar.write(Calendar::Form::full, noon(date));
}
std::string Words::date(Date date) const {
  return impl_->calendar.write(Calendar::Form::plain, noon(date));
}
std::string Words::date_short(Date date) const {
  return impl_->calendar.write(Calendar::Form::digits, noon(date));
}
std::string Words::month_year(Date date) const {
  return impl_->calendar.write(Calendar::Form::month, noon(date));
}
std::string Words::month_name(std::chrono::month month, Width width) const {
  VERIFY(month.ok());
  Calendar const& calendar = impl_->calendar;
  auto const& names = width == Width::wide ? calendar.months : calendar.months_abbreviated;
  return names[static_cast<unsigned>(month) - 1];
}
std::string Words::weekday_name(std::chrono::weekday weekday, Width width) const {
  VERIFY(weekday.ok());
  Calendar const& calendar = impl_->calendar;
  auto const& names = width == Width::wide ? calendar.weekdays : calendar.weekdays_abbreviated;
  return names[weekday.c_encoding()];
}
std::chrono::weekday Words::first_weekday() const { return impl_->calendar.first_weekday; }

std::string Words::time(Instant instant) const {
  return impl_->calendar.write(Calendar::Form::clock, impl_->zone.local(instant).clock);
}

std::string Words::date_time(Instant instant) const {
  // Translators: a day and a time of the clock, as in "November 21, 2026, 6:30 AM"
  return say("{date}, {time}", {{"date", date(day_of(instant))}, {"time", time(instant)}});
}

Date Words::day_of(Instant instant) const {
  year_month_day const day{floor<days>(impl_->zone.local(instant).clock)};
  auto const date = Date::from(static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                               static_cast<unsigned>(day.day()));
  if (!date) throw Fault("day outside the years 1 to 9999");
  return *date;
}

Instant Words::start_of(Date date) const { return impl_->zone.start_of(date); }
Result<Instant> Words::moment_at(std::string_view local) const {
  constexpr std::size_t kToMinutes = 16, kToSeconds = 19;  // "2026-11-21T06:30:00"
  std::string clock(local);
  if (clock.size() == kToMinutes) clock += ":00";
  if (clock.size() != kToSeconds) return refuse(Code::invalid, "a moment looks like 2026-11-21T06:30");
  Instant shown = TRY(Instant::parse(clock + "Z"));
  return impl_->zone.moment_at(shown.time_point());
}

std::string Words::iso_with_offset(Instant instant) const {
  return rfc3339(impl_->zone.local(instant));
}
std::string Words::rfc822(Instant instant) const {
  return words::rfc822(impl_->zone.local(instant));
}

std::string Words::number(std::int64_t number) const {
  UErrorCode status = U_ZERO_ERROR;
  std::string out = utf8(impl_->numbers.formatInt(number, status).toString(status));
  must(status, "number");
  return out;
}

std::string Words::money(Money money) const {
  UErrorCode status = U_ZERO_ERROR;
  std::string out = utf8(impl_->amounts.formatDecimal(money.decimal(), status).toString(status));
  must(status, "money");
  return out;
}

std::string Words::money_spoken(Money money) const {
  if (money.cents() % 100 != 0) return this->money(money);
  UErrorCode status = U_ZERO_ERROR;
  std::string out =
      utf8(impl_->whole_amounts.formatInt(money.cents() / 100, status).toString(status));
  must(status, "money");
  return out;
}

}  // namespace allmende::words
