// expects: takes an html::Url and nothing else
#include "html/html.h"

using namespace allmende;

html::Html view(std::string_view text) {
  return html::html<R"(<video poster="{}"></video>)">(text);
}
