// expects: this attribute steers the browser
#include "html/html.h"

using namespace allmende;

html::Html view(std::string_view text) {
  return html::html<R"(<svg><path fill="{}" d="M0 0"/></svg>)">(text);
}
