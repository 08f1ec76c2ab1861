// expects: a value may not be a part of a srcset
#include "html/html.h"

using namespace allmende;

html::Html view(html::Url const& url) {
  return html::html<R"(<img src="/a" alt="" srcset="{} 320w">)">(url);
}
