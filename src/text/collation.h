#pragma once
// The order in which people look words up.

#include <memory>
#include <string>
#include <string_view>

#include "base/language.h"

namespace allmende::text {

/// The dictionary order of one language, in which punctuation decides last (BCP 47:
/// u-ka-shifted-ks-level4), so that Leserbrief < Leser*innen < Leserinnen and Ärzte stands before
/// Zebra. Costly to make; may be shared by threads.
class Collation {
 public:
  explicit Collation(Language const& language);
  ~Collation();
  Collation(Collation&&) noexcept;
  Collation& operator=(Collation&&) noexcept;

  /// Below zero, zero, above zero.
  int compare(std::string_view a, std::string_view b) const;
  bool less(std::string_view a, std::string_view b) const { return compare(a, b) < 0; }
  /// Bytes whose plain order is this order. For databases and big sorts.
  std::string key(std::string_view text) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// A name with the family name first, to be compared: "Mira van der Petersen" → "Petersen, Mira van
/// der". The last word is taken for the family name; a name of one word stays.
std::string family_name_first(std::string_view name);

}  // namespace allmende::text
