// expects: here (title, textarea, option
#include "html/html.h"

using namespace allmende;

html::Html view(html::Html const& markup) {
  return html::html<R"(<math><mi>{}</mi></math>)">(markup);
}
