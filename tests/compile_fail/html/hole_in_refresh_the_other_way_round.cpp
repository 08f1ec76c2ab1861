// expects: content of a meta element with http-equiv
#include "html/html.h"

using namespace allmende;

html::Html view(std::string_view text) {
  return html::html<R"(<meta content="0;url={}" http-equiv="refresh">)">(text);
}
