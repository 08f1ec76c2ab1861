#pragma once
// THE DOOR of forms: their fields, each with what is wrong with it, said so that everybody notices. Knows no words: who calls
// brings them in the reader's language. Classes are those of theme/css.

#include <optional>
#include <string>
#include <string_view>

#include "html/html.h"

namespace allmende::forms {

struct Field {
  std::string_view name;
  std::string label;
  std::string_view type = "text";
  std::string value = {};
  std::string_view autocomplete = "off";
  std::string hint = {};
  std::string wrong = {};  ///< what is wrong with it; the field is marked
  bool required = true;
  std::string_view list = {};       ///< the id of a list of proposals
  std::string_view inputmode = {};  ///< "decimal"
  std::string id = {};              ///< for a name that the page has twice; else "feld-" and its name
};
html::Html field(Field const& field);

struct TextField {
  std::string_view name;
  std::string label;
  std::string value = {};
  std::string hint = {};
  int rows = 3;
  std::string wrong = {};
};
html::Html text_field(TextField const& field);

/// What stands beneath a field, and how the field says so to those who do not see it.
struct Beneath {
  html::Html shown = {};
  std::optional<std::string> invalid = {}, described = {};  ///< aria-invalid, aria-describedby
};
Beneath beneath(std::string const& id, std::string const& wrong, std::string const& hint);

html::Html hidden(std::string_view name, std::string_view value);

/// What is wrong with a form as a whole, read out at once.
html::Html complaint(std::string const& words);
html::Html notice(std::string const& words);

}  // namespace allmende::forms
