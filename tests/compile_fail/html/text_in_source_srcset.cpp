// expects: takes an html::SrcSet and nothing else
#include "html/html.h"

using namespace allmende;

html::Html view(std::string_view text) {
  return html::html<R"(<picture><source type="image/avif" srcset="{}"><img src="/a" alt=""></picture>)">(text);
}
