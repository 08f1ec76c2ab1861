// expects: there is no such element
#include "html/html.h"

using namespace allmende;

html::Html view(std::string_view text) {
  return html::html<R"(<svg><set attributeName="href" to="{}"/></svg>)">(text);
}
