// expects: Html is markup and may not stand in an attribute
#include "html/html.h"

using namespace allmende;

html::Html view(html::Html const& markup) {
  return html::html<R"(<p title="a {}">word</p>)">(markup);
}
