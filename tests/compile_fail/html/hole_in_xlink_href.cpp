// expects: in svg and math an address is a literal
#include "html/html.h"

using namespace allmende;

html::Html view(std::string_view text) {
  return html::html<R"(<svg><use xlink:href="{}"/></svg>)">(text);
}
