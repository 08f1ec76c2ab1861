// expects: a value may not stand in a script
#include "html/html.h"

using namespace allmende;

html::Html view(std::string_view text) {
  return html::html<R"(<script>let name = '{}';</script>)">(text);
}
