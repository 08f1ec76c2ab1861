#include "sepa/payment_text.h"

#include <fmt/format.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <optional>

namespace allmende::sepa {

namespace {

struct Range {
  char32_t first;
  char32_t last;
};

constexpr auto kPassedOn = std::to_array<Range>({
    {0x20, 0x7e},      // printable ASCII
    {0xa1, 0xac},      // Latin-1 without the unbreakable blank
    {0xae, 0x17f},     // Latin-1 without the soft hyphen; Latin Extended-A
    {0x218, 0x21b},    // Romanian s and t with comma
    {0x386, 0x3ce},    // Greek
    {0x400, 0x45f},    // Cyrillic
    {0x20ac, 0x20ac},  // euro
});

bool is_passed_on(char32_t character) {
  return std::ranges::any_of(
      kPassedOn, [&](Range range) { return character >= range.first && character <= range.last; });
}

/// The character at `at`, which moves behind it; nothing where the UTF-8 is broken.
std::optional<char32_t> next_character(std::string_view text, std::int32_t& at) {
  UChar32 character = 0;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"  // inside the macro
  U8_NEXT(text.data(), at, static_cast<std::int32_t>(text.size()), character);
#pragma GCC diagnostic pop
  if (character < 0) return std::nullopt;
  return static_cast<char32_t>(character);
}

}  // namespace

Result<void> check_payment_text(std::string_view text, std::size_t longest,
                                std::string_view field) {
  std::string where(field);
  if (text.starts_with(' ') || text.ends_with(' ')) {
    return refuse(Code::invalid, "there is a blank before or behind the text", where);
  }
  auto too_long = [&] {
    return refuse(Code::limit, fmt::format("at most {} characters are allowed here", longest),
                  where);
  };
  if (text.size() > 4 * longest) return too_long();
  auto size = static_cast<std::int32_t>(text.size());
  std::size_t count = 0;
  for (std::int32_t at = 0; at < size; ++count) {
    if (count == longest) return too_long();
    auto character = next_character(text, at);
    if (!character) return refuse(Code::invalid, "the text is not valid UTF-8", where);
    if (!is_passed_on(*character)) {
      return refuse(Code::invalid,
                    fmt::format("banks do not pass on the character U+{:04X}",
                                static_cast<std::uint32_t>(*character)),
                    where);
    }
  }
  return {};
}

}  // namespace allmende::sepa
