// expects: may not be the type of a script
#include "html/html.h"

using namespace allmende;

html::Html view(std::string_view text) {
  return html::html<R"(<script type="{}" src="/a.js"></script>)">(text);
}
