// expects: not a tag
#include "html/html.h"

using namespace allmende;

html::Html view(html::Url const& url) {
  return html::html<R"(<a href="{}"class="a">word</a>)">(url);
}
