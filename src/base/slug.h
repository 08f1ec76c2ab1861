#pragma once
// The readable part of an address: "nato-und-russland-wieder-im-dialog".

#include <compare>
#include <string>
#include <string_view>

#include "base/result.h"

namespace allmende {

/// Lower-case ASCII letters, digits and single hyphens between them; 1 to 120 bytes.
class Slug {
 public:
  static constexpr std::size_t kLongest = 120;

  /// Refuses: invalid unless it is exactly that. Making one from a title is text::slug_of.
  static Result<Slug> parse(std::string_view text);

  std::string const& text() const { return text_; }
  auto operator<=>(Slug const&) const = default;

 private:
  explicit Slug(std::string_view text) : text_(text) {}
  std::string text_;
};

}  // namespace allmende
