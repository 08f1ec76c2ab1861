// expects: content of a meta element with http-equiv
#include "html/html.h"

using namespace allmende;

html::Html view(std::string_view text) {
  return html::html<R"(<meta http-equiv="refresh" content="{}">)">(text);
}
