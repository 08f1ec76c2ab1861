#pragma once
// Days as ICU writes them in one language. Not part of the door.

#include <unicode/datefmt.h>
#include <unicode/locid.h>

#include <array>
#include <chrono>
#include <memory>
#include <string>

#include "base/language.h"

namespace allmende::words {

std::string utf8(icu::UnicodeString const& text);
/// Throws Fault if ICU failed: its data is missing or memory ended.
void must(UErrorCode status, char const* what);
icu::Locale locale_of(Language const& language);

/// How a language writes days. ICU promises that `const` uses of its objects may run side by side.
class Calendar {
 public:
  explicit Calendar(Language const& language);

  enum class Form { full, plain, digits, month, clock };
  std::string write(Form form, std::chrono::sys_time<std::chrono::microseconds> clock) const;

  std::array<std::string, 12> months;
  std::array<std::string, 12> months_abbreviated;
  std::array<std::string, 7> weekdays;  ///< from Sunday, as std::chrono counts
  std::array<std::string, 7> weekdays_abbreviated;
  std::chrono::weekday first_weekday;

 private:
  std::array<std::unique_ptr<icu::DateFormat const>, 5> formats_;
};

}  // namespace allmende::words
