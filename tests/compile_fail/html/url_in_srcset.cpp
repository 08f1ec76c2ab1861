// expects: takes an html::SrcSet and nothing else
#include "html/html.h"

using namespace allmende;

html::Html view(html::Url const& url) {
  return html::html<R"(<img src="/a" alt="" srcset="{}">)">(url);
}
