// expects: a value may not stand in a script
#include "html/html.h"

using namespace allmende;

html::Html view(html::Html const& markup) {
  return html::html<R"(<script type="application/ld+json">{}</script>)">(markup);
}
