// expects: this attribute steers the browser
#include "html/html.h"

using namespace allmende;

html::Html view(std::string_view text) {
  return html::html<R"(<iframe sandbox="{}" src="/a"></iframe>)">(text);
}
