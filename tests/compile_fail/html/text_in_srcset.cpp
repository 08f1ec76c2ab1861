// expects: takes an html::SrcSet and nothing else
#include "html/html.h"

using namespace allmende;

html::Html view(std::string_view text) {
  return html::html<R"(<img src="/a" alt="" srcset="{}">)">(text);
}
