// expects: srcdoc holds a whole page
#include "html/html.h"

using namespace allmende;

html::Html view(std::string_view text) {
  return html::html<R"(<iframe srcdoc="{}"></iframe>)">(text);
}
