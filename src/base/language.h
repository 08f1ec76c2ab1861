#pragma once
// The language of a text, as BCP 47 writes it: "de", "de-CH", "en".

#include <compare>
#include <string>
#include <string_view>

#include "base/result.h"

namespace allmende {

class Language {
 public:
  /// A language of two or three letters, and at most a region: "de", "de-CH". The case is put right.
  /// Refuses: invalid for anything else.
  static Result<Language> parse(std::string_view tag);
  static Language german() { return Language("de"); }
  static Language english() { return Language("en"); }

  std::string const& tag() const { return tag_; }
  /// "de" of "de-CH".
  std::string_view primary() const { return std::string_view(tag_).substr(0, tag_.find('-')); }
  auto operator<=>(Language const&) const = default;

 private:
  explicit Language(std::string tag) : tag_(std::move(tag)) {}
  std::string tag_;
};

}  // namespace allmende
