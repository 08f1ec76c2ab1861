// expects: the attribute stands there twice
#include "html/html.h"

using namespace allmende;

html::Html view(std::string_view text) {
  return html::html<R"(<p class="a" id="b" class="{}">word</p>)">(text);
}
