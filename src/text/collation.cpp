#include "text/collation.h"

#include <unicode/coll.h>
#include <unicode/sortkey.h>

#include "base/result.h"
#include "text/normalise.h"

namespace allmende::text {

struct Collation::Impl {
  std::unique_ptr<icu::Collator> collator;
};

namespace {

icu::StringPiece piece(std::string_view text) {
  VERIFY(text.size() <= INT32_MAX);
  return {text.data(), static_cast<std::int32_t>(text.size())};
}

}  // namespace

Collation::Collation(Language const& language) : impl_(std::make_unique<Impl>()) {
  UErrorCode status = U_ZERO_ERROR;
  std::string const tag = language.tag() + "-u-ka-shifted-ks-level4";
  icu::Locale const locale = icu::Locale::forLanguageTag(tag, status);
  impl_->collator.reset(icu::Collator::createInstance(locale, status));
  if (U_FAILURE(status)) throw Fault("ICU has no data to order words");
}

Collation::~Collation() = default;
Collation::Collation(Collation&&) noexcept = default;
Collation& Collation::operator=(Collation&&) noexcept = default;

int Collation::compare(std::string_view a, std::string_view b) const {
  UErrorCode status = U_ZERO_ERROR;
  int const order = impl_->collator->compareUTF8(piece(a), piece(b), status);
  if (U_FAILURE(status)) throw Fault("ICU could not compare two texts");
  return order;
}

std::string Collation::key(std::string_view text) const {
  icu::UnicodeString const wide = icu::UnicodeString::fromUTF8(piece(text));
  std::int32_t const size = impl_->collator->getSortKey(wide, nullptr, 0);
  std::string key(static_cast<std::size_t>(size), '\0');
  impl_->collator->getSortKey(wide, reinterpret_cast<std::uint8_t*>(key.data()), size);
  key.pop_back();  // ICU ends a key with a zero byte
  return key;
}

std::string family_name_first(std::string_view name) {
  std::string const whole = squeeze(name);
  std::size_t const blank = whole.rfind(' ');
  if (blank == std::string::npos) return whole;
  return whole.substr(blank + 1) + ", " + whole.substr(0, blank);
}

}  // namespace allmende::text
