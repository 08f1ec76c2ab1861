// expects: a value may not stand in a style sheet
#include "html/html.h"

using namespace allmende;

html::Html view(std::string_view text) {
  return html::html<R"(<style>p { color: {} }</style>)">(text);
}
