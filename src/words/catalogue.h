#pragma once
// One language's translations, as gettext's msgfmt compiled them, and the filling of placeholders.

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <locale>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"
#include "base/result.h"

namespace allmende::words {

/// What fills {name}: a text, or a whole number that is written as the language writes numbers.
struct Argument {
  Argument(std::string_view placeholder, std::string_view text) : name(placeholder), value(text) {}
  Argument(std::string_view placeholder, char const* text) : name(placeholder), value(text) {}
  Argument(std::string_view placeholder, std::string const& text)
      : name(placeholder), value(text) {}
  template <std::integral Number>
  Argument(std::string_view placeholder, Number quantity)
      : name(placeholder), number(static_cast<std::int64_t>(quantity)) {}

  std::string_view name;
  std::string_view value;
  std::optional<std::int64_t> number;
};
using Arguments = std::initializer_list<Argument>;

/// A piece of a text: plain words, or the name of a placeholder.
struct Part {
  enum class Kind { words, placeholder };
  Kind kind;
  std::string text;
  bool operator==(Part const&) const = default;
};

/// "Page {page} of {pages}" → "Page ", {page}, " of ", {pages}. A brace that opens no name is plain
/// text.
std::vector<Part> parts_of(std::string_view text);

class Catalogue {
 public:
  /// The built-in catalogue of a language, by its primary tag. Refuses: not_found, naming those
  /// there are.
  static Result<Catalogue> built_in(Language const& language);
  /// A catalogue from a compiled file's bytes. Throws Fault when they are none.
  explicit Catalogue(std::string_view compiled);
  /// The primary tags of all built-in catalogues.
  static std::vector<std::string> languages();

  /// The translation, or the English text where there is none. `context` may be null.
  char const* find(char const* context, char const* english) const;
  char const* find(char const* one, char const* many, std::int64_t count) const;

 private:
  std::locale locale_;  // owns the translations
};

}  // namespace allmende::words
